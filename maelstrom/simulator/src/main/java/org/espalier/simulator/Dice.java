package org.espalier.simulator;

import java.util.List;

import org.espalier.simulator.fault.Hash;

/** Random numbers that are the same for one seed everywhere and for ever: SplitMix64, written out. */
final class Dice {

    private long seed;

    Dice(long seed) {
        this.seed = seed;
    }

    long next() {
        seed += 0x9e3779b97f4a7c15L;
        return Hash.mix(seed);
    }

    /** From {@code least} to {@code most}, both included. */
    long between(long least, long most) {
        return least + Hash.below(next(), most - least + 1);
    }

    int below(int bound) {
        return (int) Hash.below(next(), bound);
    }

    double unit() {
        return Hash.unit(next());
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** From {@code least} to {@code most}, every order of magnitude as often as every other. */
    long magnitude(long least, long most) {
        return Math.min(most, (long) (least * StrictMath.pow((most + 1.0) / least, unit())));
    }

    <T> T one(List<T> of) {
        return of.get(below(of.size()));
    }
}
