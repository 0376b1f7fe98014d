package org.espalier.workbench.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.espalier.workbench.net.Malformed;
import org.jspecify.annotations.Nullable;

/** {@code multicast}: docs/multicast.md has the requests and their answers. Keeps nothing in mind. */
final class MulticastSession implements Session {

    /** The longest answer to {@code deliveries}, in messages. */
    static final int MAX_ANSWER = 1_000;

    @Override
    public Step begin(Request request) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", request.f());
        map(request.value()).forEach((key, value) -> body.put(String.valueOf(key), value));
        return new Ask(body, answer -> new Done(value(request, answer)));
    }

    private static @Nullable Object value(Request request, Map<?, ?> answer) throws Malformed {
        if (request.f().equals("multicast")) {
            Answers.acknowledged("multicast", answer);
            return request.value();
        }
        Answers.fields("deliveries", answer, "from", "messages");
        if (!Objects.equals(answer.get("from"), map(request.value()).get("from"))) {
            throw new Malformed("its \"from\" is not the one that was asked for");
        }
        if (!(answer.get("messages") instanceof List<?> messages) || messages.size() > MAX_ANSWER) {
            throw new Malformed("its \"messages\" is not a list of at most " + MAX_ANSWER);
        }
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("from", answer.get("from"));
        value.put("messages", messages);
        return value;
    }

    /** The position in a request for deliveries, or in the answer to it. */
    static long from(@Nullable Object value) {
        return map(value).get("from") instanceof Long from ? from : 0;
    }

    /** The messages of an answer. */
    static List<?> messages(@Nullable Object value) {
        return map(value).get("messages") instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
