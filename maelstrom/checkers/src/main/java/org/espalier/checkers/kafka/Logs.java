package org.espalier.checkers.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import org.espalier.checkers.UnjudgeableHistory;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.kafka.Step.Entry;

/**
 * All logs of a run, as sends and polls together tell them: who sent each message, who was shown it first, and where it
 * stands. What a send was told counts if it returned; what a poll showed counts however the poll ended.
 */
public final class Logs {

    private static final Partition EMPTY = new Partition();

    private final List<Step> steps = new ArrayList<>();
    private final Map<Integer, Op> open = new TreeMap<>();
    private final Map<String, Partition> partitions = new TreeMap<>();
    private final Map<String, Map<Object, Step>> writers = new LinkedHashMap<>();
    private final Map<String, Map<Object, Step>> readers = new HashMap<>();

    /**
     * Takes the next event of a client.
     *
     * @throws UnjudgeableHistory if it cannot be understood
     */
    public void accept(Op op) {
        if (op.type() == Op.Type.INVOKE) {
            open.put(op.process(), op);
            return;
        }
        Op invocation = open.remove(op.process());
        if (invocation == null || !invocation.f().equals(op.f())) {
            throw new UnjudgeableHistory(
                    "index " + op.index() + ": process " + op.process() + " completes what it did not invoke");
        }
        add(Step.of(op, op.type(), invocation.index()));
    }

    private void add(Step step) {
        steps.add(step);
        forEach(step.sends(), (key, entry) -> {
            Step before = writers.computeIfAbsent(key, k -> new LinkedHashMap<>()).put(entry.message(), step);
            if (before != null) {
                throw new UnjudgeableHistory("index " + step.invoked() + ": " + entry.message() + " is sent to key "
                        + key + " a second time; logs can be judged only if every message is sent once");
            }
            if (step.type() == Op.Type.OK) {
                stands(key, entry);
            }
        });
        forEach(step.polls(), (key, entry) -> {
            stands(key, entry);
            if (step.type() == Op.Type.OK) {
                readers.computeIfAbsent(key, k -> new HashMap<>()).putIfAbsent(entry.message(), step);
            }
        });
    }

    static void forEach(Map<String, List<Entry>> byKey, BiConsumer<String, Entry> action) {
        byKey.forEach((key, entries) -> entries.forEach(e -> action.accept(key, e)));
    }

    private void stands(String key, Entry entry) {
        if (entry.offset() != null) {
            partitions.computeIfAbsent(key, k -> new Partition()).add(entry.offset(), entry.message());
        }
    }

    /** What was found; ask once, after the last event. */
    public Anomalies judge() {
        open.values().forEach(op -> add(Step.of(op, Op.Type.INFO, op.index())));
        open.clear();
        partitions.values().forEach(Partition::complete);
        Anomalies found = new Anomalies();
        new ContentRules(this, found).judge();
        new OrderRules(this, found).judge();
        return found;
    }

    /** How many steps of that function ended ok. */
    public long returned(String f) {
        return steps.stream().filter(s -> s.type() == Op.Type.OK && s.op().f().equals(f)).count();
    }

    List<Step> steps() {
        return steps;
    }

    Map<String, Partition> partitions() {
        return partitions;
    }

    /** By message: who sent it. */
    Map<Object, Step> writers(String key) {
        return writers.getOrDefault(key, Map.of());
    }

    /** The keys that anybody sent to. */
    List<String> written() {
        return List.copyOf(writers.keySet());
    }

    /** By message: which ok poll showed it first. */
    Map<Object, Step> readers(String key) {
        return readers.getOrDefault(key, Map.of());
    }

    /** The log of a key; an empty one if nobody said where anything of it stands. */
    Partition partition(String key) {
        return partitions.getOrDefault(key, EMPTY);
    }
}
