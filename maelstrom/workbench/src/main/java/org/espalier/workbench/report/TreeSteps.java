package org.espalier.workbench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.espalier.workbench.report.PageModel.Tree;

/**
 * How the tree changed, from the ACCEPTs that arrived: a node is the child of whoever it was last told ACCEPT by. Heartbeats
 * repeat that, so that an edge which nobody confirms any more is over.
 */
public final class TreeSteps {

    /** Longer than any heartbeat interval: an edge that was not confirmed for so long is over. */
    private static final long FADE_MICROS = 2_500_000;
    /** More steps nobody looks at; later ones are left out. */
    public static final int MAX_STEPS = 1_000;
    private static final int NONE = -1;

    private record Accept(long at, int child, int parent, long ver) {}

    private final int nodes;
    private final List<Accept> accepts = new ArrayList<>();

    /** Of a group of so many. */
    public TreeSteps(int nodes) {
        this.nodes = nodes;
    }

    /**
     * An ACCEPT arrived.
     *
     * @param at in microseconds
     * @param ver the version of the child's attempt; a later attempt has a higher one
     */
    public void accepted(long at, int child, int parent, long ver) {
        accepts.add(new Accept(at, child, parent, ver));
    }

    /** The tree from each of its changes on, at most {@value #MAX_STEPS} of them; nothing when nobody ever was accepted. */
    public List<Tree> list(long end) {
        List<Tree> steps = new ArrayList<>();
        if (accepts.isEmpty()) {
            return steps;
        }
        accepts.sort((a, b) -> Long.compare(a.at(), b.at()));
        int[] parent = new int[nodes];
        long[] newest = new long[nodes];
        long[] until = new long[nodes];
        Arrays.fill(parent, NONE);
        Arrays.fill(newest, Long.MIN_VALUE);
        steps.add(new Tree(0, copy(parent)));
        for (Accept a : accepts) {
            fade(parent, newest, until, a.at(), steps);
            if (a.ver() < newest[a.child()]) {
                continue;
            }
            newest[a.child()] = a.ver();
            until[a.child()] = a.at() + FADE_MICROS;
            if (parent[a.child()] != a.parent()) {
                parent[a.child()] = a.parent();
                step(a.at(), parent, steps);
            }
        }
        fade(parent, newest, until, end, steps);
        return steps;
    }

    /** Ends the edges that were to be confirmed by now, the longest overdue first. */
    private static void fade(int[] parent, long[] newest, long[] until, long now, List<Tree> steps) {
        while (true) {
            int first = NONE;
            for (int i = 0; i < parent.length; i++) {
                if (parent[i] != NONE && until[i] < now && (first == NONE || until[i] < until[first])) {
                    first = i;
                }
            }
            if (first == NONE) {
                return;
            }
            parent[first] = NONE;
            newest[first] = Long.MIN_VALUE;
            step(until[first], parent, steps);
        }
    }

    private static void step(long at, int[] parent, List<Tree> steps) {
        if (steps.size() < MAX_STEPS) {
            steps.add(new Tree(at, copy(parent)));
        }
    }

    /** Without what would be a cycle: a tree's messages show none for long, somebody else's of the same names may. */
    private static List<Integer> copy(int[] parent) {
        int[] cut = parent.clone();
        for (int i = 0; i < cut.length; i++) {
            int up = cut[i];
            for (int steps = 0; up != NONE && up != i && steps < cut.length; steps++) {
                up = cut[up];
            }
            if (up == i) {
                cut[i] = NONE;
            }
        }
        return Collections.unmodifiableList(Arrays.stream(cut).boxed().toList());
    }
}
