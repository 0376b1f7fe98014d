package org.espalier.workbench.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * {@code lin-kv}: operations on one key. Values of the history are Jepsen's independent tuples: {@code [key, value]}, for a
 * compare-and-set {@code [key, [from, to]]}.
 */
final class LinKvSession implements Session {

    @Override
    public Step begin(Request request) {
        List<?> tuple = list(request.value());
        Object key = tuple.get(0);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", request.f());
        body.put("key", key);
        switch (request.f()) {
            case "read" -> {
                return new Ask(body, answer -> new Done(Request.tuple(key, Answers.field("read", "value", answer))));
            }
            case "write" -> body.put("value", tuple.get(1));
            case "cas" -> {
                List<?> change = list(tuple.get(1));
                body.put("from", change.get(0));
                body.put("to", change.get(1));
            }
            default -> throw new IllegalArgumentException(request.f());
        }
        return new Ask(body, answer -> {
            Answers.acknowledged(request.f(), answer);
            return new Done(request.value());
        });
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("no tuple: " + value);
    }
}
