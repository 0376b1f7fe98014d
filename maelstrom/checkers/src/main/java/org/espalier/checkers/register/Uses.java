package org.espalier.checkers.register;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * How much of which groups was used, in little space: for each group of which anything was, in ascending order, its number in
 * the upper half and how much in the lower half of a word. The arrays never change.
 */
final class Uses {

    static final long[] NONE = {};
    private static final int COUNT_BITS = 32;

    private Uses() {}

    private static int group(long entry) {
        return (int) (entry >> COUNT_BITS);
    }

    private static int find(long[] used, int g) {
        int at = Arrays.binarySearch(used, (long) g << COUNT_BITS);
        return at < 0 ? -at - 1 : at;
    }

    /** How much of a group was used. */
    static int count(long[] used, int g) {
        int at = find(used, g);
        return at < used.length && group(used[at]) == g ? (int) used[at] : 0;
    }

    /** How much was used of all groups together. */
    static long sum(long[] used) {
        long sum = 0;
        for (long entry : used) {
            sum += (int) entry;
        }
        return sum;
    }

    /** The same, and one more of a group. */
    static long[] oneMore(long[] used, int g) {
        int at = find(used, g);
        if (at < used.length && group(used[at]) == g) {
            long[] more = used.clone();
            more[at]++;
            return more;
        }
        long[] more = new long[used.length + 1];
        System.arraycopy(used, 0, more, 0, at);
        more[at] = ((long) g << COUNT_BITS) + 1;
        System.arraycopy(used, at, more, at + 1, used.length - at);
        return more;
    }

    /** Whether of no group more was used in {@code a} than in {@code b}. */
    static boolean noMore(long[] a, long[] b) {
        if (a.length > b.length) {
            return false;
        }
        int j = 0;
        for (long entry : a) {
            while (j < b.length && group(b[j]) < group(entry)) {
                j++;
            }
            if (j == b.length || group(b[j]) > group(entry) || b[j] < entry) {
                return false;
            }
        }
        return true;
    }

    /** What was used of some groups. */
    static long[] only(long[] used, IntPredicate groups) {
        int kept = 0;
        long[] some = new long[used.length];
        for (long entry : used) {
            if (groups.test(group(entry))) {
                some[kept++] = entry;
            }
        }
        return kept == used.length ? used : Arrays.copyOf(some, kept);
    }
}
