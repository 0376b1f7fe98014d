package org.espalier.workbench.net;

/**
 * Seeded draws that do not depend on the order in which threads ask.
 *
 * <p>A draw is a pure function of the seed and a position: the latency of the k-th message from one node to another is
 * the same in every run with that seed, whatever the other links did meanwhile. (SplitMix64's finalizer, Steele, Lea
 * and Flood 2014, used as a hash of a counter.)
 */
public final class Draws {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;

    /** Draws of one seed. */
    public Draws(long seed) {
        this.seed = seed;
    }

    /** Draws that have nothing to do with this object's own nor with those of another {@code purpose}. */
    public Draws split(long purpose) {
        return new Draws(bits(purpose, GAMMA));
    }

    /** 64 bits at a position. */
    public long bits(long stream, long k) {
        return mix(mix(mix(seed + GAMMA) + stream * GAMMA) + k * GAMMA);
    }

    /** Uniform in [0, 1) at a position. */
    public double unit(long stream, long k) {
        return (bits(stream, k) >>> 11) * 0x1.0p-53;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
