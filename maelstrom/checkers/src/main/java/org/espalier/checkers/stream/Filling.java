package org.espalier.checkers.stream;

import java.util.BitSet;

/**
 * A set of numbers from 0 on that fills from below: everything under a mark, and some above it. It takes as much memory as
 * lies between its mark and its greatest number.
 */
final class Filling {

    /** So many bits may be dead before they are dropped. */
    private static final int SLACK = 4096;

    private BitSet bits = new BitSet();
    private int base;
    private int mark;
    private int greatest = -1;

    /** Puts a number in; false if it was there. */
    boolean add(int n) {
        if (contains(n)) {
            return false;
        }
        greatest = Math.max(greatest, n);
        if (n > mark) {
            bits.set(n - base);
            return true;
        }
        mark++;
        if (greatest < mark) {
            return true; // nothing above, as mostly
        }
        mark = base + bits.nextClearBit(mark - base);
        if (mark - base > SLACK) {
            bits = bits.get(mark - base, Math.max(mark - base, bits.length()));
            base = mark;
        }
        return true;
    }

    /** Puts all numbers below this one in. */
    void fill(int below) {
        for (int n = mark; n < below; n = mark) {
            add(n);
        }
    }

    boolean contains(int n) {
        return n < mark || (n > mark && bits.get(n - base));
    }

    /** The least number that is not in. */
    int mark() {
        return mark;
    }

    /** The greatest number that is in, or -1. */
    int greatest() {
        return greatest;
    }
}
