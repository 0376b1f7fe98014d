package org.espalier.simulator.fault;

import java.util.Map;

/**
 * A member does nothing, while its clock goes on; then it finds all that has come in the meantime.
 *
 * @param node which
 */
public record Pause(Span span, int node) implements Fault {

    public Pause {
        Fault.notNegative(node, "node");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.PAUSE;
    }

    @Override
    public Fault at(Span when) {
        return new Pause(when, node);
    }

    @Override
    public boolean fits(int nodes) {
        return node < nodes;
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("node", Integer.toString(node));
    }
}
