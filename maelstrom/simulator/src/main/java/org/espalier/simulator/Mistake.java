package org.espalier.simulator;

import java.util.List;
import java.util.Optional;

/**
 * A mistake that protocols like these have been built with, and the mutant that makes it, for the table of
 * {@code docs/mutants.md}.
 *
 * @param number in that table
 * @param mutant the name of the {@link Mutant}
 * @param workload the order that it breaks
 * @param model the broken variant of a specification that makes the same mistake, as {@code spec/models.json} calls it
 */
public record Mistake(int number, String mutant, Workload workload, String model) {

    /** How small a run shows it. */
    public record Found(Campaign.Failure failure, Shrinker.Shrunk shrunk) {

        /** Operations and faults of the schedule as it was drawn. */
        public int drawn() {
            return steps(failure.schedule());
        }

        /** And of what is left of it. */
        public int left() {
            return steps(shrunk.schedule());
        }

        private static int steps(Schedule schedule) {
            return schedule.ops().size() + schedule.faults().size();
        }
    }

    private static final long MILLIS = 20_000;
    /** They want two entries with a snapshot, or a fork of two entries: no model that is compared has either. */
    private static final List<String> BEYOND_MODELS = List.of("snapshot-uncommitted", "match-length");

    /** All that a core or a host in the simulator can make. */
    public static final List<Mistake> ALL = List.of(
            new Mistake(1, "no-sync", Workload.FIFO, "FifoTreeNoSync"),
            new Mistake(1, "no-sync", Workload.CAUSAL, "TreeCastNoSync"),
            new Mistake(2, "longest-wins", Workload.TOTAL, "EpochLogLongestWins"),
            new Mistake(3, "truncate-first", Workload.TOTAL, "EpochLogTruncateFirst"),
            new Mistake(4, "forget-log", Workload.TOTAL, "EpochLogForgetLog"),
            new Mistake(5, "count-acks", Workload.TOTAL, "TreeLogCounts"),
            new Mistake(6, "forgotten-incarnation", Workload.CAUSAL, "ArqLinkForgottenIncarnation"),
            new Mistake(8, "no-reannounce", Workload.TOTAL, "EpochLogNoReannounce"),
            new Mistake(11, "amnesiac-votes", Workload.TOTAL, "EpochLogAmnesiacVotes"),
            new Mistake(12, "ack-early", Workload.TOTAL, "EpochLogAckEarly"),
            new Mistake(13, "no-quorum", Workload.TOTAL, "EpochLogNoQuorum"),
            new Mistake(14, "no-holdback", Workload.FIFO, "FifoTreeNoHoldback"),
            new Mistake(15, "no-dedup", Workload.FIFO, "FifoTreeNoDedup"),
            new Mistake(15, "no-dedup", Workload.CAUSAL, "TreeCastNoDedup"),
            new Mistake(16, "forward-first", Workload.FIFO, "FifoTreeForwardFirst"),
            new Mistake(16, "forward-first", Workload.CAUSAL, "TreeCastForwardFirst"),
            new Mistake(17, "promise-early", Workload.TOTAL, "EpochLogPromiseEarly"),
            new Mistake(18, "sync-early", Workload.TOTAL, "EpochLogSyncEarly"),
            new Mistake(19, "resume-epoch", Workload.TOTAL, "EpochLogResume"),
            new Mistake(20, "partial-adoption", Workload.TOTAL, "EpochLogPartialAdoption"),
            new Mistake(21, "split-record", Workload.TOTAL, "EpochLogEpochFirst"),
            new Mistake(22, "snapshot-uncommitted", Workload.TOTAL, "EpochLogSnapshotUncommitted"),
            new Mistake(23, "dedup-retained", Workload.TOTAL, "EpochLogDedupRetained"),
            new Mistake(24, "match-length", Workload.TOTAL, "EpochLogMatchLength"));

    /** The name of a file with a schedule that shows it. */
    public String file() {
        return mutant + "-" + workload.label() + ".schedule";
    }

    /**
     * Whether the tests of conformance have it: it is the core that makes it, not its host, and no more than a model of a
     * specification has room for.
     */
    public boolean isConformanceTested() {
        return Mutant.named(mutant).host() == HostVariant.SOUND && !BEYOND_MODELS.contains(mutant);
    }

    /**
     * Looks for it in runs of 20 s under all faults, from seed 1 on, and shrinks the first that shows it; empty when none does.
     *
     * @param seeds how many are run at most
     * @param shrinkRuns how many runs are spent on shrinking at most
     */
    public Optional<Found> find(long seeds, int shrinkRuns) {
        Swarm swarm = Swarm.of(workload, Mutant.named(mutant), MILLIS);
        Campaign.Report report = Campaign.run(new Campaign.Plan(swarm, 1, seeds, 0, 1, 1), () -> true,
                (runs, seed, result) -> {});
        return report.failures().stream().findFirst().map(failure -> new Found(failure,
                Shrinker.shrink(failure.schedule(), failure.result(), shrinkRuns, runs -> {})));
    }
}
