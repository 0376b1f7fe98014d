package org.espalier.simulator.fault;

import java.util.Map;
import java.util.TreeMap;

/**
 * A member takes its time for every packet, and the others wait behind it.
 *
 * @param node which
 * @param micros how long for each
 */
public record SlowNode(Span span, int node, long micros) implements Fault {

    public SlowNode {
        Fault.notNegative(node, "node");
        Fault.notNegative(micros, "micros");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.SLOW_NODE;
    }

    @Override
    public Fault at(Span when) {
        return new SlowNode(when, node, micros);
    }

    @Override
    public boolean fits(int nodes) {
        return node < nodes;
    }

    @Override
    public Map<String, String> parameters() {
        return new TreeMap<>(Map.of("node", Integer.toString(node), "us", Long.toString(micros)));
    }
}
