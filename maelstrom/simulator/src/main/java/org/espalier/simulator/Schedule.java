package org.espalier.simulator;

import java.util.Comparator;
import java.util.List;

import org.espalier.core.log.LogConfig;
import org.espalier.simulator.fault.Crash;
import org.espalier.simulator.fault.Delay;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.Partition;
import org.espalier.simulator.fault.Span;

/**
 * All that a run depends on: equal schedules give equal runs, event by event, on every machine.
 *
 * <p>Who does what and what goes wrong is written out. What is left to luck (how long a packet takes, whether a lossy network
 * loses it) is a function of {@code seed}, the two members, and how many packets the one had sent to the other before: so
 * removing a fault or an operation leaves the luck of what has nothing to do with it.
 *
 * @param mutant the defect that the core has, empty for none
 * @param nodes members of the group, 2 to {@value Partition#MAX_MEMBERS}
 * @param delay how long packets take when nothing is wrong with that
 * @param calmAt when the last fault is over, in milliseconds; what is promised of the end is demanded some time after it
 * @param ops what is asked of members, in time's order
 * @param program what the members run
 */
public record Schedule(Workload workload, Mutant mutant, long seed, int nodes, Tuning tuning, Delay delay, long calmAt,
        List<Op> ops, List<Fault> faults, Program program) {

    /** The longest run. */
    public static final long MAX_MILLIS = 24L * 3_600 * 1_000;
    /** Heartbeats from calm to the last operations, which must succeed, and from there to the end. */
    private static final long SETTLING = 45;

    /**
     * A member is asked to multicast, which it does unless it is down or paused. Of a program: one of the clients at that
     * member that have nothing to do makes a request.
     *
     * @param at in milliseconds
     */
    public record Op(long at, int node) {}

    /** Operations, at most, that somebody lacks when the faults are over. */
    private static final int MAX_BACKLOG = 1_000;

    /** Of the core alone. */
    public Schedule(Workload workload, Mutant mutant, long seed, int nodes, Tuning tuning, Delay delay, long calmAt,
            List<Op> ops, List<Fault> faults) {
        this(workload, mutant, seed, nodes, tuning, delay, calmAt, ops, faults, Program.NONE);
    }

    /** @throws IllegalArgumentException in one line, when this is no run */
    public Schedule {
        if (nodes < 2 || nodes > Partition.MAX_MEMBERS) {
            throw new IllegalArgumentException("a group has 2 to " + Partition.MAX_MEMBERS + " members, not " + nodes);
        }
        if (calmAt < 1 || calmAt > MAX_MILLIS) {
            throw new IllegalArgumentException("calm after 1 to " + MAX_MILLIS + " ms, not " + calmAt);
        }
        ops = List.copyOf(ops);
        faults = List.copyOf(faults);
        long before = 0;
        for (Op op : ops) {
            if (op.at() < before || op.at() > calmAt || op.node() < 0 || op.node() >= nodes) {
                throw new IllegalArgumentException("no operation of this run: at " + op.at() + " node " + op.node());
            }
            before = op.at();
        }
        for (Fault fault : faults) {
            if (!fault.fits(nodes) || fault.span().to() > calmAt) {
                throw new IllegalArgumentException("no fault of this run: " + fault);
            }
        }
    }

    /** When everybody is asked once more, in milliseconds. By then all must have all. */
    public long probesAt() {
        return calmAt + SETTLING * tuning.heartbeatMillis() + catchingUp();
    }

    /** When everybody must have everything, in milliseconds. */
    public long endsAt() {
        return probesAt() + SETTLING * tuning.heartbeatMillis();
    }

    /** How long it takes to fetch everything, one batch in a round trip, and one member down the tree after the other. */
    private long catchingUp() {
        long batch = workload == Workload.TOTAL ? tuning.maxBatch() : tuning.window();
        long rounds = (Math.min(ops.size(), MAX_BACKLOG) + batch - 1) / batch;
        int depth = 1;
        for (int below = nodes - 1; tuning.arity() > 1 && below > tuning.arity(); below /= tuning.arity()) {
            depth++;
        }
        long roundTrip = 2 * delay.max() / 1_000 + tuning.heartbeatMillis() / 10 + 1;
        return rounds * roundTrip * (tuning.arity() == 1 ? nodes - 1 : depth);
    }

    /** Whether everybody must have everything in the end. */
    public boolean mustConverge() {
        // Two members that both have forgotten what the other lacks cannot help each other: TreeCast.tla!ReachStranded.
        return workload == Workload.TOTAL || tuning.maxRetained() >= ops.size() + nodes;
    }

    /** Whether a majority of the voters remembers all that it has promised: with less, a total order promises nothing. */
    boolean keepsMajority() {
        List<Integer> voters = LogConfig.votersOf(nodes);
        long bereft = faults.stream()
                .filter(f -> f instanceof Crash c && c.disk() == Crash.Disk.LOST && voters.contains(c.node()))
                .map(f -> ((Crash) f).node()).distinct().count();
        return 2 * (voters.size() - bereft) > voters.size();
    }

    /** The same with other luck. */
    Schedule withSeed(long other) {
        return new Schedule(workload, mutant, other, nodes, tuning, delay, calmAt, ops, faults, program);
    }

    Schedule withOps(List<Op> fewer) {
        return new Schedule(workload, mutant, seed, nodes, tuning, delay, calmAt, fewer, faults, program);
    }

    Schedule withFaults(List<Fault> fewer) {
        return new Schedule(workload, mutant, seed, nodes, tuning, delay, calmAt, ops, fewer, program);
    }

    /** Without what comes later. */
    Schedule until(long earlier) {
        List<Fault> begun = faults.stream().filter(f -> f.span().from() < earlier)
                .map(f -> f.span().to() <= earlier ? f : f.at(new Span(f.span().id(), f.span().from(), earlier)))
                .toList();
        return new Schedule(workload, mutant, seed, nodes, tuning, delay, earlier,
                ops.stream().filter(op -> op.at() <= earlier).toList(), begun, program);
    }

    /** Without the last members, and what concerns them. */
    Schedule withNodes(int fewer) {
        return new Schedule(workload, mutant, seed, fewer, tuning, delay, calmAt,
                ops.stream().filter(op -> op.node() < fewer).toList(),
                faults.stream().filter(f -> f.fits(fewer)).map(f -> f.among(fewer)).toList(), program);
    }

    /** The same with other faults, of a program. */
    public Schedule with(Program other, List<Fault> others) {
        return new Schedule(workload, mutant, seed, nodes, tuning, delay, calmAt, ops, others, other);
    }

    /** The same as a run of another core. */
    public Schedule with(Mutant other) {
        return new Schedule(workload, other, seed, nodes, tuning, delay, calmAt, ops, faults, program);
    }

    /** In time's order. */
    static List<Op> sorted(List<Op> ops) {
        return ops.stream().sorted(Comparator.comparingLong(Op::at)).toList();
    }
}
