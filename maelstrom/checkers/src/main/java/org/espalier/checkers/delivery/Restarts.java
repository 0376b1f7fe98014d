package org.espalier.checkers.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.checkers.history.Op;

/** Which nodes an event of the nemesis ends or begins a life of. */
public final class Restarts {

    /** Jepsen's names, and ours. */
    private static final Set<String> FUNCTIONS = Set.of("kill", "start", "restart");

    private Restarts() {}

    /** The nodes that it names; all of them where it says something else instead, such as {@code "majority"}. */
    public static Collection<String> of(Op op, List<String> nodes) {
        if (op.isClient() || !FUNCTIONS.contains(op.f())) {
            return List.of();
        }
        return switch (op.value()) {
            case Map<?, ?> outcomes -> known(outcomes.keySet(), nodes);
            case List<?> names -> known(names, nodes);
            case String name when nodes.contains(name) -> List.of(name);
            case null, default -> nodes;
        };
    }

    private static List<String> known(Collection<?> named, List<String> nodes) {
        return nodes.stream().filter(named::contains).toList();
    }
}
