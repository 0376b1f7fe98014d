package org.espalier.checkers.multicast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.espalier.checkers.delivery.IntList;

/**
 * For each member the total-order messages that it delivered, in order and each once, and those that it lacks although they
 * are for it and somebody has delivered them.
 */
final class Chains {

    private final GroupHistory h;
    private final int[][] delivered;
    private final int[][] lacking;
    private final int[][] positions;
    /** By message: the members in whose chain or behind it the message stands. */
    private final IntList[] members;
    private long deliveries;

    Chains(GroupHistory h) {
        this.h = h;
        delivered = new int[h.members()][];
        lacking = new int[h.members()][];
        positions = new int[h.members()][];
        members = new IntList[h.messages()];
        IntList placed = new IntList();
        for (int p = 0; p < h.members(); p++) {
            positions[p] = h.positions(p);
            IntList chain = new IntList();
            IntList log = h.log(p);
            for (int i = 0; i < log.size(); i++) {
                int m = log.get(i);
                if (h.isFor(m, p) && h.order(m) == MessageOrder.TOTAL && positions[p][m] == i) {
                    chain.add(m);
                    if (members[m] == null) {
                        members[m] = new IntList(2);
                        placed.add(m);
                    }
                    members[m].add(p);
                }
            }
            delivered[p] = chain.toArray();
            deliveries += chain.size();
        }
        for (int p = 0; p < h.members(); p++) {
            IntList behind = new IntList();
            for (int i = 0; i < placed.size() && delivered[p].length > 0; i++) {
                int m = placed.get(i);
                if (positions[p][m] == GroupHistory.NEVER && h.isFor(m, p)) {
                    behind.add(m);
                }
            }
            lacking[p] = behind.toArray();
        }
    }

    long deliveries() {
        return deliveries;
    }

    /** How many members there are. */
    int count() {
        return delivered.length;
    }

    /** Where a message that a member delivered stands in its chain. */
    int place(int p, int m) {
        int low = 0;
        int high = delivered[p].length - 1;
        while (low < high) { // the chain is in the order of the positions
            int middle = (low + high) >>> 1;
            if (positions[p][delivered[p][middle]] < positions[p][m]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int[] delivered(int p) {
        return delivered[p];
    }

    int[] lacking(int p) {
        return lacking[p];
    }

    /** Where a member delivered a message, or {@link GroupHistory#NEVER}. */
    int position(int p, int m) {
        return positions[p][m];
    }

    /** The members that delivered a message. */
    IntList members(int m) {
        return members[m];
    }

    /**
     * What is left when messages before which nothing is left are taken away as long as there are any; empty exactly if
     * there is no circle.
     */
    List<Integer> inOrBehindCircles() {
        int[] before = new int[h.messages()]; // how many members have something left directly before it
        int[] next = new int[h.members()];
        for (int p = 0; p < h.members(); p++) {
            for (int i = 1; i < delivered[p].length; i++) {
                before[delivered[p][i]]++;
            }
            for (int m : lacking[p]) {
                before[m]++;
            }
        }
        ArrayDeque<Integer> free = new ArrayDeque<>();
        List<Integer> left = new ArrayList<>();
        for (int m = 0; m < members.length; m++) {
            if (members[m] != null && before[m] == 0) {
                free.add(m);
            }
        }
        boolean[] taken = new boolean[members.length];
        for (Integer m = free.poll(); m != null; m = free.poll()) {
            taken[m] = true;
            IntList in = members[m];
            for (int k = 0; k < in.size(); k++) {
                int p = in.get(k);
                int at = ++next[p]; // m was the first that was left in the chain of p
                if (at < delivered[p].length) {
                    release(delivered[p][at], before, free);
                } else {
                    for (int behind : lacking[p]) {
                        release(behind, before, free);
                    }
                }
            }
        }
        for (int m = 0; m < members.length; m++) {
            if (members[m] != null && !taken[m]) {
                left.add(m);
            }
        }
        return left;
    }

    private static void release(int m, int[] before, ArrayDeque<Integer> free) {
        if (--before[m] == 0) {
            free.add(m);
        }
    }
}
