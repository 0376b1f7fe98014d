package org.espalier.workbench.service;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** {@code lin-kv}: one copy, one request after the other, so that it is linearizable. */
public final class LinKv implements Service {

    private final Map<@Nullable Object, KvRequest.Held> values = new HashMap<>();

    @Override
    public Map<String, @Nullable Object> answer(String client, Map<?, ?> body) {
        KvRequest request = KvRequest.of(body);
        if (request == null) {
            return KvRequest.refusal(body);
        }
        KvRequest.Held before = values.get(request.key());
        KvRequest.Outcome outcome = request.on(before);
        if (outcome.held() != null) {
            if (before == null && values.size() >= MAX_KEYS) {
                return KvRequest.full();
            }
            values.put(request.key(), outcome.held());
        }
        return outcome.reply();
    }
}
