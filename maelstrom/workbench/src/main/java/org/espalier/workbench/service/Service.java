package org.espalier.workbench.service;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A service as a state machine; not thread-safe. */
public interface Service {

    /** How many keys a store holds at most; a request that would make one more is refused with error 11. */
    int MAX_KEYS = 100_000;

    /**
     * Answers a request, which may change the state.
     *
     * @param client who asks; what one asks is answered in the order in which it arrives
     * @param body the request
     * @return the answer's body, without the number of what it answers
     */
    Map<String, @Nullable Object> answer(String client, Map<?, ?> body);

    /** A bare answer. */
    static Map<String, @Nullable Object> reply(String type) {
        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        reply.put("type", type);
        return reply;
    }

    /** An error, by the protocol's code. */
    static Map<String, @Nullable Object> error(long code, String text) {
        Map<String, @Nullable Object> reply = reply("error");
        reply.put("code", code);
        reply.put("text", text);
        return reply;
    }

    /** Error 10: what is asked is none of the service's business. */
    static Map<String, @Nullable Object> unsupported(Map<?, ?> body) {
        return error(10, "this service does not answer \"" + body.get("type") + "\"");
    }
}
