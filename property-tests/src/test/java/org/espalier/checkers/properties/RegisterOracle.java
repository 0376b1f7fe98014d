package org.espalier.checkers.properties;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Linearizability as its definition says: of every key all orders of its operations are tried, and every choice of those that
 * may not have happened. Nothing is remembered, and no code is shared with the checker.
 */
final class RegisterOracle {

    private record Operation(String f, @Nullable Object from, @Nullable Object to, int invoked, int returned,
            boolean certain) {}

    private RegisterOracle() {}

    static boolean linearizable(History history) {
        Set<Object> keys = new HashSet<>();
        history.forEach(op -> keys.add(pair(op.value()).get(0)));
        return keys.stream().allMatch(key -> possible(operations(history, key), null));
    }

    /** How many of the first events are linearizable by themselves; what failed later did not happen before either. */
    static int longestPrefix(History history) {
        int n = 0;
        while (n < history.size() && linearizable(prefix(history, n + 1))) {
            n++;
        }
        return n;
    }

    private static History prefix(History history, int length) {
        List<Op> ops = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int end = history.partner(i);
            if (end < length || history.ops().get(end).type() != Op.Type.FAIL) {
                ops.add(history.ops().get(i));
            }
        }
        return History.of(ops);
    }

    private static List<?> pair(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    private static List<Operation> operations(History history, Object key) {
        List<Operation> found = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Op asked = history.ops().get(i);
            if (asked.type() == Op.Type.INVOKE && key.equals(pair(asked.value()).get(0))) {
                int end = history.partner(i);
                Operation o = operation(asked, i, end < 0 ? null : history.ops().get(end), end);
                if (o != null) {
                    found.add(o);
                }
            }
        }
        return found;
    }

    private static @Nullable Operation operation(Op asked, int begin, @Nullable Op ended, int end) {
        Object value = pair(asked.value()).get(1);
        Object from = asked.f().equals("cas") ? pair(value).get(0) : null;
        Object to = asked.f().equals("cas") ? pair(value).get(1) : value;
        if (ended == null || ended.type() == Op.Type.INFO) {
            return asked.f().equals("read")
                    ? null
                    : new Operation(asked.f(), from, to, begin, Integer.MAX_VALUE, false);
        }
        if (ended.type() == Op.Type.OK) {
            Object seen = asked.f().equals("read") ? pair(ended.value()).get(1) : from;
            return new Operation(asked.f(), seen, to, begin, end, true);
        }
        if (ended.error() instanceof List<?> reason) {
            return reason.contains("key-does-not-exist")
                    ? new Operation("read", null, null, begin, end, true)
                    : new Operation("other", from, null, begin, end, true);
        }
        return null;
    }

    private static boolean possible(List<Operation> left, @Nullable Object state) {
        if (left.stream().noneMatch(Operation::certain)) {
            return true;
        }
        for (Operation next : left) {
            if (left.stream().anyMatch(o -> o.certain() && o.returned() < next.invoked())) {
                continue; // that one must come first
            }
            List<Operation> rest = new ArrayList<>(left);
            rest.remove(next);
            if (!next.certain() && possible(rest, state)) {
                return true;
            }
            boolean happens = switch (next.f()) {
                case "write" -> true;
                case "other" -> !Objects.equals(state, next.from());
                default -> Objects.equals(state, next.from());
            };
            boolean changes = next.f().equals("write") || next.f().equals("cas");
            if (happens && possible(rest, changes ? next.to() : state)) {
                return true;
            }
        }
        return false;
    }
}
