package org.espalier.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

import org.espalier.simulator.fault.Delay;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.Hash;
import org.espalier.simulator.fault.Span;

/**
 * Makes a failing schedule smaller: less time, fewer members, faults and operations, simpler settings, shorter faults, as long
 * as the same property is violated. Whatever is taken away changes the timing of the rest, and with it what a mistake needs to
 * show; so what does not fail any more is also tried with the luck of other seeds.
 *
 * <p>First come large cuts at random, half of all that there is, then a quarter, then a tenth, each with other luck and until
 * many in a row were in vain: a long list has many small parts that would do, and most of them contain none of the next by
 * taking a piece away at a time. Then lists are reduced by delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating
 * Failure-Inducing Input", IEEE TSE 2002), and faults of one kind become one. What is left need not be the smallest, but
 * nothing single can be taken from its lists unless the runs ran out.
 */
public final class Shrinker {

    /**
     * What is left.
     *
     * @param runs how many were made for it
     */
    public record Shrunk(Schedule schedule, RunResult result, int runs) {}

    /** What cuts at random leave of everything, and how many of them in a row may be in vain. */
    private static final double[] LEFT = {0.5, 0.75, 0.9};
    private static final int PATIENCE = 60;
    /** Operations and faults below which nothing is cut at random: then one after the other takes no longer. */
    private static final int FEW = 12;
    private static final long CUTS = 6;
    /** How often a smaller schedule is tried with other luck, in one round after the other. */
    private static final int[] LUCK = {0, 3, 12};
    /** While there are more operations and faults than that, there are more such rounds, each with twice the luck. */
    private static final int MANY = 12;

    private final Function<Schedule, RunResult> run;
    private final String property;
    private final int maxRuns;
    private final IntConsumer progress;
    private Schedule best;
    private RunResult result;
    private int runs;
    private int lucks;

    private Shrinker(Schedule schedule, RunResult result, Function<Schedule, RunResult> run, int maxRuns,
            IntConsumer progress) {
        this.run = run;
        this.property = result.first().orElseThrow().property();
        this.maxRuns = maxRuns;
        this.progress = progress;
        this.best = schedule;
        this.result = result;
    }

    /**
     * Shrinks.
     *
     * @param result what running {@code schedule} came to: a violation
     * @param maxRuns after so many runs the smallest so far is taken
     * @param progress hears how many runs there were
     */
    public static Shrunk shrink(Schedule schedule, RunResult result, int maxRuns, IntConsumer progress) {
        return shrink(schedule, result, s -> Simulation.run(s, Simulation.Options.JUDGED), maxRuns, progress);
    }

    /**
     * Shrinks what is not a run of the core alone.
     *
     * @param run runs it
     */
    public static Shrunk shrink(Schedule schedule, RunResult result, Function<Schedule, RunResult> run, int maxRuns,
            IntConsumer progress) {
        Shrinker shrinker = new Shrinker(schedule, result, run, maxRuns, progress);
        shrinker.toTheEnd();
        return new Shrunk(shrinker.best, shrinker.result, shrinker.runs);
    }

    private void toTheEnd() {
        time();
        members();
        for (double share : LEFT) {
            cut(share);
        }
        for (int each : LUCK) {
            round(each);
        }
        for (int each = 2 * LUCK[LUCK.length - 1]; best.ops().size() + best.faults().size() > MANY
                && runs < maxRuns; each *= 2) {
            round(each);
        }
    }

    /** Everything in turn, until nothing gets smaller; what fails no more is tried with other luck so often. */
    private void round(int each) {
        lucks = each;
        for (long before = Long.MAX_VALUE; size() < before && runs < maxRuns;) {
            before = size();
            time();
            members();
            reduce(best.faults(), faults -> best.withFaults(faults));
            reduce(best.ops(), ops -> best.withOps(ops));
            merge();
            lucks = 0;
            settings();
            shorten();
            lucks = each;
        }
    }

    /** Leaves about this share of faults and operations, which ones and with what luck is drawn; again and again. */
    private void cut(double share) {
        Dice dice = new Dice(Hash.of(best.seed(), CUTS));
        for (int inVain = 0; inVain < PATIENCE && runs < maxRuns && best.ops().size() + best.faults().size() > FEW;) {
            Schedule fewer = best.withFaults(some(best.faults(), share, dice)).withOps(some(best.ops(), share, dice));
            inVain = fails(dice.chance(0.3) ? fewer : fewer.withSeed(dice.next())) ? 0 : inVain + 1;
        }
    }

    private static <T> List<T> some(List<T> all, double share, Dice dice) {
        return all.stream().filter(one -> dice.chance(share)).toList();
    }

    /** Two faults that are the same but for their times become one that lasts from the first to the second. */
    private void merge() {
        for (int i = 0; i < best.faults().size(); i++) {
            for (int j = i + 1; j < best.faults().size() && runs < maxRuns;) {
                Fault one = best.faults().get(i);
                Fault other = best.faults().get(j);
                List<Fault> merged = replaced(i, one.at(together(one.span(), other.span())));
                merged.remove(j);
                if (one.kind() != other.kind() || !one.parameters().equals(other.parameters())
                        || !holds(best.withFaults(merged))) {
                    j++;
                }
            }
        }
    }

    private static Span together(Span one, Span other) {
        return new Span(one.id(), Math.min(one.from(), other.from()), Math.max(one.to(), other.to()));
    }

    private long size() {
        long lasting = best.faults().stream().mapToLong(f -> f.span().to() - f.span().from()).sum();
        return best.calmAt() + lasting + 1_000L * (best.ops().size() + best.faults().size() + best.nodes());
    }

    /** Whether the smaller schedule fails in the same way, with its own luck or another; then it is the one to go on with. */
    private boolean holds(Schedule smaller) {
        if (smaller.equals(best)) {
            return false;
        }
        boolean same = fails(smaller);
        for (int i = 0; i < lucks && !same; i++) {
            same = fails(smaller.withSeed(Hash.of(smaller.seed(), i)));
        }
        return same;
    }

    private boolean fails(Schedule smaller) {
        if (runs >= maxRuns || (best.keepsMajority() && !smaller.keepsMajority())) {
            return false; // of fewer members, a majority may come back without disks, which is another mistake
        }
        progress.accept(++runs);
        RunResult r = run.apply(smaller);
        boolean same = r.findings().stream().anyMatch(f -> f.property().equals(property));
        if (same) {
            best = smaller;
            result = r;
        }
        return same;
    }

    private void time() {
        for (long step = best.calmAt() / 2; step >= 1 && runs < maxRuns; step /= 2) {
            if (step < best.calmAt()) {
                holds(best.until(best.calmAt() - step));
            }
        }
    }

    private void members() {
        for (int n = 2; n < best.nodes(); n++) {
            if (holds(best.withNodes(n))) {
                return;
            }
        }
    }

    private <T> void reduce(List<T> all, Function<List<T>, Schedule> with) {
        List<T> left = all;
        int parts = 2;
        while (!left.isEmpty() && runs < maxRuns) {
            int length = Math.max(1, (left.size() + parts - 1) / parts);
            boolean reduced = false;
            for (int from = 0; from < left.size();) {
                List<T> fewer = new ArrayList<>(left.subList(0, from));
                fewer.addAll(left.subList(Math.min(left.size(), from + length), left.size()));
                if (holds(with.apply(fewer))) {
                    left = fewer;
                    reduced = true; // what was behind it is here now
                } else {
                    from += length;
                }
            }
            if (length == 1 && !reduced) {
                return;
            }
            parts = Math.max(2, Math.min(2 * parts, left.size()));
        }
    }

    private void settings() {
        Tuning t = best.tuning();
        holds(tuned(new Tuning(t.arity(), t.heartbeatMillis(), t.window(), t.maxRetained(), t.maxBatch(),
                t.syncMicros(), false)));
        t = best.tuning();
        holds(tuned(new Tuning(t.arity(), t.heartbeatMillis(), t.window(), Tuning.RETAIN_ALL, t.maxBatch(),
                t.syncMicros(), t.files())));
        t = best.tuning();
        holds(tuned(new Tuning(2, t.heartbeatMillis(), 64, t.maxRetained(), 256, t.syncMicros(), t.files())));
        holds(new Schedule(best.workload(), best.mutant(), best.seed(), best.nodes(), best.tuning(),
                Delay.constant(best.delay().min()), best.calmAt(), best.ops(), best.faults(), best.program()));
    }

    private Schedule tuned(Tuning tuning) {
        return new Schedule(best.workload(), best.mutant(), best.seed(), best.nodes(), tuning, best.delay(),
                best.calmAt(), best.ops(), best.faults(), best.program());
    }

    private void shorten() {
        for (int i = 0; i < best.faults().size(); i++) {
            int at = i;
            while (shorter(best.faults().get(at)).filter(f -> holds(best.withFaults(replaced(at, f)))).isPresent()) {
                // again
            }
        }
    }

    private static Optional<Fault> shorter(Fault fault) {
        Span span = fault.span();
        long half = (span.to() - span.from()) / 2;
        return half < 1
                ? Optional.empty()
                : Optional.of(fault.at(new Span(span.id(), span.from(), span.from() + half)));
    }

    private List<Fault> replaced(int index, Fault by) {
        List<Fault> faults = new ArrayList<>(best.faults());
        faults.set(index, by);
        return faults;
    }
}
