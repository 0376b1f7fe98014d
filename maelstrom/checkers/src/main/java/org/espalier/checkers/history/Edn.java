package org.espalier.checkers.history;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Prints value trees as EDN, the way Jepsen prints its results: names become keywords, and every entry has its own line. */
public final class Edn {

    private Edn() {}

    /** The tree as EDN. */
    public static String text(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, 0);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, int column) {
        switch (value) {
            case null -> out.append("nil");
            case String s -> string(out, s);
            case Map<?, ?> map -> map(out, map, column);
            case List<?> list -> list(out, list, column);
            default -> out.append(value);
        }
    }

    private static void map(StringBuilder out, Map<?, ?> map, int column) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            int start = out.length();
            key(out, entry.getKey());
            out.append(' ');
            if ("valid?".equals(entry.getKey()) && entry.getValue() instanceof String unknown) {
                out.append(':').append(unknown);
            } else {
                write(out, entry.getValue(), column + 1 + out.length() - start);
            }
            separator = ",\n" + " ".repeat(column + 1);
        }
        out.append('}');
    }

    private static void list(StringBuilder out, List<?> list, int column) {
        boolean nested = !list.isEmpty() && list.get(0) instanceof Map;
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            write(out, element, column + 1);
            separator = nested ? "\n" + " ".repeat(column + 1) : " ";
        }
        out.append(']');
    }

    private static void key(StringBuilder out, @Nullable Object key) {
        if (key instanceof String s && isKeyword(s)) {
            out.append(':').append(s);
        } else {
            write(out, key, 0);
        }
    }

    private static boolean isKeyword(String s) {
        if (s.isEmpty() || !Character.isLetter(s.charAt(0))) {
            return false;
        }
        return s.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_?!*+.".indexOf(c) >= 0));
    }

    private static void string(StringBuilder out, String s) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
        out.append('"');
    }
}
