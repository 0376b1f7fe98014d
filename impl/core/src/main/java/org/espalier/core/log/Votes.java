package org.espalier.core.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the voters in one epoch: how far each holds its log, and what each has promised. Both only grow within an
 * epoch, whatever is said again and in whatever order: joins of maps, never counts.
 */
final class Votes {

    private final LogConfig config;
    private final LogVariant variant;
    private final long[] agg; // by voter: durable entries of le
    private final LogMessage.@Nullable Promise[] prm; // by voter: for ep
    private long aggVersion = 1;
    private long prmVersion = 1;
    private int reports; // only for a broken variant

    Votes(LogConfig config, LogVariant variant) {
        this.config = config;
        this.variant = variant;
        prm = new LogMessage.Promise[config.voters().size()];
        agg = new long[prm.length];
    }

    /** How far each voter holds the log; a copy. */
    List<Long> agg() {
        return Counts.list(agg);
    }

    /** The promises; a copy. */
    List<LogMessage.Promise> prm() {
        List<LogMessage.Promise> known = new ArrayList<>();
        for (LogMessage.Promise promise : prm) {
            if (promise != null) {
                known.add(promise);
            }
        }
        return known;
    }

    /** Grows whenever {@link #agg} does, or begins anew. */
    long aggVersion() {
        return aggVersion;
    }

    /** Grows whenever {@link #prm} does, or begins anew. */
    long prmVersion() {
        return prmVersion;
    }

    void restore(LogState state) {
        for (int v = 0; v < agg.length; v++) {
            agg[v] = state.agg().get(v);
        }
        state.prm().forEach(p -> prm[p.voter()] = p);
    }

    /** Another log: nothing of it is held by anybody, as far as is known. */
    void forgetAll() {
        Arrays.fill(agg, 0);
        reports = 0;
        aggVersion++;
        forgetPromises();
    }

    /** Another epoch, to which nobody has promised anything. */
    void forgetPromises() {
        Arrays.fill(prm, null);
        prmVersion++;
    }

    /** A voter holds the first {@code length} entries. */
    void holds(int voter, long length) {
        if (length > agg[voter]) {
            agg[voter] = length;
            aggVersion++;
        }
    }

    /** Joins what was said of all voters. */
    void join(List<Long> said) {
        reports++;
        for (int v = 0; v < agg.length; v++) {
            holds(v, said.get(v));
        }
    }

    /** A voter has promised; the first promise stands. */
    void promise(LogMessage.Promise promise) {
        if (promise.voter() < prm.length && prm[promise.voter()] == null) {
            prm[promise.voter()] = promise;
            prmVersion++;
        }
    }

    /** The most that any voter holds. */
    long max() {
        return Counts.max(agg);
    }

    /** How much a majority holds. */
    long heldByQuorum() {
        if (variant == LogVariant.COUNT_ACKS && reports + 1 >= config.quorum()) {
            reports = 0;
            return max();
        }
        long[] held = agg.clone();
        Arrays.sort(held);
        return held[held.length - config.quorum()];
    }

    /** The best log among the promises of a majority, or null while there is none. */
    LogMessage.@Nullable Promise best() {
        LogMessage.Promise best = null;
        int promised = 0;
        for (LogMessage.Promise p : prm) {
            if (p != null) {
                promised++;
                best = best == null || isBetter(p, best) ? p : best;
            }
        }
        return promised >= config.quorum() || variant == LogVariant.NO_QUORUM ? best : null;
    }

    // spec: EpochLog.tla!Better
    private boolean isBetter(LogMessage.Promise a, LogMessage.Promise b) {
        if (variant == LogVariant.LONGEST_WINS) {
            return a.len() > b.len();
        }
        return a.le() > b.le() || (a.le() == b.le() && a.len() > b.len());
    }
}
