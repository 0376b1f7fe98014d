package org.espalier.checkers.history;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** The fields of one event while a reader collects them; both file formats have the same ones. */
final class OpFields {

    private @Nullable Object index;
    private @Nullable Object time;
    private @Nullable Object process;
    private @Nullable Object node;
    private @Nullable Object type;
    private @Nullable Object f;
    private @Nullable Object value;
    private @Nullable Object error;
    private boolean isFinal;

    /** Takes a field by its name; a name that says nothing about the operation is passed over. */
    void set(String name, @Nullable Object v) {
        switch (name) {
            case "index" -> index = v;
            case "time" -> time = v;
            case "process" -> process = v;
            case "node" -> node = v;
            case "type" -> type = v;
            case "f" -> f = v;
            case "value" -> value = v;
            case "error" -> error = v;
            case "final", "final?" -> isFinal = Boolean.TRUE.equals(v);
            default -> {
                // Jepsen's generators attach more than we judge
            }
        }
    }

    /**
     * The event.
     *
     * @param position the index of an event that does not say its own
     * @throws IllegalArgumentException saying which field is missing or wrong
     */
    Op build(long position) {
        return new Op(index == null ? position : whole("index", index), time == null ? 0 : whole("time", time),
                process(), node == null ? null : text("node", node), type(), f(), value, error, isFinal);
    }

    private int process() {
        if (process instanceof Long p && p >= 0 && p <= Integer.MAX_VALUE) {
            return Math.toIntExact(p);
        }
        if (process instanceof String) {
            return Op.NEMESIS; // :nemesis, or another name that is not a client's
        }
        throw wrong("process", process, "a number or \"nemesis\"");
    }

    private Op.Type type() {
        if (type instanceof String name) {
            for (Op.Type t : Op.Type.values()) {
                if (t.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return t;
                }
            }
        }
        throw wrong("type", type, "invoke, ok, fail or info");
    }

    private String f() {
        if (f instanceof String name) {
            return name;
        }
        if (f == null && Op.NEMESIS == process()) {
            return "nemesis";
        }
        throw wrong("f", f, "a name");
    }

    private static long whole(String name, Object v) {
        if (v instanceof Long n) {
            return n;
        }
        throw wrong(name, v, "a whole number");
    }

    private static String text(String name, Object v) {
        if (v instanceof String s) {
            return s;
        }
        throw wrong(name, v, "a name");
    }

    private static IllegalArgumentException wrong(String name, @Nullable Object v, String expected) {
        return new IllegalArgumentException(v == null
                ? "an operation without \"" + name + "\" (" + expected + ")"
                : "\"" + name + "\" is " + v + ", not " + expected);
    }
}
