package org.espalier.workbench.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.workbench.net.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * How requests and answers of a workload are written.
 *
 * <p>As strict as Maelstrom: an answer has the fields that it must have and no others, so that a node which passes here
 * is understood there.
 */
public final class Dialect {

    private final Workload workload;

    public Dialect(Workload workload) {
        this.workload = workload;
    }

    /** The body of a request, without its number. */
    public Map<String, @Nullable Object> body(Request request) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", request.f());
        String field = argument(request.f());
        if (field != null) {
            body.put(field, request.value());
        }
        return body;
    }

    private @Nullable String argument(String f) {
        return switch (f) {
            case "echo" -> "echo";
            case "broadcast" -> "message";
            case "add" -> workload == Workload.G_SET ? "element" : "delta";
            default -> null;
        };
    }

    /** The field of the answer that carries what was asked for; null when the answer is a bare acknowledgement. */
    private @Nullable String result(String f) {
        return switch (f) {
            case "echo" -> "echo";
            case "generate" -> "id";
            case "read" -> workload == Workload.BROADCAST ? "messages" : "value";
            default -> null;
        };
    }

    /**
     * What the answer says: the value to be recorded with the completed operation.
     *
     * @throws Malformed if it is not an answer to this request
     */
    public @Nullable Object answer(Request request, Map<?, ?> body) throws Malformed {
        String field = result(request.f());
        Set<String> known = field == null
                ? Set.of("type", "in_reply_to", "msg_id")
                : Set.of("type", "in_reply_to", "msg_id", field);
        if (!(request.f() + "_ok").equals(body.get("type"))) {
            throw new Malformed("its type is " + body.get("type") + " where " + request.f() + "_ok is due");
        }
        for (Object key : body.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new Malformed("it has a field \"" + key + "\", which such an answer has not");
            }
        }
        if (field == null) {
            return request.value();
        }
        Object value = body.get(field);
        if (value == null && !body.containsKey(field)) {
            throw new Malformed("it has no \"" + field + "\"");
        }
        return switch (request.f()) {
            case "read" -> readable(field, value);
            case "echo" -> body; // Maelstrom's history has the whole answer here
            default -> value;
        };
    }

    private @Nullable Object readable(String field, @Nullable Object value) throws Malformed {
        boolean counter = workload == Workload.G_COUNTER || workload == Workload.PN_COUNTER;
        if (counter ? !(value instanceof Long) : !(value instanceof List)) {
            throw new Malformed("its \"" + field + "\" is not " + (counter ? "a whole number" : "a list"));
        }
        return value;
    }
}
