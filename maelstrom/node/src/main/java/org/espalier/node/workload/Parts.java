package org.espalier.node.workload;

import java.util.List;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;
import org.espalier.node.json.JsonWriter;

/**
 * The encoding of commands and of states: one flat JSON array, so that values travel and are stored as they were given, and
 * are nested no deeper than in the request that brought them. A command begins with its verb, a state with the name of its
 * workload and a version. This class writes the beginnings, and takes arrays apart from front to back.
 */
final class Parts {

    private final List<Json> items;
    private int at;

    private Parts(List<Json> items) {
        this.items = items;
    }

    /** A command. */
    static byte[] command(String verb, Json... operands) {
        JsonWriter out = new JsonWriter(64).beginArray().string(verb);
        for (Json operand : operands) {
            out.value(operand);
        }
        return out.endArray().toBytes();
    }

    /** The beginning of a state; its parts come next, and then the end of the array. */
    static JsonWriter state(String workload, int version) {
        return new JsonWriter(1 << 10).beginArray().string(workload).number(version);
    }

    /** @throws IllegalArgumentException when it is no JSON array: then nothing here has made it */
    static Parts of(byte[] text) {
        try {
            if (JsonReader.parse(text) instanceof Json.Arr array) {
                return new Parts(array.items());
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("no command and no state: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("no command and no state: not an array");
    }

    /** @throws IllegalArgumentException when it is no state of that workload and version */
    static Parts ofState(byte[] text, String workload, int version) {
        Parts parts = of(text);
        if (!parts.more() || !parts.word().equals(workload) || parts.count() != version) {
            throw new IllegalArgumentException("no state of " + workload + " in version " + version);
        }
        return parts;
    }

    boolean more() {
        return at < items.size();
    }

    Json next() {
        if (at == items.size()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return items.get(at++);
    }

    String word() {
        if (next() instanceof Json.Str word) {
            return word.value();
        }
        throw new IllegalArgumentException("part " + (at - 1) + " is no string");
    }

    /** An integer that is not below -1. */
    long count() {
        if (next() instanceof Json.Num n && n.isLong() && n.longValue() >= -1) {
            return n.longValue();
        }
        throw new IllegalArgumentException("part " + (at - 1) + " counts nothing");
    }
}
