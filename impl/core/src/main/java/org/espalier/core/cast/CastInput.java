package org.espalier.core.cast;

/** Everything that can happen to a multicast layer. Peers are member indices. */
@SuppressWarnings("ArrayRecordComponent") // payloads, never compared
public sealed interface CastInput {

    /** The overlay has this edge now: subscribe to the peer and stay subscribed. */
    record EdgeUp(int peer) implements CastInput {}

    /** The overlay has this edge no more: end both streams on it. */
    record EdgeDown(int peer) implements CastInput {}

    /** The peer is a backup neighbour now: exchange digests with it, and subscribe only when something stays missing. */
    record BackupUp(int peer) implements CastInput {}

    /** The peer is no longer a backup neighbour. */
    record BackupDown(int peer) implements CastInput {}

    /** The link to the peer began a new session: whatever was under way in either direction is gone. */
    record LinkReset(int peer) implements CastInput {}

    /** The link delivered a message of the peer. */
    record Received(int peer, CastMessage message) implements CastInput {}

    /** The application multicasts; it is delivered here within the same step. The array is kept: do not change it. */
    record Multicast(byte[] payload) implements CastInput {}

    /** The link to the peer has room again after {@link CastOutbox#room} was seen to be 0. */
    record Ready(int peer) implements CastInput {}

    /**
     * The answer to {@link CastOutbox#snapshotWanted}: the application's state after exactly the deliveries made before
     * this input, none missing and none more. Ignored when it is no longer wanted.
     */
    record SnapshotTaken(int peer, long sid, byte[] state) implements CastInput {}

    /** Time has come to {@code nowMillis}, on any clock that does not go backwards. */
    record Tick(long nowMillis) implements CastInput {}
}
