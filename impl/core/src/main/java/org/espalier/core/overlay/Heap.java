package org.espalier.core.overlay;

import java.util.function.IntPredicate;

/**
 * The shape that the overlay wants to have: members {@code 0 .. n-1} laid out as a k-ary heap, so that everyone computes
 * everyone's place from {@code n} and {@code k} alone.
 *
 * <p>Everything here points to a smaller index. That is the whole reason why the overlay has no cycle, whatever its
 * members suspect.
 *
 * @param n how many members there are, at least 1
 * @param k the arity, at least 1
 */
// spec: Heap.tla
public record Heap(int n, int k) {

    /** No member: smaller than every index. */
    public static final int NONE = -1;

    public Heap {
        if (n < 1) {
            throw new IllegalArgumentException("a heap needs at least one member, not " + n);
        }
        if (k < 1) {
            throw new IllegalArgumentException("the arity must be at least 1, not " + k);
        }
    }

    /** The parent of {@code i} when all is well, or {@link #NONE} for member 0. */
    public int parent(int i) {
        return i == 0 ? NONE : (i - 1) / k;
    }

    /** How many edges lie between {@code i} and member 0 when all is well. */
    public int depth(int i) {
        int depth = 0;
        for (int a = parent(i); a != NONE; a = parent(a)) {
            depth++;
        }
        return depth;
    }

    /** Whether {@code a} lies on the way from {@code i} to member 0 when all is well; nobody is its own ancestor. */
    public boolean isAncestor(int a, int i) {
        int above = parent(i);
        while (above > a) {
            above = parent(above);
        }
        return above == a && a != NONE;
    }

    /**
     * The best parent of {@code i} under a suspicion: its nearest unsuspected ancestor; when it suspects them all, the
     * lowest unsuspected member below its own index; {@link #NONE} when there is nobody, and {@code i} is the root of its
     * fragment.
     */
    // spec: Heap.tla!Best
    public int best(int i, IntPredicate suspected) {
        for (int a = parent(i); a != NONE; a = parent(a)) {
            if (!suspected.test(a)) {
                return a;
            }
        }
        return lastResort(i, suspected);
    }

    // spec: Heap.tla!LastResort
    private static int lastResort(int i, IntPredicate suspected) {
        for (int j = 0; j < i; j++) {
            if (!suspected.test(j)) {
                return j;
            }
        }
        return NONE;
    }
}
