package org.espalier.simulator.fault;

import java.util.Locale;

/** The kinds of faults, as a user chooses them. */
public enum FaultKind {
    /** Some members are not heard by some others. */
    PARTITION(0),
    /** Packets are lost. */
    LOSS(1),
    /** Packets arrive more than once. */
    DUPLICATION(2),
    /** Packets overtake each other. */
    REORDERING(3),
    /** Packets take another time. */
    LATENCY(4),
    /** Bits of packets flip, which the codec is to see where they arrive. */
    CORRUPTION(5),
    /** A member loses its memory and starts again. */
    CRASH(6),
    /** A member does nothing, and then goes on. */
    PAUSE(7),
    /** A member's clock is too fast or too slow. */
    DRIFT(8),
    /** A member's disk takes long. */
    SLOW_DISK(9),
    /** A member takes its time for every packet. */
    SLOW_NODE(10),
    /** A member suspects another, with which nothing need be wrong. */
    SUSPICION(11);

    private final int index;

    FaultKind(int index) {
        this.index = index;
    }

    /** Its place, from 0, in arrays and sets of bits. */
    public int index() {
        return index;
    }

    /** As it is written on a command line and in a schedule. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
