package org.espalier.simulator;

import java.util.List;
import java.util.Optional;

import org.espalier.checkers.Verdict;

/**
 * What a run came to.
 *
 * @param hash over all events, so that two runs can be compared
 * @param findings the violations; those of one property together
 * @param ended false when it was given up
 */
public record RunResult(long hash, Counts counts, Coverage coverage, List<Finding> findings, boolean ended) {

    /**
     * How much happened.
     *
     * @param millis of virtual time
     */
    public record Counts(long events, long deliveries, long millis, long sent, long lost, long corrupted,
            long duplicated, long cut) {

        Counts(long events, long deliveries, long millis, Network.Tally net) {
            this(events, deliveries, millis, net.sent(), net.lost(), net.corrupted(), net.duplicated(), net.cut());
        }

        Counts plus(Counts o) {
            return new Counts(events + o.events, deliveries + o.deliveries, millis + o.millis, sent + o.sent,
                    lost + o.lost, corrupted + o.corrupted, duplicated + o.duplicated, cut + o.cut);
        }
    }

    /** Of a run that was not made. */
    public static final RunResult NOTHING = new RunResult(0, new Counts(0, 0, 0, 0, 0, 0, 0, 0), new Coverage(),
            List.of(), false);

    public RunResult {
        findings = List.copyOf(findings);
    }

    /** Whether all holds; unknown when the run was given up. */
    public Verdict verdict() {
        return !findings.isEmpty() ? Verdict.INVALID : ended ? Verdict.VALID : Verdict.UNKNOWN;
    }

    /** The property that a user is told of first. */
    public Optional<Finding> first() {
        return findings.stream().findFirst();
    }
}
