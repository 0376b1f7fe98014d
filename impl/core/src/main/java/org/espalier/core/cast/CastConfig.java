package org.espalier.core.cast;

/**
 * The limits and delays of a multicast layer.
 *
 * @param maxRetained entries kept in the log. Beyond it the oldest delivered ones go; a stream that has not passed them
 *        is closed, and a subscriber that lacks them needs a snapshot
 * @param maxHoldback entries of one origin that may wait for an earlier one (FifoTree). An arrival beyond it is dropped
 *        and its stream is opened anew later
 * @param maxStreams outgoing streams; a subscriber beyond it hears {@code Busy}
 * @param retryAfterMillis from the refusal or the end of a stream to the next subscription
 * @param digestEveryMillis between two digests to a backup neighbour
 * @param graftAfterMillis how long something that a backup neighbour has may stay missing before it is fetched there
 */
public record CastConfig(int maxRetained, int maxHoldback, int maxStreams, long retryAfterMillis,
        long digestEveryMillis, long graftAfterMillis) {

    /** Limits for a small group on a local network. */
    public static final CastConfig DEFAULT = new CastConfig(1 << 16, 1 << 12, 64, 100, 500, 1_000);

    /** @throws IllegalArgumentException naming the component that is out of range */
    public CastConfig {
        atLeast(1, maxRetained, "maxRetained");
        atLeast(1, maxHoldback, "maxHoldback");
        atLeast(1, maxStreams, "maxStreams");
        atLeast(1, retryAfterMillis, "retryAfterMillis");
        atLeast(1, digestEveryMillis, "digestEveryMillis");
        atLeast(1, graftAfterMillis, "graftAfterMillis");
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + " but is " + value);
        }
    }
}
