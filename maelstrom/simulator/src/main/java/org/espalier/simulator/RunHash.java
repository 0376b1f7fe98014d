package org.espalier.simulator;

/** A hash over all that happens in a run, in order. Runs with different events have different hashes, but for bad luck. */
public final class RunHash {

    private long value = 0x6a09e667f3bcc908L;

    /** Something happened. */
    public void add(long event) {
        value = (value ^ event) * 0x9e3779b97f4a7c15L;
        value ^= value >>> 29;
    }

    /** The hash over all until now. */
    public long value() {
        return value;
    }
}
