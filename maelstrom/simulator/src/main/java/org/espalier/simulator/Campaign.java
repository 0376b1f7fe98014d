package org.espalier.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import org.espalier.checkers.Verdict;

/** Many runs, each drawn from its own seed, and what they have covered together. */
public final class Campaign {

    /** With fewer runs nothing is expected of what they cover. */
    public static final int COVERING_SEEDS = 100;

    /**
     * What is run.
     *
     * @param first the first seed
     * @param seeds how many there are, before they are divided
     * @param shard which part of them, from 0
     * @param shards how many parts there are
     * @param maxFailures after so many failing seeds it ends
     */
    public record Plan(Subject subject, long first, long seeds, int shard, int shards, int maxFailures) {
        public Plan {
            if (seeds < 1 || shards < 1 || shard < 0 || shard >= shards || maxFailures < 1) {
                throw new IllegalArgumentException(
                        "shard " + (shard + 1) + " of " + shards + " of " + seeds + " seeds");
            }
        }
    }

    /** A seed that violates a property. */
    public record Failure(long seed, Schedule schedule, RunResult result) {}

    /**
     * What came of it.
     *
     * @param runs how many seeds were run
     * @param unknown the seeds of runs that were given up
     * @param hash over the hashes of all runs
     * @param faults how many of each kind there were, by label
     * @param uncovered what should have occurred and did not ({@link Goals}); empty below {@value #COVERING_SEEDS} runs
     */
    public record Report(long runs, List<Failure> failures, List<Long> unknown, long hash, RunResult.Counts counts,
            Map<String, Long> faults, Coverage coverage, List<String> uncovered) {

        /** The worst of all. */
        public Verdict verdict() {
            return !failures.isEmpty()
                    ? Verdict.INVALID
                    : unknown.isEmpty() && uncovered.isEmpty() && runs > 0 ? Verdict.VALID : Verdict.UNKNOWN;
        }
    }

    /** Hears of every run when it has ended. */
    public interface Progress {
        void ran(long runs, long seed, RunResult result);
    }

    private Campaign() {}

    /**
     * Runs it.
     *
     * @param goOn asked before every run
     */
    public static Report run(Plan plan, BooleanSupplier goOn, Progress progress) {
        List<Failure> failures = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        Map<String, Long> faults = new TreeMap<>();
        Coverage coverage = new Coverage();
        RunHash hash = new RunHash();
        RunResult.Counts sum = new RunResult.Counts(0, 0, 0, 0, 0, 0, 0, 0);
        long runs = 0;
        for (long i = plan.shard(); i < plan.seeds() && failures.size() < plan.maxFailures()
                && goOn.getAsBoolean(); i += plan.shards()) {
            long seed = plan.first() + i;
            Schedule schedule = plan.subject().draw(seed);
            RunResult result = plan.subject().run(schedule);
            runs++;
            hash.add(result.hash());
            coverage.add(result.coverage());
            sum = sum.plus(result.counts());
            schedule.faults().forEach(f -> faults.merge(f.kind().label(), 1L, Long::sum));
            switch (result.verdict()) {
                case INVALID -> failures.add(new Failure(seed, schedule, result));
                case UNKNOWN -> unknown.add(seed);
                case VALID -> {
                    // on to the next
                }
            }
            progress.ran(runs, seed, result);
        }
        List<String> uncovered = Goals.missed(plan.subject(), runs, coverage);
        return new Report(runs, List.copyOf(failures), List.copyOf(unknown), hash.value(), sum, faults, coverage,
                uncovered);
    }
}
