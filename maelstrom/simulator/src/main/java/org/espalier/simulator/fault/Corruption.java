package org.espalier.simulator.fault;

import java.util.Map;

/**
 * Bits of packets flip on their way. The codec finds that out and drops them, so to the core it is another loss; if it did
 * not, the core would be told what nobody has said.
 *
 * @param rate how many of all, from 0 to 1
 */
public record Corruption(Span span, double rate) implements Fault {

    public Corruption {
        Fault.probability(rate);
    }

    @Override
    public FaultKind kind() {
        return FaultKind.CORRUPTION;
    }

    @Override
    public Fault at(Span when) {
        return new Corruption(when, rate);
    }

    /** Whether the packet with this hash is hit. */
    public boolean hits(long packet) {
        return Hash.unit(Hash.of(packet, span.id(), 0)) < rate;
    }

    /** Which bits of the packet with this hash flip, as luck. */
    public long bits(long packet) {
        return Hash.of(packet, span.id(), 1);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("rate", Double.toString(rate));
    }
}
