package org.espalier.core.overlay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A bounded set of members, ascending. The bound is small: everything is a short scan of an array. */
final class Kids {

    private final int[] members;
    private int count;

    Kids(int max) {
        members = new int[max];
    }

    int count() {
        return count;
    }

    boolean full() {
        return count == members.length;
    }

    int at(int index) {
        return members[index];
    }

    int highest() {
        return members[count - 1];
    }

    boolean has(int i) {
        return Arrays.binarySearch(members, 0, count, i) >= 0;
    }

    /** Adds {@code i}, which is not a member; there is room. */
    void add(int i) {
        int at = -Arrays.binarySearch(members, 0, count, i) - 1;
        for (int x = count; x > at; x--) {
            members[x] = members[x - 1];
        }
        members[at] = i;
        count++;
    }

    /** Removes {@code i}, which is a member. */
    void remove(int i) {
        int at = Arrays.binarySearch(members, 0, count, i);
        for (int x = at; x < count - 1; x++) {
            members[x] = members[x + 1];
        }
        count--;
    }

    void clear() {
        count = 0;
    }

    List<Integer> toList() {
        List<Integer> list = new ArrayList<>(count);
        for (int x = 0; x < count; x++) {
            list.add(members[x]);
        }
        return List.copyOf(list);
    }
}
