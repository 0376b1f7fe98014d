package org.espalier.core.link;

/**
 * How long to wait for an acknowledgement: a smoothed round trip, four times its mean deviation, and the time that the
 * peer may hold an acknowledgement back; doubled for each wait in vain, up to a cap.
 *
 * <p>Jacobson and Karels, "Congestion Avoidance and Control" (1988); RFC 6298, with the acknowledgement delay of RFC
 * 9002, section 6.2.1. Integers only, so that every machine computes the same deadlines.
 */
final class RoundTrip {

    private static final int MAX_DOUBLINGS = 30;

    private final long initialMillis;
    private final long maxMillis;
    private final long ackDelayMillis;

    private boolean measured;
    private long smoothed8; // eight times the smoothed round trip
    private long deviation4; // four times its mean deviation
    private int doublings;

    RoundTrip(long initialMillis, long maxMillis, long ackDelayMillis) {
        this.initialMillis = initialMillis;
        this.maxMillis = maxMillis;
        this.ackDelayMillis = ackDelayMillis;
    }

    /** How long to wait from now on; from 1 to the cap. */
    long timeoutMillis() {
        long once = measured ? smoothed8 / 8 + Math.max(1, deviation4) + ackDelayMillis : initialMillis;
        return once >= maxMillis >> doublings ? maxMillis : once << doublings;
    }

    /** A round trip was measured on something that was sent only once (Karn's rule: else it is ambiguous). */
    void measured(long millis) {
        if (!measured) {
            measured = true;
            smoothed8 = millis * 8;
            deviation4 = millis * 2;
            return;
        }
        long error = millis - smoothed8 / 8;
        smoothed8 += error;
        deviation4 += Math.abs(error) - deviation4 / 4;
    }

    /** The peer is heard again. */
    void progress() {
        doublings = 0;
    }

    /** A wait was in vain. */
    void backOff() {
        doublings = Math.min(doublings + 1, MAX_DOUBLINGS);
    }
}
