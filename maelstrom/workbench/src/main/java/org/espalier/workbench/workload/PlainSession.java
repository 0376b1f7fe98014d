package org.espalier.workbench.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.workbench.net.Malformed;
import org.jspecify.annotations.Nullable;

/** Workloads in which a request is one call with one argument at most, and one result at most. Keeps nothing in mind. */
final class PlainSession implements Session {

    private final Workload workload;

    PlainSession(Workload workload) {
        this.workload = workload;
    }

    @Override
    public Step begin(Request request) {
        String f = request.f();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", f);
        String argument = argument(f);
        if (argument != null) {
            body.put(argument, request.value());
        }
        return new Ask(body, answer -> new Done(value(request, answer)));
    }

    private @Nullable Object value(Request request, Map<?, ?> answer) throws Malformed {
        String f = request.f();
        String result = result(f);
        if (result == null) {
            Answers.acknowledged(f, answer);
            return request.value();
        }
        Object value = Answers.field(f, result, answer);
        return switch (f) {
            case "read" -> readable(result, value);
            case "echo" -> answer; // Maelstrom's history has the whole answer here
            default -> value;
        };
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

    private @Nullable Object readable(String field, @Nullable Object value) throws Malformed {
        boolean counter = workload == Workload.G_COUNTER || workload == Workload.PN_COUNTER;
        if (counter ? !(value instanceof Long) : !(value instanceof List)) {
            throw new Malformed("its \"" + field + "\" is not " + (counter ? "a whole number" : "a list"));
        }
        return value;
    }
}
