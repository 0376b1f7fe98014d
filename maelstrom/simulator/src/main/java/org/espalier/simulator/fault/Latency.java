package org.espalier.simulator.fault;

import java.util.Map;

/**
 * Packets take another time than they usually do. Long enough, and members suspect each other although all of them are up.
 *
 * @param delay how long
 */
public record Latency(Span span, Delay delay) implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.LATENCY;
    }

    @Override
    public Fault at(Span when) {
        return new Latency(when, delay);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("delay", delay.text());
    }
}
