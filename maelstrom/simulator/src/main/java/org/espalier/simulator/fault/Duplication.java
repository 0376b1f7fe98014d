package org.espalier.simulator.fault;

import java.util.Map;

/**
 * Packets arrive twice, each copy after a delay of its own.
 *
 * @param rate how many of all, from 0 to 1
 */
public record Duplication(Span span, double rate) implements Fault {

    public Duplication {
        Fault.probability(rate);
    }

    @Override
    public FaultKind kind() {
        return FaultKind.DUPLICATION;
    }

    @Override
    public Fault at(Span when) {
        return new Duplication(when, rate);
    }

    /** Whether the packet with this hash is hit. */
    public boolean hits(long packet) {
        return Hash.unit(Hash.of(packet, span.id(), 0)) < rate;
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("rate", Double.toString(rate));
    }
}
