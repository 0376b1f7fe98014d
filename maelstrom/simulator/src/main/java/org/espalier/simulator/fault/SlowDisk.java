package org.espalier.simulator.fault;

import java.util.Map;
import java.util.TreeMap;

/**
 * A sync of a member takes longer.
 *
 * @param node which
 * @param micros by how much
 */
public record SlowDisk(Span span, int node, long micros) implements Fault {

    public SlowDisk {
        Fault.notNegative(node, "node");
        Fault.notNegative(micros, "micros");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.SLOW_DISK;
    }

    @Override
    public Fault at(Span when) {
        return new SlowDisk(when, node, micros);
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
