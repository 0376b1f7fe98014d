package org.espalier.core.cast;

/**
 * What two neighbours say to each other. A <em>stream</em> is one subscription of one node to one neighbour; a tree edge
 * carries two, one each way. {@code sid}, chosen by the subscriber and growing within a link session, tells the frames of
 * a stream from those of an older one.
 *
 * <p>Vectors are indexed by member. Arrays are handed over, not copied: neither the sender nor the receiver of a message
 * may change them afterwards.
 */
// The arrays are the wire's content and are never compared.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface CastMessage {

    /** Subscriber to publisher: stream to me what {@code vec} lacks, and everything after it. */
    record Sub(long sid, long[] vec) implements CastMessage {}

    /** Subscriber to publisher: the stream is not wanted any more. */
    record Unsub(long sid) implements CastMessage {}

    /** Publisher to subscriber: the stream is open. */
    record Accept(long sid) implements CastMessage {}

    /** Publisher to subscriber: no room for another stream now; ask again later. */
    record Busy(long sid) implements CastMessage {}

    /** Publisher to subscriber: part of what you lack is no longer in my log. */
    record NeedSnapshot(long sid) implements CastMessage {}

    /** Subscriber to publisher: send me a snapshot when yours covers {@code vec}, and stream what comes after it. */
    record SnapshotRequest(long sid, long[] vec) implements CastMessage {}

    /** Publisher to subscriber: the application's state after exactly the deliveries of {@code vec}; the stream follows. */
    record Snapshot(long sid, long[] vec, byte[] state) implements CastMessage {}

    /** Publisher to subscriber: the message numbered {@code seq} (from 1) of {@code origin}. */
    record Msg(long sid, int origin, long seq, byte[] payload) implements CastMessage {}

    /** Publisher to subscriber: the stream has ended; subscribe again if the edge is still wanted. */
    record Close(long sid) implements CastMessage {}

    /** To a backup neighbour, now and then: what I have. A hint, on which nothing but speed depends. */
    record Digest(long[] vec) implements CastMessage {}
}
