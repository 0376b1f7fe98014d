package org.espalier.simulator.fault;

import java.util.Map;
import java.util.TreeMap;

/**
 * A member suspects another, with which nothing need be wrong: at once, and again whenever its timer goes off and it trusts
 * it, as it has heard it or has waited long enough. The specifications leave suspicion to chance altogether
 * ({@code Tree.tla!MaySuspect}), so whatever is promised holds, and when this is over the other is trusted in the ordinary way.
 *
 * @param node who suspects
 * @param peer whom
 */
public record Suspicion(Span span, int node, int peer) implements Fault {

    public Suspicion {
        Fault.notNegative(node, "node");
        Fault.notNegative(peer, "peer");
        if (node == peer) {
            throw new IllegalArgumentException("a member does not suspect itself: node " + node);
        }
    }

    @Override
    public FaultKind kind() {
        return FaultKind.SUSPICION;
    }

    @Override
    public Fault at(Span when) {
        return new Suspicion(when, node, peer);
    }

    @Override
    public boolean fits(int nodes) {
        return node < nodes && peer < nodes;
    }

    @Override
    public Map<String, String> parameters() {
        return new TreeMap<>(Map.of("node", Integer.toString(node), "peer", Integer.toString(peer)));
    }
}
