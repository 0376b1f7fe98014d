package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.checkers.txn.Anomaly.Kind;
import org.espalier.checkers.txn.Mop.Read;
import org.espalier.checkers.txn.Mop.Write;
import org.jspecify.annotations.Nullable;

/**
 * A list, as all reads of it together show it. The longest read tells in which order it was appended to; every other must be
 * a beginning of it. Where they part, or an element comes twice, the order is trusted no further.
 */
final class ListKey {

    /** A transaction, and what it saw of the list. */
    private record Seen(Txn txn, Read read) {

        int size() {
            return read.list().size();
        }
    }

    private final Object key;
    private final Writers writers;
    private final List<Seen> reads = new ArrayList<>();
    private final List<Seen> external = new ArrayList<>();
    /** By element: who appended it, or may have, in the order of the transactions. */
    private final Map<Object, Txn> appended = new LinkedHashMap<>();
    private @Nullable Seen longest;
    private List<?> order = List.of();
    private boolean whole = true;

    private ListKey(Object key, Writers writers) {
        this.key = key;
        this.writers = writers;
    }

    /** All lists. */
    static Collection<ListKey> of(List<Txn> txns, Writers writers) {
        Map<Object, ListKey> keys = new LinkedHashMap<>();
        for (Txn txn : txns) {
            for (Mop mop : txn.mops()) {
                ListKey key = keys.computeIfAbsent(mop.key(), k -> new ListKey(k, writers));
                switch (mop) {
                    case Read read -> key.reads.add(new Seen(txn, read));
                    case Write write -> key.appended.put(write.value(), txn);
                }
            }
            txn.externalReads().forEach(read -> {
                ListKey key = keys.get(read.key());
                if (key != null) {
                    key.external.add(new Seen(txn, read));
                }
            });
        }
        keys.values().forEach(ListKey::settle);
        return keys.values();
    }

    private void settle() {
        Seen most = null;
        for (Seen seen : reads) {
            most = most == null || seen.size() > most.size() ? seen : most;
        }
        longest = most;
        order = most == null ? List.of() : most.read().list();
        int trusted = Math.min(order.size(), beforeRepetition(order));
        for (Seen seen : reads) {
            trusted = Math.min(trusted, agreeing(seen.read().list(), order));
        }
        whole = trusted == order.size();
        order = order.subList(0, trusted);
    }

    /** How far a list can be believed beside another one: up to where they part, or as far as that goes. */
    private static int agreeing(List<?> list, List<?> other) {
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).equals(other.get(i))) {
                return i;
            }
        }
        return other.size();
    }

    private static int beforeRepetition(List<?> list) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            if (!seen.add(list.get(i))) {
                return i;
            }
        }
        return list.size();
    }

    /** Adds what is wrong with the order. */
    void judge(Anomalies found) {
        Seen most = longest;
        if (most == null) {
            return;
        }
        for (Seen seen : reads) {
            if (!seen.read().list().equals(most.read().list().subList(0, seen.size()))) {
                Txn other = most.txn();
                found.add(Kind.INCOMPATIBLE_ORDER, List.of(seen.txn(), other), () -> "of " + key
                        + " one transaction read " + Mop.show(seen.read().value()) + ", another "
                        + Mop.show(most.read().value()) + ", and neither continues the other:\n"
                        + seen.txn().describe() + "\n" + other.describe());
            }
        }
        dirty(found);
        ownOrder(found);
    }

    private void dirty(Anomalies found) {
        Txn dirty = null;
        for (Object element : order) {
            Writers.Written written = writers.of(key, element);
            if (written != null && written.txn().failed()) {
                dirty = written.txn();
            } else if (written != null && dirty != null && written.txn().ok()) {
                Txn below = dirty;
                found.add(Kind.DIRTY_UPDATE, List.of(below, written.txn()), () -> "what was appended to " + key
                        + " by the first of these, which failed, was built upon by the second:\n" + below.describe()
                        + "\n" + written.txn().describe());
                return;
            }
        }
    }

    /** What a transaction appended stands in the order in which it did so; what nobody read stands at the end. */
    private void ownOrder(Anomalies found) {
        Map<Object, Integer> place = places();
        Map<Integer, Integer> last = new HashMap<>();
        Set<Integer> told = new HashSet<>();
        appended.forEach((element, txn) -> {
            Integer at = place.getOrDefault(element, whole ? (Integer) Integer.MAX_VALUE : null);
            Integer before = at == null ? null : last.put(txn.id(), at);
            if (at != null && before != null && before > at && told.add(txn.id())) {
                found.add(Kind.INTERNAL, List.of(txn), () -> "what a transaction appended to " + key
                        + " stands there in another order, " + Mop.show(order) + ": " + txn.describe());
            }
        });
    }

    private Map<Object, Integer> places() {
        Map<Object, Integer> place = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            place.put(order.get(i), i);
        }
        return place;
    }

    /**
     * Adds what the order says about who came before whom. What nobody read, of a transaction that happened, was appended
     * after all that anybody read.
     */
    void dependencies(List<Edge> edges) {
        List<@Nullable Txn> writer = new ArrayList<>();
        Txn last = null;
        Object lastElement = null;
        List<@Nullable Txn> before = new ArrayList<>();
        before.add(null);
        for (Object element : order) {
            Txn txn = writers.happened(key, element);
            writer.add(txn);
            if (txn != null) {
                follows(last, lastElement, txn, element, edges);
                last = txn;
                lastElement = element;
            }
            before.add(last);
        }
        Map<Object, Txn> unread = unread();
        for (Map.Entry<Object, Txn> entry : unread.entrySet()) {
            follows(last, lastElement, entry.getValue(), entry.getKey(), edges);
        }
        for (Seen seen : external) {
            if (seen.size() <= order.size() && seen.read().list().equals(order.subList(0, seen.size()))) {
                Txn from = before.get(seen.size());
                reads(seen, from, edges);
                missed(seen, from, writer, unread, edges);
            }
        }
    }

    private Map<Object, Txn> unread() {
        Map<Object, Txn> unread = new LinkedHashMap<>();
        if (whole) {
            Map<Object, Integer> place = places();
            Set<Integer> told = new HashSet<>();
            appended.forEach((element, txn) -> {
                if (!place.containsKey(element) && writers.happened(txn) && told.add(txn.id())) {
                    unread.put(element, txn);
                }
            });
        }
        return unread;
    }

    private void follows(@Nullable Txn earlier, @Nullable Object first, Txn later, Object second, List<Edge> edges) {
        if (earlier != null && earlier.id() != later.id()) {
            edges.add(new Edge(earlier.id(), later.id(), Edge.Kind.WW, (from, to) -> to + " appended " + second
                    + " to " + key + " after " + from + " had appended " + first));
        }
    }

    private void reads(Seen seen, @Nullable Txn from, List<Edge> edges) {
        if (from != null && from.id() != seen.txn().id()) {
            edges.add(new Edge(from.id(), seen.txn().id(), Edge.Kind.WR, (a, b) -> b + " read "
                    + Mop.show(seen.read().value()) + " of " + key + ", the end of which " + a + " had appended"));
        }
    }

    /** What came next; to have seen only half of what one transaction appended is another matter (G1b). */
    private void missed(Seen seen, @Nullable Txn from, List<@Nullable Txn> writer, Map<Object, Txn> unread,
            List<Edge> edges) {
        for (int i = seen.size(); i < order.size(); i++) {
            Txn next = writer.get(i);
            if (next != null && (from == null || from.id() != next.id())) {
                missed(seen, order.get(i), next, edges);
                return;
            }
        }
        unread.forEach((element, next) -> {
            if (from == null || from.id() != next.id()) {
                missed(seen, element, next, edges);
            }
        });
    }

    private void missed(Seen seen, Object element, Txn next, List<Edge> edges) {
        if (next.id() != seen.txn().id()) {
            edges.add(new Edge(seen.txn().id(), next.id(), Edge.Kind.RW, (one, other) -> one + " read "
                    + Mop.show(seen.read().value()) + " of " + key + ", which lacks " + element + ", that " + other
                    + " appended"));
        }
    }
}
