package org.espalier.workbench.nemesis;

import java.util.Set;

/**
 * A fault, from the moment in which it is about to be injected to the one in which it is over.
 *
 * @param kind what it was
 * @param from when it began, in nanoseconds of the run
 * @param to when it was over: healed, resumed, at full speed, or started again and introduced; {@link Long#MAX_VALUE} while it is not
 * @param nodes who was struck; in a partition, those that no majority could talk with in both directions
 */
public record FaultSpan(FaultKind kind, long from, long to, Set<String> nodes) {

    public FaultSpan {
        nodes = Set.copyOf(nodes);
    }

    /** Whether some of it lies between two moments. */
    public boolean touches(long start, long end) {
        return from <= end && start <= to;
    }
}
