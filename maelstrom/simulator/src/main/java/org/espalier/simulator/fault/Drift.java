package org.espalier.simulator.fault;

import java.util.Map;
import java.util.TreeMap;

/**
 * The clock of a member runs at a rate of its own.
 *
 * @param node which
 * @param ppm by how many millionths it is too fast, or too slow if negative
 */
public record Drift(Span span, int node, long ppm) implements Fault {

    public Drift {
        Fault.notNegative(node, "node");
        if (ppm <= -1_000_000 || ppm > 10_000_000) {
            throw new IllegalArgumentException("a clock that stands still, or is more than ten times too fast: " + ppm);
        }
    }

    @Override
    public FaultKind kind() {
        return FaultKind.DRIFT;
    }

    @Override
    public Fault at(Span when) {
        return new Drift(when, node, ppm);
    }

    @Override
    public boolean fits(int nodes) {
        return node < nodes;
    }

    @Override
    public Map<String, String> parameters() {
        return new TreeMap<>(Map.of("node", Integer.toString(node), "ppm", Long.toString(ppm)));
    }
}
