package org.espalier.workbench.service;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** {@code lin-tso}: 0, 1, 2, … to whoever asks, one number for each request. */
public final class LinTso implements Service {

    private long next;

    @Override
    public Map<String, @Nullable Object> answer(String client, Map<?, ?> body) {
        if (!"ts".equals(body.get("type"))) {
            return Service.unsupported(body);
        }
        Map<String, @Nullable Object> reply = Service.reply("ts_ok");
        reply.put("ts", next++);
        return reply;
    }
}
