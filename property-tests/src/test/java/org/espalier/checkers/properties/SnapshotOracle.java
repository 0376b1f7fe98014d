package org.espalier.checkers.properties;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot isolation of lists as it is implemented: every transaction begins somewhere, and takes the lists as they are there;
 * somewhere after that it commits what it appended, unless another one that appended to the same list has committed in
 * between. All ways to begin and to commit are tried, and every choice of those that may not have happened.
 */
final class SnapshotOracle {

    private record Transaction(List<?> mops, boolean certain) {

        Set<Object> written() {
            Set<Object> keys = new HashSet<>();
            for (Object mop : mops) {
                if ("append".equals(((List<?>) mop).get(0))) {
                    keys.add(Objects.requireNonNull(((List<?>) mop).get(1)));
                }
            }
            return keys;
        }
    }

    /** One that has begun, and the keys that others have written since. */
    private record Begun(Transaction txn, Map<Object, List<Object>> after, Set<Object> overtaken) {}

    private SnapshotOracle() {}

    private static List<Transaction> transactions(History history) {
        List<Transaction> all = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Op asked = history.ops().get(i);
            if (asked.type() == Op.Type.INVOKE) {
                Op ended = history.partner(i) < 0 ? null : history.ops().get(history.partner(i));
                if (ended == null || ended.type() != Op.Type.FAIL) {
                    boolean ok = ended != null && ended.type() == Op.Type.OK;
                    all.add(new Transaction(
                            (List<?>) Objects.requireNonNull(ended != null && ok ? ended.value() : asked.value()), ok));
                }
            }
        }
        return all;
    }

    /** How many transactions there are to be put in order. */
    static int size(History history) {
        return transactions(history).size();
    }

    /** Whether somebody read each element of every transaction that happened. */
    static boolean everythingIsRead(History history) {
        Set<Object> read = new HashSet<>();
        for (Transaction txn : transactions(history)) {
            for (Object step : txn.certain() ? txn.mops() : List.of()) {
                List<?> mop = (List<?>) step;
                if ("r".equals(mop.get(0)) && mop.get(2) instanceof List<?> seen) {
                    seen.forEach(element -> read.add(List.of(Objects.requireNonNull(mop.get(1)), element)));
                }
            }
        }
        return transactions(history).stream().allMatch(txn -> {
            List<Boolean> seen = txn.mops().stream().map(m -> (List<?>) m).filter(m -> "append".equals(m.get(0)))
                    .map(m -> read.contains(m.subList(1, 3))).toList();
            return !seen.contains(false) || (!txn.certain() && !seen.contains(true));
        });
    }

    static boolean isolated(History history) {
        return possible(transactions(history), List.of(), new HashMap<>());
    }

    private static boolean possible(List<Transaction> left, List<Begun> begun, Map<Object, List<Object>> state) {
        if (left.stream().noneMatch(Transaction::certain) && begun.stream().noneMatch(b -> b.txn().certain())) {
            return true;
        }
        for (Transaction next : left) {
            Map<Object, List<Object>> after = run(next, state);
            if (after != null) {
                List<Begun> more = new ArrayList<>(begun);
                more.add(new Begun(next, after, new HashSet<>()));
                if (possible(without(left, next), more, state)) {
                    return true;
                }
            }
        }
        for (Begun next : begun) {
            Set<Object> written = next.txn().written();
            if (next.overtaken().stream().noneMatch(written::contains)) {
                Map<Object, List<Object>> committed = new HashMap<>(state);
                written.forEach(key -> committed.put(key, Objects.requireNonNull(next.after().get(key))));
                List<Begun> others = new ArrayList<>();
                for (Begun other : without(begun, next)) {
                    Set<Object> overtaken = new HashSet<>(other.overtaken());
                    overtaken.addAll(written);
                    others.add(new Begun(other.txn(), other.after(), overtaken));
                }
                if (possible(left, others, committed)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static <T> List<T> without(List<T> all, T one) {
        List<T> rest = new ArrayList<>(all);
        rest.remove(one);
        return rest;
    }

    /** What the transaction sees at its end if it begins here; null if it saw something else. */
    private static @Nullable Map<Object, List<Object>> run(Transaction txn, Map<Object, List<Object>> before) {
        Map<Object, List<Object>> state = new HashMap<>(before);
        for (Object step : txn.mops()) {
            List<?> mop = (List<?>) step;
            Object key = Objects.requireNonNull(mop.get(1));
            List<Object> held = state.getOrDefault(key, List.of());
            if ("append".equals(mop.get(0))) {
                List<Object> longer = new ArrayList<>(held);
                longer.add(Objects.requireNonNull(mop.get(2)));
                state.put(key, longer);
            } else if (txn.certain() && !held.equals(mop.get(2) == null ? List.of() : mop.get(2))) {
                return null;
            }
        }
        return state;
    }
}
