package org.espalier.workbench.net;

import java.util.BitSet;
import java.util.List;

/**
 * Which links between servers are cut at one moment. Immutable: a partition is replaced as a whole.
 *
 * <p>A cut link loses what becomes due while it is cut, so a message that was sent before a partition and is due in it
 * is lost, and one that was sent in it and is due after the healing arrives: as in Maelstrom.
 */
public final class Cut {

    /** Every link is whole. */
    public static final Cut NONE = new Cut(List.of());

    /** For each receiver the senders that it does not hear. */
    private final List<BitSet> deaf;

    private Cut(List<BitSet> deaf) {
        this.deaf = deaf;
    }

    /** Whether a link is cut. */
    interface Links {
        boolean cut(int from, int to);
    }

    static Cut of(int nodes, Links links) {
        BitSet[] deaf = new BitSet[nodes];
        for (int to = 0; to < nodes; to++) {
            deaf[to] = new BitSet(nodes);
            for (int from = 0; from < nodes; from++) {
                deaf[to].set(from, from != to && links.cut(from, to));
            }
        }
        return new Cut(List.of(deaf));
    }

    /**
     * Whether what {@code from} sent to {@code to} is lost now; the arguments are positions in the list of nodes, or beyond it
     * for what no partition reaches.
     */
    public boolean drops(int from, int to) {
        return to < deaf.size() && deaf.get(to).get(from);
    }

    /** How many directed links are cut. */
    public int size() {
        return deaf.stream().mapToInt(BitSet::cardinality).sum();
    }
}
