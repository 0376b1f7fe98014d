package org.espalier.workbench.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The overlay tree of a run, as far as the messages between servers show it: a node is the child of whoever it was last
 * told ACCEPT by. Heartbeats repeat that, so that an edge which nobody confirms any more is over.
 */
final class Overlay {

    static final int NONE = -1;

    /** An attempt of a child to attach to somebody; versions are never used for two. */
    private record Attempt(int child, long ver) {}

    private final Recording recording;
    /** When an attempt was first answered ACCEPT: from then on its frames are heartbeats. */
    private final Map<Attempt, Long> accepted = new HashMap<>();

    Overlay(Recording recording) {
        this.recording = recording;
        for (Transit t : recording.transits()) {
            if (t.delivered()) {
                for (Content.TreeFrame frame : t.content().tree()) {
                    if (frame.kind().equals(Content.TreeFrame.ACCEPT)) {
                        accepted.merge(new Attempt(t.to(), frame.ver()), t.at(), Math::min);
                    }
                }
            }
        }
    }

    /** Whether the frames of the overlay can be read at all: the node program is ours. */
    boolean isKnown() {
        return !accepted.isEmpty();
    }

    /** Whether a message changes, or tries to change, the tree: all frames of the overlay but heartbeats. */
    boolean repairs(Transit t) {
        for (Content.TreeFrame frame : t.content().tree()) {
            switch (frame.kind()) {
                case Content.TreeFrame.ATTACH -> {
                    if (t.sent() <= acceptedAt(t.from(), frame.ver())) {
                        return true;
                    }
                }
                case Content.TreeFrame.ACCEPT -> {
                    if (t.sent() <= acceptedAt(t.to(), frame.ver())) {
                        return true;
                    }
                }
                default -> {
                    return true;
                }
            }
        }
        return false;
    }

    private long acceptedAt(int child, long ver) {
        Long at = accepted.get(new Attempt(child, ver));
        return at == null ? Long.MAX_VALUE : at;
    }

    /** Per node its parent, or {@link #NONE}: from the ACCEPTs that arrived between the two times, the last one. */
    int[] parents(long from, long to) {
        int n = recording.nodes().size();
        int[] parent = new int[n];
        long[] newest = new long[n];
        Arrays.fill(parent, NONE);
        for (Transit t : recording.transits()) {
            if (!t.delivered() || t.at() < from || t.at() >= to) {
                continue;
            }
            for (Content.TreeFrame frame : t.content().tree()) {
                int child = t.to();
                if (frame.kind().equals(Content.TreeFrame.ACCEPT)
                        && (parent[child] == NONE || frame.ver() > newest[child])) {
                    parent[child] = t.from();
                    newest[child] = frame.ver();
                }
            }
        }
        cutCycles(parent);
        return parent;
    }

    /** A tree's messages show none; somebody else's frames of the same names may. */
    private static void cutCycles(int[] parent) {
        for (int i = 0; i < parent.length; i++) {
            int up = parent[i];
            for (int steps = 0; up != NONE && up != i && steps < parent.length; steps++) {
                up = parent[up];
            }
            if (up == i) {
                parent[i] = NONE;
            }
        }
    }

    /** Per pair of nodes, lower position first, how many messages arrived between the two times, both ways. */
    Map<List<Integer>, Integer> traffic(long from, long to) {
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (Transit t : recording.transits()) {
            if (t.delivered() && t.at() >= from && t.at() < to) {
                counts.merge(List.of(Math.min(t.from(), t.to()), Math.max(t.from(), t.to())), 1, Integer::sum);
            }
        }
        return counts;
    }
}
