package org.espalier.node.workload;

import org.espalier.node.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A request, as it came.
 *
 * @param src who asks
 * @param type what for
 * @param msgId the number that the answer must quote, or null: then nobody waits for an answer
 * @param body the whole body
 */
public record Request(String src, String type, Json.@Nullable Num msgId, Json.Obj body) {

    /**
     * The member of that name.
     *
     * @throws RequestException (malformed) when it is missing
     */
    public Json require(String name) throws RequestException {
        Json value = body.get(name);
        if (value == null) {
            throw RequestException.malformed(type + " needs \"" + name + "\"");
        }
        return value;
    }

    /**
     * The string of that name.
     *
     * @throws RequestException (malformed) when it is missing or no string
     */
    public String requireString(String name) throws RequestException {
        if (require(name) instanceof Json.Str s) {
            return s.value();
        }
        throw RequestException.malformed(type + " needs a string as \"" + name + "\"");
    }

    /**
     * The array of that name.
     *
     * @throws RequestException (malformed) when it is missing or no array
     */
    public Json.Arr requireArray(String name) throws RequestException {
        if (require(name) instanceof Json.Arr a) {
            return a;
        }
        throw RequestException.malformed(type + " needs an array as \"" + name + "\"");
    }
}
