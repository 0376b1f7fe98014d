package org.espalier.checkers.properties;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Serializability as its definition says: all orders of the transactions are tried, and every choice of those that may not have
 * happened, on a store that runs one after the other. No code is shared with the checker.
 */
final class TxnOracle {

    /** What an order must keep to. */
    enum Order {
        /** Nothing. */
        ANY,
        /** Of two transactions of a process the first comes first. */
        PROCESS,
        /** Of two transactions one of which was over before the other began that one comes first. */
        REAL_TIME
    }

    private record Transaction(List<?> mops, int process, int invoked, int returned, boolean certain) {

        boolean before(Transaction other, Order order) {
            return switch (order) {
                case ANY -> false;
                case PROCESS -> process == other.process && returned < other.invoked;
                case REAL_TIME -> returned < other.invoked;
            };
        }
    }

    private TxnOracle() {}

    static boolean serializable(History history, Order order) {
        List<Transaction> all = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Op asked = history.ops().get(i);
            if (asked.type() == Op.Type.INVOKE) {
                int end = history.partner(i);
                Op ended = end < 0 ? null : history.ops().get(end);
                Op ok = ended != null && ended.type() == Op.Type.OK ? ended : null;
                if (ended == null || ended.type() != Op.Type.FAIL) {
                    all.add(new Transaction((List<?>) Objects.requireNonNull((ok == null ? asked : ok).value()),
                            asked.process(), i, ok == null ? Integer.MAX_VALUE : end, ok != null));
                }
            }
        }
        return possible(all, new HashMap<>(), order);
    }

    private static boolean possible(List<Transaction> left, Map<Object, Object> state, Order order) {
        if (left.stream().noneMatch(Transaction::certain)) {
            return true;
        }
        for (Transaction next : left) {
            if (left.stream().noneMatch(t -> t.certain() && t.before(next, order))) {
                Map<Object, Object> after = run(next, state);
                if (after != null) {
                    List<Transaction> rest = new ArrayList<>(left);
                    rest.remove(next);
                    if (possible(rest, after, order)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** What the store is after the transaction; null if that saw something else. */
    private static @Nullable Map<Object, Object> run(Transaction txn, Map<Object, Object> before) {
        Map<Object, Object> state = new HashMap<>(before);
        for (Object step : txn.mops()) {
            List<?> mop = (List<?>) step;
            Object key = Objects.requireNonNull(mop.get(1));
            Object held = state.get(key);
            switch (String.valueOf(mop.get(0))) {
                case "r" -> {
                    if (txn.certain() && !Objects.equals(held, List.of().equals(mop.get(2)) ? null : mop.get(2))) {
                        return null;
                    }
                }
                case "append" -> {
                    List<Object> longer = new ArrayList<>(held == null ? List.of() : (List<?>) held);
                    longer.add(Objects.requireNonNull(mop.get(2)));
                    state.put(key, longer);
                }
                default -> state.put(key, Objects.requireNonNull(mop.get(2)));
            }
        }
        return state;
    }
}
