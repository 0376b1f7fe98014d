package org.espalier.core.cast;

/** The subscriber's ends of a node: the streams that its neighbours publish to it. */
final class Subscriptions {

    private final Cast cast;
    private final Subscription[] ends;

    Subscriptions(Cast cast) {
        this.cast = cast;
        this.ends = new Subscription[cast.members];
        for (int peer = 0; peer < ends.length; peer++) {
            ends[peer] = new Subscription();
        }
    }

    Subscription end(int peer) {
        return ends[peer];
    }

    // spec: FifoTree.tla!Subscribe, TreeCast.tla!Subscribe
    boolean subscribe(int peer, CastOutbox out) {
        Subscription s = ends[peer];
        if (s.on || !s.wanted() || out.room(peer) == 0) {
            return false;
        }
        if (cast.now() < s.retryAt) {
            cast.wakeBy(s.retryAt);
            return false;
        }
        s.sid++;
        s.on = true;
        s.owed = Subscription.Owed.NOTHING; // the new number makes an UNSUB of the old one meaningless
        cast.observe("Subscribe", peer, s.sid, 0);
        out.send(peer, new CastMessage.Sub(s.sid, cast.vec.clone()));
        return true;
    }

    /** Leaves the stream because the edge has gone, or because of what has just arrived on it. */
    // spec: FifoTree.tla!Unsubscribe, TreeCast.tla!Unsubscribe (its environment is this node's overlay)
    boolean unsubscribe(int peer, CastOutbox out) {
        if (!ends[peer].on) {
            return false;
        }
        cast.observe("Unsubscribe", peer, ends[peer].sid, 0);
        leave(peer, out);
        return true;
    }

    // spec: FifoTree.tla!OnClose, TreeCast.tla!OnClose
    boolean onClose(int peer, long sid) {
        if (!isCurrent(peer, sid)) {
            return false;
        }
        cast.observe("OnClose", peer, sid, 0);
        ends[peer].on = false;
        retryLater(peer);
        return true;
    }

    // spec: TreeCast.tla!AskSnapshot
    boolean askSnapshot(int peer, long sid, CastOutbox out) {
        if (!isCurrent(peer, sid)) {
            return false;
        }
        cast.observe("AskSnapshot", peer, sid, 0);
        ends[peer].owed = Subscription.Owed.SNAPSHOT_REQUEST;
        out.snapshotNeeded(peer);
        return true;
    }

    // spec: TreeCast.tla!Install
    boolean install(int peer, CastMessage.Snapshot snapshot, CastOutbox out) {
        if (cast.badVector(snapshot.vec()) || !isCurrent(peer, snapshot.sid())) {
            return false;
        }
        if (!Vectors.leq(cast.vec, snapshot.vec())) {
            return decline(peer, out);
        }
        cast.observe("Install", peer, snapshot.sid(), 0);
        cast.installed(snapshot, out);
        return true;
    }

    /** The application has been given something that the snapshot lacks. */
    // spec: TreeCast.tla!Decline
    private boolean decline(int peer, CastOutbox out) {
        cast.observe("Decline", peer, ends[peer].sid, 0);
        leave(peer, out);
        return true;
    }

    /** Whether a frame belongs to the stream that this node wants; if not, it is counted and dropped. */
    // spec: FifoTree.tla!IsCurrent, TreeCast.tla!IsCurrent
    boolean isCurrent(int peer, long sid) {
        return matches(peer, sid) || cast.stale(peer, sid, false);
    }

    /** A publisher accepts: its first message says as much, so this is no step of its own, nor is one that comes late. */
    void accepted(int peer, long sid) {
        if (!matches(peer, sid)) {
            cast.tally.stale++;
        }
    }

    private boolean matches(int peer, long sid) {
        return ends[peer].on && ends[peer].sid == sid;
    }

    void reset(int peer) {
        ends[peer].reset();
    }

    void restore(int peer, CastState.SubEnd state) {
        Subscription s = ends[peer];
        s.sid = state.sid();
        s.on = state.on();
        s.edge = state.edge();
        s.graft = state.graft();
        s.owed = Subscription.Owed.valueOf(state.owed());
    }

    void forget(int peer) {
        ends[peer] = new Subscription();
    }

    /** Sends what is owed to the publisher; false when the link is too full for it. */
    boolean say(int peer, CastOutbox out) {
        Subscription s = ends[peer];
        if (s.owed == Subscription.Owed.NOTHING) {
            return true;
        }
        if (out.room(peer) == 0) {
            return false;
        }
        out.send(peer, switch (s.owed) {
            case UNSUB -> new CastMessage.Unsub(s.sid);
            case SNAPSHOT_REQUEST -> new CastMessage.SnapshotRequest(s.sid, cast.vec.clone());
            case NOTHING -> throw new IllegalStateException("nothing is owed");
        });
        s.owed = Subscription.Owed.NOTHING;
        return true;
    }

    private void leave(int peer, CastOutbox out) {
        ends[peer].on = false;
        ends[peer].owed = Subscription.Owed.UNSUB;
        retryLater(peer);
        say(peer, out);
    }

    private void retryLater(int peer) {
        ends[peer].retryAt = cast.now() + cast.config.retryAfterMillis();
        cast.wakeBy(ends[peer].retryAt);
    }
}
