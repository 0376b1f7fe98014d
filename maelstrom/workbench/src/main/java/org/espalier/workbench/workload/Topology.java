package org.espalier.workbench.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The neighbours that a broadcast run suggests to the nodes; they are free to talk to others. */
public enum Topology {
    /** Rows of a square, at most four neighbours each. */
    GRID,
    /** One after the other. */
    LINE,
    /** Everyone with everyone. */
    TOTAL,
    /** A tree in which everyone has up to two children. */
    TREE,
    /** The same. */
    TREE2,
    /** Up to three children. */
    TREE3,
    /** Up to four children. */
    TREE4;

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Each node's neighbours, in the order of the nodes. */
    public Map<String, List<String>> neighbours(List<String> nodes) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            List<String> near = new ArrayList<>();
            for (int j = 0; j < nodes.size(); j++) {
                if (i != j && linked(Math.min(i, j), Math.max(i, j), nodes.size())) {
                    near.add(nodes.get(j));
                }
            }
            map.put(nodes.get(i), near);
        }
        return map;
    }

    private boolean linked(int low, int high, int n) {
        return switch (this) {
            case GRID -> {
                int side = (int) Math.ceil(Math.sqrt(n));
                yield high - low == side || (high - low == 1 && high % side != 0);
            }
            case LINE -> high - low == 1;
            case TOTAL -> true;
            case TREE, TREE2 -> (high - 1) / 2 == low;
            case TREE3 -> (high - 1) / 3 == low;
            case TREE4 -> (high - 1) / 4 == low;
        };
    }
}
