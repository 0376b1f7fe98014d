package org.espalier.simulator;

import java.util.List;

import org.espalier.simulator.fault.Hash;

/** Random numbers that are the same for one seed everywhere and for ever: SplitMix64, written out. */
public final class Dice {

    private long seed;

    /** Those of a seed. */
    public Dice(long seed) {
        this.seed = seed;
    }

    /** Any number. */
    public long next() {
        seed += 0x9e3779b97f4a7c15L;
        return Hash.mix(seed);
    }

    /** From {@code least} to {@code most}, both included. */
    public long between(long least, long most) {
        return least + Hash.below(next(), most - least + 1);
    }

    /** From 0 inclusive to {@code bound} exclusive. */
    public int below(int bound) {
        return (int) Hash.below(next(), bound);
    }

    /** From 0 inclusive to 1 exclusive. */
    public double unit() {
        return Hash.unit(next());
    }

    /** True with that probability. */
    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** From {@code least} to {@code most}, every order of magnitude as often as every other. */
    public long magnitude(long least, long most) {
        return Math.min(most, (long) (least * StrictMath.pow((most + 1.0) / least, unit())));
    }

    /** One of them. */
    public <T> T one(List<T> of) {
        return of.get(below(of.size()));
    }
}
