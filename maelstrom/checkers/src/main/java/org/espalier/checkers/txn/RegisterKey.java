package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.espalier.checkers.txn.Anomaly.Kind;
import org.espalier.checkers.txn.Mop.Read;
import org.espalier.checkers.txn.Mop.Write;
import org.espalier.checkers.txn.Writers.Written;
import org.jspecify.annotations.Nullable;

/**
 * A register, as all that touched it show it. Its versions come one after the other, the first of them nothing; what a
 * transaction read came before what it wrote. In a store that keeps the order of real time, what a transaction left also came
 * before what one found, or wrote without looking, that began when the first was over: that is told apart, because of a
 * weaker store it proves nothing.
 */
final class RegisterKey {

    /**
     * A transaction that happened, and the versions that it saw and left.
     *
     * @param found what it read before it wrote; null for nothing, or if it did not read
     * @param read whether it did
     * @param left what it wrote last; null if it did not write
     */
    private record Touch(Txn txn, @Nullable Object found, boolean read, @Nullable Object left) {

        /** The version at its beginning; the one that it made, if it did not look. */
        @Nullable
        Object first() {
            return read ? found : left;
        }

        @Nullable
        Object last() {
            return left != null ? left : found;
        }
    }

    private final Object key;
    private final Writers writers;
    private final Map<Integer, Touch> touches = new LinkedHashMap<>();
    /** By version: who found it. */
    private final Map<@Nullable Object, List<Touch>> readers = new HashMap<>();

    private RegisterKey(Object key, Writers writers) {
        this.key = key;
        this.writers = writers;
    }

    /** All registers. */
    static Collection<RegisterKey> of(List<Txn> txns, Writers writers) {
        Map<Object, RegisterKey> keys = new LinkedHashMap<>();
        for (Txn txn : txns) {
            if (writers.happened(txn)) {
                Map<Object, Read> reads = new LinkedHashMap<>();
                Map<Object, Object> writes = new LinkedHashMap<>();
                txn.externalReads().forEach(read -> reads.put(read.key(), read));
                for (Mop mop : txn.mops()) {
                    if (mop instanceof Write write) {
                        writes.put(write.key(), write.value());
                    }
                    keys.computeIfAbsent(mop.key(), k -> new RegisterKey(k, writers)).touch(txn, reads.get(mop.key()),
                            writes.get(mop.key()));
                }
            }
        }
        keys.values().forEach(RegisterKey::settle);
        return keys.values();
    }

    private void touch(Txn txn, @Nullable Read read, @Nullable Object left) {
        touches.put(txn.id(), new Touch(txn, read == null ? null : read.value(), read != null, left));
    }

    private void settle() {
        for (Touch touch : touches.values()) {
            if (touch.read()) {
                readers.computeIfAbsent(touch.found(), v -> new ArrayList<>()).add(touch);
            }
        }
    }

    /** Adds what was written over the value of a transaction that failed. */
    void judge(Anomalies found) {
        for (Touch touch : touches.values()) {
            Written below = touch.left() == null ? null : writers.of(key, touch.found());
            if (below != null && below.txn().failed()) {
                found.add(Kind.DIRTY_UPDATE, List.of(below.txn(), touch.txn()), () -> "what was written to " + key
                        + " by the first of these, which failed, was built upon by the second:\n"
                        + below.txn().describe() + "\n" + touch.txn().describe());
            }
        }
    }

    /** Adds who came before whom. */
    void dependencies(List<Edge> edges) {
        for (Touch touch : touches.values()) {
            Txn writer = touch.read() ? writers.happened(key, touch.found()) : null;
            if (writer != null) {
                edge(writer, touch.txn(), Edge.Kind.WR, edges, (from, to) -> to + " read " + touch.found() + " of "
                        + key + ", which " + from + " wrote");
            }
            Object left = touch.left();
            if (left != null && touch.read() && touch.found() != null) {
                replaced(touch.found(), touch.txn(), left, "which " + touch.txn().where() + " read before",
                        Edge.Kind.WW, Edge.Kind.RW, edges);
            } else if (left != null) { // the first that was written, or written without looking
                replaced(null, touch.txn(), left, "as at first", Edge.Kind.WW, Edge.Kind.RW, edges);
            }
        }
        inTime(edges);
    }

    /** A version was there before another one: so its writer and its readers come before the writer of that. */
    private void replaced(@Nullable Object version, Txn writer, Object next, String why, Edge.Kind ww, Edge.Kind rw,
            List<Edge> edges) {
        Txn before = writers.happened(key, version);
        if (before != null) {
            edge(before, writer, ww, edges, (from, to) -> to + " wrote " + next + " to " + key + " after " + from
                    + " had written " + version + " (" + why + ")");
        }
        for (Touch reader : readers.getOrDefault(version, List.of())) {
            edge(reader.txn(), writer, rw, edges, (from, to) -> from + " read " + Mop.show(version) + " of " + key
                    + ", before " + to + " wrote " + next + " (" + why + ")");
        }
    }

    private static void edge(Txn from, Txn to, Edge.Kind kind, List<Edge> edges, Edge.Why why) {
        if (from.id() != to.id()) {
            edges.add(new Edge(from.id(), to.id(), kind, why));
        }
    }

    private void inTime(List<Edge> edges) {
        List<Txn> txns = touches.values().stream().map(Touch::txn).toList();
        TimeOrder.forEachPair(txns, (earlier, later) -> {
            Touch a = Objects.requireNonNull(touches.get(earlier.id()));
            Touch b = Objects.requireNonNull(touches.get(later.id()));
            Object version = a.last();
            Object next = b.first();
            Txn writer = writers.happened(key, next);
            if (version != null && next != null && writer != null && !next.equals(version)) {
                replaced(version, writer, next, earlier.where() + " had the one, was over, and then " + later.where()
                        + " had the other", Edge.Kind.WW_IN_TIME, Edge.Kind.RW_IN_TIME, edges);
            }
        });
    }
}
