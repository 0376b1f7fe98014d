package org.espalier.core.cast;

/**
 * Where a multicast layer puts what it does. Called in the middle of a step, so an implementation never steps the layer
 * from inside a call.
 */
public interface CastOutbox {

    /**
     * How many more messages the link to {@code peer} takes now; 0 when it is full or has no session yet. The layer never
     * sends beyond it. After it was 0, the host says {@link CastInput.Ready} once there is room.
     */
    int room(int peer);

    /**
     * Hand {@code message} to the link. TreeCast needs delivery in order, gap-free, within a link session. FifoTree needs
     * delivery at most once, in any order, and nothing lost while the session lasts. A {@link CastMessage.Digest} is a
     * hint: it needs no session and no room, and may be lost.
     */
    void send(int peer, CastMessage message);

    /** Give a message to the application. The array may be shared with the log: do not change it. */
    void deliver(int origin, long seq, byte[] payload);

    /** {@code peer} has truncated what this node lacks; a snapshot has been asked for. For the host's information. */
    void snapshotNeeded(int peer);

    /**
     * {@code peer} needs a snapshot and this node may give it: answer with {@link CastInput.SnapshotTaken} for the same
     * {@code peer} and {@code sid}, after this step has returned.
     */
    void snapshotWanted(int peer, long sid);

    /** Replace the application's state by {@code state}, which is that after exactly the deliveries of {@code vec}. */
    void install(long[] vec, byte[] state);
}
