package org.espalier.checkers.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.history.Op;
import org.espalier.checkers.kafka.Anomaly.Kind;
import org.espalier.checkers.kafka.Step.Entry;
import org.jspecify.annotations.Nullable;

/**
 * In which order the clients went through the logs: each process polls every key from one message to the next, without gap
 * and without going back, and what it sends comes ever later. Where a process assigns itself keys, those that it had before
 * go on, and the others begin anew. A poll that did not return ok moves nothing. Where the place of a message is not known,
 * nothing is said.
 */
final class OrderRules {

    /** Where a process stands in a key: the last message, and the event that brought it there. */
    private record Position(Object message, Op op) {}

    private final Logs logs;
    private final Anomalies found;
    private final Map<Integer, Map<String, Position>> polled = new HashMap<>();
    private final Map<Integer, Map<String, Position>> sent = new HashMap<>();

    OrderRules(Logs logs, Anomalies found) {
        this.logs = logs;
        this.found = found;
    }

    void judge() {
        for (Step step : logs.steps()) {
            Map<String, Position> polls = polled.computeIfAbsent(step.op().process(), p -> new HashMap<>());
            Map<String, Position> sends = sent.computeIfAbsent(step.op().process(), p -> new HashMap<>());
            if (step.keys() != null) {
                if (step.type() != Op.Type.FAIL) {
                    polls.keySet().retainAll(step.keys());
                    sends.keySet().retainAll(step.keys());
                }
                continue;
            }
            step.polls().forEach((key, entries) -> polled(step, key, entries, polls));
            if (step.type() != Op.Type.FAIL) {
                step.sends().forEach((key, entries) -> sent(step, key, entries, sends));
            }
        }
    }

    private void polled(Step step, String key, List<Entry> entries, Map<String, Position> positions) {
        Position before = positions.get(key);
        if (before != null) {
            compare(key, before, new Position(entries.get(0).message(), step.op()), Kind.POLL_SKIP,
                    Kind.NONMONOTONIC_POLL);
        }
        for (int i = 1; i < entries.size(); i++) {
            compare(key, new Position(entries.get(i - 1).message(), step.op()),
                    new Position(entries.get(i).message(), step.op()), Kind.INT_POLL_SKIP,
                    Kind.INT_NONMONOTONIC_POLL);
        }
        if (step.type() == Op.Type.OK) {
            positions.put(key, new Position(entries.get(entries.size() - 1).message(), step.op()));
        }
    }

    private void sent(Step step, String key, List<Entry> entries, Map<String, Position> positions) {
        Position before = positions.get(key);
        if (before != null) {
            compare(key, before, new Position(entries.get(0).message(), step.op()), null, Kind.NONMONOTONIC_SEND);
        }
        for (int i = 1; i < entries.size(); i++) {
            compare(key, new Position(entries.get(i - 1).message(), step.op()),
                    new Position(entries.get(i).message(), step.op()), null, Kind.INT_NONMONOTONIC_SEND);
        }
        positions.put(key, new Position(entries.get(entries.size() - 1).message(), step.op()));
    }

    private void compare(String key, Position from, Position to, @Nullable Kind skip, Kind nonmonotonic) {
        Partition log = logs.partition(key);
        Integer i = log.index(from.message());
        Integer j = log.index(to.message());
        if (i == null || j == null) {
            return;
        }
        if (j <= i) {
            found.add(nonmonotonic, key, to.message(), () -> words(key, from, to, nonmonotonic)
                    + (j.equals(i) ? ", the same again" : ", which stands before it in the log"));
        } else if (skip != null && j > i + 1) {
            found.add(skip, key, to.message(),
                    () -> words(key, from, to, skip) + " and passed over " + some(log.between(i, j)));
        }
    }

    private static String words(String key, Position from, Position to, Kind kind) {
        String verb = kind == Kind.NONMONOTONIC_SEND || kind == Kind.INT_NONMONOTONIC_SEND ? " sent " : " polled ";
        String first = from.op().equals(to.op()) ? "" : " (index " + from.op().index() + ")";
        return "process " + to.op().process() + verb + from.message() + first + " and then " + to.message()
                + " of key " + key + " (index " + to.op().index() + ")";
    }

    private static String some(List<Object> messages) {
        String head = String.join(", ", messages.stream().limit(5).map(String::valueOf).toList());
        return messages.size() <= 5 ? head : head + " ... (" + messages.size() + ")";
    }
}
