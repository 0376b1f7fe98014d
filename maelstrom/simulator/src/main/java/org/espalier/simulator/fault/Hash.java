package org.espalier.simulator.fault;

/**
 * Numbers that look random and are a function of what they are asked for, so that removing one fault from a run leaves the
 * luck of all other events as it was. The mixing is SplitMix64's (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
 * Generators", OOPSLA 2014).
 */
public final class Hash {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Hash() {}

    /** Scatters the bits of {@code z}. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** One of two numbers, in this order. */
    public static long of(long a, long b) {
        return mix(mix(a + GOLDEN) ^ b);
    }

    /** One of three numbers, in this order. */
    public static long of(long a, long b, long c) {
        return of(of(a, b), c);
    }

    /** From 0 inclusive to 1 exclusive. */
    public static double unit(long hash) {
        return (hash >>> 11) * 0x1p-53;
    }

    /** From 0 inclusive to {@code bound} exclusive. */
    public static long below(long hash, long bound) {
        return (long) (unit(hash) * bound);
    }
}
