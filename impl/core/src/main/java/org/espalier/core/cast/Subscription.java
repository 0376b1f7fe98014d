package org.espalier.core.cast;

/** The subscriber's end of the stream that a peer publishes to this node. */
final class Subscription {

    /** What is still to be said to the publisher; a newer word replaces an older one, which it makes meaningless. */
    enum Owed {
        NOTHING, UNSUB, SNAPSHOT_REQUEST
    }

    /** The number of the latest subscription in this link session; 0 when there was none. */
    long sid;
    /** Whether that subscription stands. */
    boolean on;
    /** The overlay wants this edge. */
    boolean edge;
    /** The peer is a backup neighbour, and something is being fetched from it. */
    boolean graft;
    /** Not to subscribe before. */
    long retryAt;
    Owed owed = Owed.NOTHING;

    boolean wanted() {
        return edge || graft;
    }

    /** A new link session: numbers start anew. */
    void reset() {
        sid = 0;
        on = false;
        retryAt = 0;
        owed = Owed.NOTHING;
    }

    CastState.SubEnd state() {
        return new CastState.SubEnd(sid, on, edge, graft, owed.name());
    }
}
