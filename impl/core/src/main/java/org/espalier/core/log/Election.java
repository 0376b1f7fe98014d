package org.espalier.core.log;

/**
 * When to begin an epoch, and when to say that one is alive. Time decides nothing else: an epoch may begin at any moment
 * without harm.
 *
 * <p>The next in line, the root of the epoch after this one, begins it when nothing was heard of the present root for
 * {@code electAfterMillis}; each one further behind waits {@code staggerMillis} longer, so that they seldom get in each
 * other's way.
 */
final class Election {

    private final int self;
    private final LogConfig config;
    private long heardAt;
    private long beatAt;
    private long beat; // the highest of this epoch seen or sent
    private int inVain;

    Election(int self, LogConfig config) {
        this.self = self;
        this.config = config;
    }

    /** A new epoch: its root has some time to begin. */
    void begun(long now) {
        heardAt = now;
        beat = 0;
        beatAt = now;
    }

    /** Something came from the root of this epoch, if it leads. */
    void heard(long now) {
        heardAt = now;
    }

    /** Whether a root has been heard of lately. */
    boolean hasRoot(long now) {
        return now - heardAt < config.electAfterMillis();
    }

    /** Beat {@code n} of this epoch; returns whether it is a new one. */
    boolean onBeat(long n, long now) {
        if (n <= beat) {
            return false;
        }
        beat = n;
        heardAt = now;
        return true;
    }

    boolean beatIsDue(long now) {
        return now >= beatAt;
    }

    /** The next beat to send. */
    long nextBeat(long now) {
        beatAt = now + config.beatEveryMillis();
        return ++beat;
    }

    /** The epoch that this member should begin when its turn has come. */
    long next(long ep) {
        long e = ep + 1;
        while (config.root(e) != self) {
            e++;
        }
        return e;
    }

    long dueAt(long ep) {
        return heardAt + config.electAfterMillis() + (next(ep) - ep - 1) * config.staggerMillis();
    }

    /** An own election begins; returns whether so many were in vain that all voters are to be talked to directly. */
    boolean tries() {
        return ++inVain > config.starAfter();
    }

    /** There is a root. */
    void succeeded() {
        inVain = 0;
    }

    long beatAt() {
        return beatAt;
    }
}
