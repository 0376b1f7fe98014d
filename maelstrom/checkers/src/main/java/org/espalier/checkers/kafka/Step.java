package org.espalier.checkers.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.UnjudgeableHistory;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a client, as it ended.
 *
 * @param op the event that ended it; its invocation, if nothing did
 * @param type how it ended; {@code INFO} if nothing did
 * @param invoked the index of its invocation
 * @param sends by key: what it sent, in order
 * @param polls by key: what it was shown, in order
 * @param keys what it assigned itself; null if it did not
 */
record Step(Op op, Op.Type type, long invoked, Map<String, List<Entry>> sends, Map<String, List<Entry>> polls,
        @Nullable List<String> keys) {

    /**
     * A message, and where it stands.
     *
     * @param offset its place in the log; null if nobody said
     * @param message what it says
     */
    record Entry(@Nullable Long offset, Object message) {}

    /**
     * Reads an operation.
     *
     * @param op the event that ended it, or its invocation
     * @throws UnjudgeableHistory if it has not the form that it should have
     */
    static Step of(Op op, Op.Type type, long invoked) {
        Map<String, List<Entry>> sends = new LinkedHashMap<>();
        Map<String, List<Entry>> polls = new LinkedHashMap<>();
        if (op.f().equals("assign") || op.f().equals("subscribe")) {
            return new Step(op, type, invoked, sends, polls,
                    list(op, op.value()).stream().map(String::valueOf).toList());
        }
        for (Object part : op.f().equals("crash") ? List.of() : list(op, op.value())) {
            List<?> words = list(op, part);
            Object what = words.isEmpty() ? null : words.get(0);
            if ("send".equals(what) && words.size() == 3) {
                sends.computeIfAbsent(String.valueOf(words.get(1)), k -> new ArrayList<>())
                        .add(words.get(2) instanceof List<?> ? entry(op, words.get(2)) : sent(op, words.get(2)));
            } else if ("poll".equals(what) && words.size() == 2 && words.get(1) instanceof Map<?, ?> shown) {
                shown.forEach((key, entries) -> list(op, entries)
                        .forEach(e -> polls.computeIfAbsent(String.valueOf(key), k -> new ArrayList<>())
                                .add(entry(op, e))));
            } else if (!"poll".equals(what) || words.size() > 2 || (words.size() == 2 && words.get(1) != null)) {
                throw wrong(op, part);
            }
        }
        return new Step(op, type, invoked, sends, polls, null);
    }

    private static List<?> list(Op op, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(op, value);
    }

    private static Entry sent(Op op, @Nullable Object message) {
        if (message == null) {
            throw wrong(op, null);
        }
        return new Entry(null, message);
    }

    private static Entry entry(Op op, @Nullable Object pair) {
        if (pair instanceof List<?> both && both.size() == 2) {
            Object message = both.get(1);
            if (both.get(0) instanceof Long offset && offset >= 0 && message != null) {
                return new Entry(offset, message);
            }
            if (both.get(0) == null && message != null) {
                return new Entry(null, message);
            }
        }
        throw wrong(op, pair);
    }

    private static UnjudgeableHistory wrong(Op op, @Nullable Object value) {
        return new UnjudgeableHistory("index " + op.index() + ": a " + op.f() + " of " + value
                + "; expected are [[\"send\", key, message]], [[\"send\", key, [offset, message]]],"
                + " [[\"poll\", {key: [[offset, message], ...]}]] or, to assign, [key, ...]");
    }
}
