package org.espalier.core.overlay;

/**
 * When the next message of each kind is due: all that {@link Tree} knows of time, none of which is in the specification,
 * where anything that may be sent may be sent at any moment.
 */
final class Beats {

    private final long heartbeatMillis;
    private final long attachRetryMillis;
    private final long pollMillis;
    private boolean started;
    private long now;
    private long pollAt;
    private long retryAt;
    private long retryWait;
    private long refreshedAt;
    private final long[] pingedAt;
    private final long[] pingAt;

    Beats(Tree.Config config) {
        heartbeatMillis = config.heartbeatMillis();
        attachRetryMillis = config.attachRetryMillis();
        pollMillis = config.pollMillis();
        pingedAt = new long[config.members()];
        pingAt = new long[config.members()];
    }

    void tick(long nowMillis) {
        if (!started) {
            started = true;
            pollAt = nowMillis;
        } else if (nowMillis < now) {
            throw new IllegalArgumentException("time went back from " + now + " to " + nowMillis);
        }
        now = nowMillis;
    }

    /** Everything is due. */
    void forget() {
        pollAt = now;
        retryWait = attachRetryMillis;
        retryAt = now;
        refreshedAt = now - heartbeatMillis;
        for (int i = 0; i < pingAt.length; i++) {
            pingedAt[i] = now - heartbeatMillis;
            pingAt[i] = now;
        }
    }

    boolean started() {
        return started;
    }

    // ---- looking for a better parent --------------------------------------------------------------------------------

    void pollNow() {
        pollAt = now;
    }

    /** After a refusal that leaves this member without a parent. */
    void pollSoon() {
        pollAt = now + attachRetryMillis;
    }

    /** This member has a parent, though perhaps not the best. */
    void pollLater() {
        pollAt = now + pollMillis;
    }

    boolean pollDue() {
        return started && now >= pollAt;
    }

    long pollAt() {
        return pollAt;
    }

    // ---- repeating an unanswered ATTACH -----------------------------------------------------------------------------

    void asked() {
        retryWait = attachRetryMillis;
        retryAt = now + retryWait;
    }

    void askedAgain() {
        retryWait = Math.min(2 * retryWait, heartbeatMillis);
        retryAt = now + retryWait;
    }

    boolean retryDue() {
        return now >= retryAt;
    }

    long retryAt() {
        return retryAt;
    }

    // ---- the heartbeat to the parent --------------------------------------------------------------------------------

    void refreshed() {
        refreshedAt = now;
    }

    boolean refreshDue() {
        return now >= refreshAt();
    }

    boolean refreshMayRide() {
        return now >= refreshedAt + heartbeatMillis / 2;
    }

    long refreshAt() {
        return refreshedAt + heartbeatMillis;
    }

    // ---- the heartbeats to the children -----------------------------------------------------------------------------

    void pinged(int i) {
        pingedAt[i] = now;
        pingAt[i] = now + heartbeatMillis;
    }

    /**
     * Child {@code i} has spoken. It may have missed its ACCEPT, so the next one is brought forward, but not sent at once:
     * it has a while to find a datagram to ride on. As the child's heartbeats come at the same interval, this makes each
     * heartbeat an answer to one and costs no message.
     */
    void kidWaits(int i) {
        pingAt[i] = Math.min(pingAt[i], now + attachRetryMillis / 2);
    }

    boolean pingDue(int i) {
        return now >= pingAt[i];
    }

    boolean pingMayRide(int i) {
        return now >= pingedAt[i] + heartbeatMillis / 2 || pingAt[i] < pingedAt[i] + heartbeatMillis;
    }

    long pingAt(int i) {
        return pingAt[i];
    }
}
