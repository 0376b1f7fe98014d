package org.espalier.simulator.fault;

import java.util.Map;

/** Something that goes wrong for a while. */
public sealed interface Fault
        permits Partition, Loss, Duplication, Reordering, Latency, Corruption, Crash, Pause, Drift,
        SlowDisk, SlowNode, Suspicion {

    /** When. */
    Span span();

    FaultKind kind();

    /** The same at another time. */
    Fault at(Span span);

    /** Whether a group of so many members has all the members that this speaks of. */
    default boolean fits(int nodes) {
        return true;
    }

    /** The same in a group of so few members, all of which it {@linkplain #fits fits}. */
    default Fault among(int nodes) {
        return this;
    }

    /** Everything but {@link #span} and {@link #kind}, for {@link Faults#read}; the order is the order of writing. */
    Map<String, String> parameters();

    /** Refuses what is no probability. */
    static double probability(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("a rate from 0 to 1, not " + rate);
        }
        return rate;
    }

    /** Refuses what is negative. */
    static long notNegative(long value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is negative: " + value);
        }
        return value;
    }
}
