package org.espalier.workbench;

import java.util.List;
import java.util.Map;

import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/** Writes value trees and histories as Maelstrom does: keys that look like names become keywords. */
final class Edn {

    private Edn() {}

    /** A tree, one entry of the outer maps a line. */
    static String pretty(Map<String, @Nullable Object> tree) {
        StringBuilder out = new StringBuilder();
        map(out, tree, 0, 3);
        return out.append('\n').toString();
    }

    /** One event of a history. */
    static String op(Op op) {
        StringBuilder out = new StringBuilder("{:index ").append(op.index());
        out.append(", :time ").append(op.time());
        out.append(", :type :").append(op.type().name().toLowerCase(java.util.Locale.ROOT));
        out.append(", :process ").append(op.isClient() ? Integer.toString(op.process()) : ":nemesis");
        out.append(", :f :").append(op.f()).append(", :value ");
        value(out, op.value(), 0, 0);
        if (op.isFinal()) {
            out.append(", :final? true");
        }
        if (op.error() instanceof String name) {
            out.append(", :error :").append(name);
        } else if (op.error() instanceof List<?> list && list.get(0) instanceof String name) {
            out.append(", :error [:").append(name);
            for (Object more : list.subList(1, list.size())) {
                out.append(' ');
                value(out, more, 0, 0);
            }
            out.append(']');
        }
        return out.append('}').toString();
    }

    private static void value(StringBuilder out, @Nullable Object value, int indent, int depth) {
        switch (value) {
            case null -> out.append("nil");
            case String s when s.equals("unknown") -> out.append(":unknown");
            case Map<?, ?> m -> map(out, m, indent, depth);
            case List<?> list -> {
                out.append('[');
                String gap = "";
                for (Object element : list) {
                    out.append(gap);
                    value(out, element, indent + 1, depth - 1);
                    gap = " ";
                }
                out.append(']');
            }
            default -> out.append(Json.text(value));
        }
    }

    private static void map(StringBuilder out, Map<?, ?> map, int indent, int depth) {
        out.append('{');
        String gap = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(gap);
            key(out, String.valueOf(entry.getKey()));
            out.append(' ');
            value(out, entry.getValue(), indent + 1 + String.valueOf(entry.getKey()).length() + 2, depth - 1);
            gap = depth > 0 ? ",\n" + " ".repeat(indent + 1) : ", ";
        }
        out.append('}');
    }

    private static void key(StringBuilder out, String key) {
        if (key.matches("[A-Za-z][A-Za-z0-9_?/-]*")) {
            out.append(':').append(key);
        } else if (key.matches("-?[0-9]+(\\.[0-9]+)?")) {
            out.append(key);
        } else {
            out.append(Json.text(key));
        }
    }
}
