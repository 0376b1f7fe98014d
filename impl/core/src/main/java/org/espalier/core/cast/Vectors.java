package org.espalier.core.cast;

import java.util.ArrayList;
import java.util.List;

/** Version vectors: entry {@code o} is how many messages of member {@code o} there are. */
// spec: Vectors.tla
final class Vectors {

    private Vectors() {}

    /** Whoever has {@code w} has {@code v}, too. */
    static boolean leq(long[] v, long[] w) {
        for (int i = 0; i < v.length; i++) {
            if (v[i] > w[i]) {
                return false;
            }
        }
        return true;
    }

    static List<Long> list(long[] v) {
        List<Long> list = new ArrayList<>(v.length);
        for (long x : v) {
            list.add(x);
        }
        return list;
    }

    static long[] array(List<Long> v) {
        long[] array = new long[v.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = v.get(i);
        }
        return array;
    }

    /** {@code to} becomes {@code from}. */
    static void copy(long[] from, long[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i];
        }
    }
}
