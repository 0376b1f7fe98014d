package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.espalier.checkers.txn.Edge.Kind;

/**
 * Which transaction was over before which began, without what follows from the rest: there are no more such pairs than
 * transactions times the greatest number of them that ran at one time, and a path of them wherever one was over first.
 */
final class TimeOrder {

    private TimeOrder() {}

    /** The edge between two of which the first was over first. */
    static Edge edge(Txn earlier, Txn later) {
        return new Edge(earlier.id(), later.id(), Kind.REALTIME,
                (from, to) -> from + " was over before " + to + " began");
    }

    /** Tells each of the pairs, among some transactions; failed ones are left out, and only ok ones are ever over. */
    static void forEachPair(List<Txn> txns, BiConsumer<Txn, Txn> sink) {
        List<Txn> some = txns.stream().filter(t -> !t.failed()).toList();
        // an event is its place, and below that 2 * i if transaction i began there, 2 * i + 1 if it ended
        long[] events = new long[2 * some.size()];
        int count = 0;
        for (int i = 0; i < some.size(); i++) {
            events[count++] = ((long) some.get(i).invoked() << 32) | (2L * i);
            if (some.get(i).ok()) {
                events[count++] = ((long) some.get(i).returned() << 32) | (2L * i + 1);
            }
        }
        Arrays.sort(events, 0, count);
        Map<Integer, Txn> over = new LinkedHashMap<>();
        Map<Integer, List<Integer>> before = new HashMap<>();
        for (int e = 0; e < count; e++) {
            Txn txn = some.get((int) events[e] / 2);
            if (((int) events[e] & 1) == 0) {
                over.values().forEach(earlier -> sink.accept(earlier, txn));
                if (txn.ok()) {
                    before.put(txn.id(), List.copyOf(over.keySet()));
                }
            } else {
                List<Integer> implied = before.remove(txn.id());
                if (implied != null) {
                    implied.forEach(over::remove);
                }
                over.put(txn.id(), txn);
            }
        }
    }

    /** The order of real time, and that of each process. */
    static List<Edge> edges(List<Txn> txns) {
        List<Edge> edges = new ArrayList<>();
        forEachPair(txns, (earlier, later) -> edges.add(edge(earlier, later)));
        Map<Integer, Txn> last = new HashMap<>();
        for (Txn txn : txns) { // in the order in which they ended, which for one process is the order of beginning
            if (!txn.failed()) {
                Txn before = last.put(txn.process(), txn);
                if (before != null && before.precedes(txn)) {
                    edges.add(new Edge(before.id(), txn.id(), Kind.PROCESS,
                            (from, to) -> "process " + txn.process() + " made " + from + " before " + to));
                }
            }
        }
        return edges;
    }
}
