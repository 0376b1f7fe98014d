package org.espalier.workbench.workload;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.workbench.net.Malformed;
import org.jspecify.annotations.Nullable;

/** Whether answers have the form that they must have. */
final class Answers {

    private Answers() {}

    /** A bare acknowledgement. */
    static void acknowledged(String f, Map<?, ?> body) throws Malformed {
        check(f, body, Set.of("type", "in_reply_to", "msg_id"));
    }

    /** The one field of an answer that has one. */
    static @Nullable Object field(String f, String field, Map<?, ?> body) throws Malformed {
        check(f, body, Set.of("type", "in_reply_to", "msg_id", field));
        Object value = body.get(field);
        if (value == null && !body.containsKey(field)) {
            throw new Malformed("it has no \"" + field + "\"");
        }
        return value;
    }

    /** Several fields, all of which an answer must have. */
    static void fields(String f, Map<?, ?> body, String... fields) throws Malformed {
        Set<String> known = new HashSet<>(Set.of("type", "in_reply_to", "msg_id"));
        known.addAll(List.of(fields));
        check(f, body, known);
        for (String field : fields) {
            if (!body.containsKey(field)) {
                throw new Malformed("it has no \"" + field + "\"");
            }
        }
    }

    private static void check(String f, Map<?, ?> body, Set<String> known) throws Malformed {
        if (!(f + "_ok").equals(body.get("type"))) {
            throw new Malformed("its type is " + body.get("type") + " where " + f + "_ok is due");
        }
        for (Object key : body.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new Malformed("it has a field \"" + key + "\", which such an answer has not");
            }
        }
    }
}
