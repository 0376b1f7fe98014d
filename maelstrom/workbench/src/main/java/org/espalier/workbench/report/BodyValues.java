package org.espalier.workbench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What of that which clients asked for a message between nodes carries: the payloads of our own nodes' multicasts, and what
 * stands under the usual names in anybody's bodies.
 */
final class BodyValues {

    /** A message that carries more is not found by the rest. */
    private static final int MAX_VALUES = 64;
    private static final Set<String> NAMES = Set.of("message", "messages", "value", "values", "element", "elements",
            "key", "delta", "echo", "msg", "msgs", "set", "data");

    private BodyValues() {}

    static List<String> of(@Nullable Object body) {
        Set<String> values = new LinkedHashSet<>();
        if (body instanceof Map<?, ?> map) {
            if ("espalier".equals(map.get("type")) && map.get("m") instanceof List<?> frames) {
                frames.forEach(frame -> payloads(frame, values));
            } else {
                map.forEach((name, value) -> {
                    if (NAMES.contains(String.valueOf(name))) {
                        leaves(value, values);
                    }
                });
            }
        }
        return new ArrayList<>(values);
    }

    /** A multicast is {@code [order,"msg",sid,origin,seq,payload]}, an entry {@code [origin,incarnation,seq,payload]}. */
    private static void payloads(@Nullable Object part, Set<String> values) {
        if (!(part instanceof List<?> list) || values.size() >= MAX_VALUES) {
            return;
        }
        boolean cast = list.size() == 6 && "msg".equals(list.get(1));
        boolean entry = list.size() == 4 && list.get(0) instanceof Long && list.get(3) instanceof String;
        if (cast || entry) {
            values.add(String.valueOf(list.getLast()));
        } else {
            list.forEach(p -> payloads(p, values));
        }
    }

    /** The numbers and words in a value. */
    static void leaves(@Nullable Object value, Set<String> values) {
        if (values.size() >= MAX_VALUES) {
            return;
        }
        switch (value) {
            case null -> {
                // says nothing
            }
            case List<?> list -> list.forEach(v -> leaves(v, values));
            case Map<?, ?> map -> map.values().forEach(v -> leaves(v, values));
            default -> values.add(String.valueOf(value));
        }
    }
}
