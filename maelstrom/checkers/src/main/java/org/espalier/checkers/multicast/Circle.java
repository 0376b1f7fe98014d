package org.espalier.checkers.multicast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.espalier.checkers.delivery.IntList;

/**
 * Looks for a short circle in the members' orders: a breadth-first search from one message after another, in which a step is
 * from a message to any that one member delivers after it. Each search looks at every delivery once at most.
 */
final class Circle {

    /** Looking at more deliveries than this ends the search; the shortest circle found by then is taken. */
    private static final long MOST_LOOKS = 50_000_000;
    private static final int UNSEEN = -1;

    /** A message, and the member that delivers it before the next one of the circle. */
    record Step(int message, int member) {}

    private final Chains chains;
    private final int messages;
    private long looks;

    Circle(Chains chains, int messages) {
        this.chains = chains;
        this.messages = messages;
    }

    /**
     * The shortest circle through one of these, of which one at least is in a circle.
     *
     * @throws IllegalArgumentException if none is
     */
    List<Step> shortest(List<Integer> among) {
        List<Step> best = List.of();
        for (int m : among) {
            if (!best.isEmpty() && (looks > MOST_LOOKS || best.size() == 2)) {
                break;
            }
            List<Step> found = through(m);
            if (!found.isEmpty() && (best.isEmpty() || found.size() < best.size())) {
                best = found;
            }
        }
        if (best.isEmpty()) {
            throw new IllegalArgumentException("no circle");
        }
        return best;
    }

    /** The shortest circle through a message; empty if there is none. */
    private List<Step> through(int start) {
        int[] from = new int[messages];
        int[] by = new int[messages];
        Arrays.fill(from, UNSEEN);
        int[] looked = new int[chains.count()];
        boolean[] behind = new boolean[chains.count()];
        for (int p = 0; p < looked.length; p++) {
            looked[p] = chains.delivered(p).length; // from here on everything was looked at
        }
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(start);
        for (Integer m = queue.poll(); m != null; m = queue.poll()) {
            IntList in = chains.members(m);
            for (int k = 0; k < in.size(); k++) {
                int p = in.get(k);
                int[] chain = chains.delivered(p);
                int after = chains.place(p, m) + 1;
                for (int i = after; i < looked[p]; i++) {
                    see(chain[i], m, p, from, by, queue);
                }
                looked[p] = Math.min(looked[p], after);
                if (!behind[p]) {
                    behind[p] = true;
                    for (int x : chains.lacking(p)) {
                        see(x, m, p, from, by, queue);
                    }
                }
            }
            if (from[start] != UNSEEN) {
                return path(start, from, by);
            }
        }
        return List.of();
    }

    private void see(int m, int after, int p, int[] from, int[] by, ArrayDeque<Integer> queue) {
        looks++;
        if (from[m] == UNSEEN) {
            from[m] = after;
            by[m] = p;
            queue.add(m);
        }
    }

    private static List<Step> path(int start, int[] from, int[] by) {
        List<Step> steps = new ArrayList<>();
        int m = start;
        do {
            steps.add(new Step(from[m], by[m]));
            m = from[m];
        } while (m != start);
        Collections.reverse(steps);
        return steps;
    }
}
