package org.espalier.core.cast;

import org.jspecify.annotations.Nullable;

/** The publisher's end of the stream that this node publishes to a peer. */
final class Publication {

    /** Whether the stream is closed, open, or to be opened by a snapshot that is still owed. */
    enum Stage {
        OFF, ON, OWES
    }

    /** What is still to be said to the subscriber; a newer word replaces an older one, which it makes meaningless. */
    enum Owed {
        NOTHING, ACCEPT, BUSY, NEED_SNAPSHOT, CLOSE, SNAPSHOT
    }

    /** The highest number heard from the subscriber in this link session; 0 when there was none. */
    long sid;
    Stage stage = Stage.OFF;
    /** When on: what the subscriber had. When a snapshot is owed: what it must contain. */
    long[] vec = {};
    /** Index of the next log entry to look at. */
    long cursor;
    /** Where the log ended when the stream was opened. */
    long acceptIndex;
    Owed owed = Owed.NOTHING;
    CastMessage.@Nullable Snapshot snapshot;
    /** The subscriber was told that it needs a snapshot, so it may ask for one. */
    boolean refused;
    /** The host has been asked for the snapshot that is owed. */
    boolean snapshotWanted;

    void open(long newSid, long[] digest, long from, long end) {
        sid = newSid;
        stage = Stage.ON;
        vec = digest;
        cursor = from;
        acceptIndex = end;
        refused = false;
        snapshotWanted = false;
    }

    void off(long newSid) {
        sid = newSid;
        stage = Stage.OFF;
        vec = new long[0];
        cursor = 0;
        acceptIndex = 0;
        snapshot = null;
        refused = false;
        snapshotWanted = false;
        owed = Owed.NOTHING;
    }

    void owes(long newSid, long[] required) {
        sid = newSid;
        stage = Stage.OWES;
        vec = required;
        refused = false;
        snapshotWanted = false;
    }

    /**
     * Whether the subscriber has the entry at {@code index} anyway. What was in the log when the stream was opened is
     * judged by the digest. What came later is judged by where it came from: within a link session a peer does not
     * forget what it has sent, but who sent an older entry may have forgotten it since, in a restart.
     */
    boolean skips(RetainedLog log, long index, int peer) {
        return index < acceptIndex ? log.seq(index) <= vec[log.origin(index)] : log.from(index) == peer;
    }

    CastState.PubEnd state() {
        return new CastState.PubEnd(sid, stage.name(), Vectors.list(vec), cursor, acceptIndex, owed.name());
    }
}
