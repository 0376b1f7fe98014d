package org.espalier.simulator.fault;

import java.util.Map;
import java.util.TreeMap;

/**
 * Some packets are held up, so that later ones overtake them.
 *
 * @param rate how many of all, from 0 to 1
 * @param maxMicros how long at most
 */
public record Reordering(Span span, double rate, long maxMicros) implements Fault {

    public Reordering {
        Fault.probability(rate);
        Fault.notNegative(maxMicros, "maxMicros");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.REORDERING;
    }

    @Override
    public Fault at(Span when) {
        return new Reordering(when, rate, maxMicros);
    }

    /** How long the packet with this hash is held up. */
    public long micros(long packet) {
        return Hash.unit(Hash.of(packet, span.id(), 0)) < rate
                ? Hash.below(Hash.of(packet, span.id(), 1), maxMicros + 1)
                : 0;
    }

    @Override
    public Map<String, String> parameters() {
        return new TreeMap<>(Map.of("rate", Double.toString(rate), "up-to-us", Long.toString(maxMicros)));
    }
}
