package org.espalier.core.overlay;

import java.util.Map;
import java.util.Set;

/** The variables of {@code Tree.tla}; functions over Node are maps. */
record TreeState(Map<Integer, Integer> par, Map<Integer, Long> pv, Map<Integer, Integer> cand, Map<Integer, Long> ver,
        Map<Integer, Set<Integer>> kids, Map<Integer, Map<Integer, Long>> seen, Set<Frame> net,
        Map<Integer, Integer> frag, boolean settled, int resets) {

    /** What is in the network. */
    record Frame(String type, int from, int to, long ver, Set<Integer> kids) {

        /** The member whose attempts {@link #ver} counts: the child. */
        int owner() {
            return Math.max(from, to);
        }
    }

    TreeState with(Set<Frame> frames) {
        return new TreeState(par, pv, cand, ver, kids, seen, frames, frag, settled, resets);
    }
}
