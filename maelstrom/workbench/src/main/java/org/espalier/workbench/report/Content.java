package org.espalier.workbench.report;

import java.util.List;

/**
 * What a message between servers says, as far as the report understands it. A node program that is not ours is a closed
 * book: its messages have {@link #UNKNOWN} content.
 *
 * @param known whether the body was understood
 * @param tree frames of the overlay
 * @param casts multicasts that it carries
 * @param summary one line for people
 */
public record Content(boolean known, List<TreeFrame> tree, List<Cast> casts, String summary) {

    /** Nothing is known about it. */
    public static final Content UNKNOWN = new Content(false, List.of(), List.of(), "");

    public Content {
        tree = List.copyOf(tree);
        casts = List.copyOf(casts);
    }

    /**
     * What the overlay says.
     *
     * @param kind ATTACH, ACCEPT, BUSY or DETACH, as in {@code Tree.tla}
     * @param ver the version of the attempt that it is about
     */
    public record TreeFrame(String kind, long ver) {
        static final String ATTACH = "ATTACH";
        static final String ACCEPT = "ACCEPT";
        static final String BUSY = "BUSY";
        static final String DETACH = "DETACH";
    }

    /**
     * One multicast.
     *
     * @param order its order; each order counts for itself
     * @param origin position of the node whose multicast it is
     * @param life which life of that node, where each counts for itself; 0 where they do not
     * @param seq which of its multicasts, from 1
     */
    public record Cast(String order, int origin, long life, long seq) {

        /** One in an order in which a node counts on through its lives. */
        public Cast(String order, int origin, long seq) {
            this(order, origin, 0, seq);
        }
    }

    /** Whether it does nothing but keep the group together: acknowledgements, heartbeats, subscriptions. */
    public boolean isUpkeep() {
        return known && casts.isEmpty();
    }
}
