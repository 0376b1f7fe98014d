package org.espalier.simulator.fault;

/**
 * When a fault is there.
 *
 * @param id tells it from the other faults of its schedule, and decides its luck
 * @param from in milliseconds of virtual time
 * @param to when it is over, later than {@code from}
 */
public record Span(int id, long from, long to) {
    public Span {
        if (id < 0 || from < 0 || to <= from) {
            throw new IllegalArgumentException("fault " + id + " from " + from + " to " + to);
        }
    }
}
