package org.espalier.core.log;

import java.util.ArrayList;
import java.util.List;

/** Counts by voter, as they are kept and as they are said. */
final class Counts {

    private Counts() {}

    static List<Long> list(long[] counts) {
        List<Long> list = new ArrayList<>(counts.length);
        for (long count : counts) {
            list.add(count);
        }
        return list;
    }

    static long[] array(List<Long> counts) {
        long[] array = new long[counts.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = counts.get(i);
        }
        return array;
    }

    static long max(long[] counts) {
        long max = 0;
        for (long count : counts) {
            max = Math.max(max, count);
        }
        return max;
    }
}
