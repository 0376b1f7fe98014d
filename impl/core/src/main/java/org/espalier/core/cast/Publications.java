package org.espalier.core.cast;

import java.util.Arrays;
import java.util.Objects;

import org.espalier.core.SpecViolation;

/** The publisher's ends of a node: one cursor into its log for every stream that it publishes to a neighbour. */
final class Publications {

    private final Cast cast;
    private final Publication[] ends;
    /** The peers whose publication is not off, in the order in which they came. */
    private int[] served = new int[4];
    private int servedCount;

    Publications(Cast cast) {
        this.cast = cast;
        this.ends = new Publication[cast.members];
        for (int peer = 0; peer < ends.length; peer++) {
            ends[peer] = new Publication();
        }
    }

    Publication end(int peer) {
        return ends[peer];
    }

    // spec: FifoTree.tla!Accept, TreeCast.tla!Accept
    boolean onSub(int peer, long sid, long[] digest) {
        Publication p = ends[peer];
        if (cast.badVector(digest)) {
            return false;
        }
        if (sid <= p.sid) {
            return cast.stale(peer, sid, true);
        }
        if (p.stage == Publication.Stage.OFF && servedCount >= cast.config.maxStreams()) {
            return busy(peer, sid);
        }
        if (!Vectors.leq(cast.log.base, digest)) {
            return refuse(peer, sid);
        }
        cast.observe("Accept", peer, sid, 0);
        serve(peer);
        boolean sync = !(cast.variant instanceof CastVariant.NoSync);
        p.open(sid, digest, sync ? cast.log.first() : cast.log.end(), cast.log.end());
        p.snapshot = null;
        p.owed = Publication.Owed.ACCEPT;
        return true;
    }

    /** There are too many streams: this one ends as soon as it has begun. */
    private boolean busy(int peer, long sid) {
        cast.tally.refused++;
        cast.observe("Accept", peer, sid, 0);
        cast.observe("Close", peer, sid, 0);
        ends[peer].off(sid);
        ends[peer].owed = Publication.Owed.BUSY;
        return false;
    }

    // spec: TreeCast.tla!Refuse
    private boolean refuse(int peer, long sid) {
        cast.tally.refused++;
        cast.observe("Refuse", peer, sid, 0);
        unserve(peer);
        ends[peer].off(sid);
        ends[peer].refused = true;
        ends[peer].owed = Publication.Owed.NEED_SNAPSHOT;
        return true;
    }

    // spec: FifoTree.tla!OnUnsub, TreeCast.tla!OnUnsub
    boolean onUnsub(int peer, long sid) {
        if (sid < ends[peer].sid) {
            return cast.stale(peer, sid, true);
        }
        cast.observe("OnUnsub", peer, sid, 0);
        unserve(peer);
        ends[peer].off(sid);
        return true;
    }

    // spec: TreeCast.tla!OnAsk
    boolean onAsk(int peer, long sid, long[] required, CastOutbox out) {
        Publication p = ends[peer];
        if (cast.badVector(required)) {
            return false;
        }
        if (sid != p.sid || !p.refused) {
            return cast.stale(peer, sid, true);
        }
        if (servedCount >= cast.config.maxStreams()) {
            return busy(peer, sid);
        }
        cast.observe("OnAsk", peer, sid, 0);
        serve(peer);
        p.owes(sid, required);
        wantSnapshot(peer, out);
        return true;
    }

    /** Asks the host for a snapshot once this node has all that the subscriber was given. */
    private void wantSnapshot(int peer, CastOutbox out) {
        Publication p = ends[peer];
        if (p.stage == Publication.Stage.OWES && !p.snapshotWanted && Vectors.leq(p.vec, cast.vec)) {
            p.snapshotWanted = true;
            out.snapshotWanted(peer, p.sid);
        }
    }

    // spec: TreeCast.tla!TakeSnapshot
    boolean takeSnapshot(int peer, long sid, byte[] state) {
        Publication p = ends[peer];
        if (p.stage != Publication.Stage.OWES || p.sid != sid || !p.snapshotWanted) {
            cast.tally.stale++;
            return false;
        }
        cast.observe("TakeSnapshot", peer, sid, 0);
        p.snapshot = new CastMessage.Snapshot(sid, cast.vec.clone(), state);
        p.owed = Publication.Owed.SNAPSHOT;
        p.open(sid, cast.vec.clone(), cast.log.first(), cast.log.end());
        return true;
    }

    // spec: FifoTree.tla!Close, TreeCast.tla!Close (its environment is this node's overlay, or the bound of its log)
    boolean close(int peer, CastOutbox out) {
        if (ends[peer].stage == Publication.Stage.OFF) {
            return false;
        }
        cast.observe("Close", peer, ends[peer].sid, 0);
        sever(peer, out);
        return true;
    }

    /** Ends the open streams: what a snapshot stands for cannot be put on them. */
    // spec: TreeCast.tla!Severed
    void severAll(CastOutbox out) {
        for (int i = servedCount - 1; i >= 0; i--) {
            if (ends[served[i]].stage == Publication.Stage.ON) {
                sever(served[i], out);
            }
        }
    }

    private void sever(int peer, CastOutbox out) {
        unserve(peer);
        ends[peer].off(ends[peer].sid);
        ends[peer].owed = Publication.Owed.CLOSE;
        say(peer, out);
    }

    void reset(int peer) {
        unserve(peer);
        ends[peer].off(0);
    }

    // ---------------------------------------------------------------- what flows out

    /** What was appended goes out on every stream, as far as the links have room; owed snapshots may have become due. */
    void forward(CastOutbox out) {
        for (int i = 0; i < servedCount; i++) {
            wantSnapshot(served[i], out);
            pump(served[i], out);
        }
    }

    /** Sends what there is for the peer until the link is full; then {@link CastInput.Ready} will come. */
    void pump(int peer, CastOutbox out) {
        Publication p = ends[peer];
        if (!say(peer, out) || p.stage != Publication.Stage.ON) {
            return;
        }
        RetainedLog log = cast.log;
        SpecViolation.check(p.cursor >= log.first(), "EdgeCovers", () -> "the log was cut before a stream had passed");
        while (p.cursor < log.end()) {
            if (!p.skips(log, p.cursor, peer)) {
                if (out.room(peer) == 0) {
                    return;
                }
                out.send(peer, new CastMessage.Msg(p.sid, log.origin(p.cursor), log.seq(p.cursor),
                        log.payload(p.cursor)));
            }
            p.cursor++;
        }
    }

    /** Sends what is owed to the subscriber; false when the link is too full for it. */
    private boolean say(int peer, CastOutbox out) {
        Publication p = ends[peer];
        if (p.owed == Publication.Owed.NOTHING) {
            return true;
        }
        if (out.room(peer) == 0) {
            return false;
        }
        out.send(peer, switch (p.owed) {
            case ACCEPT -> new CastMessage.Accept(p.sid);
            case BUSY -> new CastMessage.Busy(p.sid);
            case NEED_SNAPSHOT -> new CastMessage.NeedSnapshot(p.sid);
            case CLOSE -> new CastMessage.Close(p.sid);
            case SNAPSHOT -> Objects.requireNonNull(p.snapshot);
            case NOTHING -> throw new IllegalStateException("nothing is owed");
        });
        p.owed = Publication.Owed.NOTHING;
        p.snapshot = null;
        return true;
    }

    /** Closes the streams that have not passed the entry at {@code index}, which the log must let go. */
    void closeLagging(long index, CastOutbox out) {
        for (int i = servedCount - 1; i >= 0; i--) {
            Publication p = ends[served[i]];
            if (p.stage == Publication.Stage.ON && p.cursor <= index) {
                cast.tally.lagging++;
                close(served[i], out);
            }
        }
    }

    private void serve(int peer) {
        if (ends[peer].stage == Publication.Stage.OFF) {
            if (servedCount == served.length) {
                served = Arrays.copyOf(served, 2 * servedCount);
            }
            served[servedCount++] = peer;
        }
    }

    private void unserve(int peer) {
        int kept = 0;
        for (int i = 0; i < servedCount; i++) {
            if (served[i] != peer) {
                served[kept++] = served[i];
            }
        }
        servedCount = kept;
    }

    // ---------------------------------------------------------------- restoring

    void forget(int peer) {
        unserve(peer);
        ends[peer] = new Publication();
    }

    void restore(int peer, CastState.PubEnd state) {
        Publication p = ends[peer];
        p.off(state.sid());
        p.owed = Publication.Owed.valueOf(state.owed());
        Publication.Stage stage = Publication.Stage.valueOf(state.st());
        if (p.owed == Publication.Owed.SNAPSHOT) {
            p.owed = Publication.Owed.CLOSE; // the bytes are not part of a state
        } else if (stage != Publication.Stage.OFF) {
            serve(peer);
            p.stage = stage;
            p.vec = Vectors.array(state.vec());
            p.cursor = state.cursor();
            p.acceptIndex = state.acceptIndex();
        }
    }
}
