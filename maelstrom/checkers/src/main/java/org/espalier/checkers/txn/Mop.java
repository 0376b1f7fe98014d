package org.espalier.checkers.txn;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A micro-operation: one step of a transaction. */
sealed interface Mop {

    /** More elements of a list than these do not help. */
    int SHOWN = 16;

    /** What it reads or writes. */
    Object key();

    /** For people. */
    String text();

    /**
     * A read of a transaction that returned.
     *
     * @param value what it saw; null for a register that was never written; a list, if the values are lists
     */
    record Read(Object key, @Nullable Object value) implements Mop {

        /** The elements that it saw. */
        List<?> list() {
            return value instanceof List<?> list ? list : List.of();
        }

        @Override
        public String text() {
            return "[r " + key + " " + show(value) + "]";
        }
    }

    /**
     * A write.
     *
     * @param verb {@code append} or {@code w}
     */
    record Write(String verb, Object key, Object value) implements Mop {

        @Override
        public String text() {
            return "[" + verb + " " + key + " " + show(value) + "]";
        }
    }

    /** A value for people; of a long list the end, where the news is. */
    static String show(@Nullable Object value) {
        if (value == null) {
            return "nil";
        }
        if (!(value instanceof List<?> list)) {
            return value.toString();
        }
        StringBuilder out = new StringBuilder("[");
        int skipped = Math.max(0, list.size() - SHOWN);
        if (skipped > 0) {
            out.append("… ").append(skipped).append(" more …");
        }
        for (Object element : list.subList(skipped, list.size())) {
            out.append(out.length() > 1 ? " " : "").append(element);
        }
        return out.append(']').toString();
    }
}
