package org.espalier.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

import org.espalier.core.log.LogConfig;
import org.espalier.simulator.fault.Crash;
import org.espalier.simulator.fault.Delay;
import org.espalier.simulator.fault.Drift;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.FaultKind;
import org.espalier.simulator.fault.Hash;
import org.espalier.simulator.fault.Partition;
import org.espalier.simulator.fault.SlowDisk;
import org.espalier.simulator.fault.Span;

/**
 * One total order in ten is drawn for what only shows when a root crashes while it begins its epoch, before its own disk knows
 * of it, and begins the same epoch again with another log. Of the first election alone it is known beforehand when it comes and
 * who wins it, so the faults are drawn around that one:
 *
 * <ul>
 * <li>the disk of the root is slow, and that of the member at the top of the tree, whose promise so is the last;
 * <li>these two are cut off from the others, who have promised, and the root begins among the two;
 * <li>the root crashes, and nobody hears of it when it is back: its clock is fast, so that it begins before anybody else does;
 * <li>now the others hear of it, and the member at the top hears nobody for some time.
 * </ul>
 */
final class FirstEpoch {

    private static final int FIRST = 5;
    private static final double SHARE = 0.1;
    private static final EnumSet<FaultKind> NEEDED = EnumSet.of(FaultKind.CRASH, FaultKind.PARTITION,
            FaultKind.SLOW_DISK, FaultKind.DRIFT);
    /** What the members are founded with is epoch 1; this one is the first that somebody begins. */
    private static final long EPOCH = 2;
    /** Heartbeats until it begins ({@link Tuning}), and until the faults around it are over, at most. */
    private static final int BEGINS = 3;
    private static final int OVER = 12;
    /** Member 0 is at the top of the tree as long as it is heard ({@code spec/Heap.tla}). */
    private static final int TOP = 0;

    private FirstEpoch() {}

    /** Whether the schedule of this seed is one. */
    static boolean comes(Swarm swarm, long seed) {
        return swarm.workload() == Workload.TOTAL && swarm.nodes().orElse(3) >= 3
                && swarm.kinds().containsAll(NEEDED)
                && new Dice(Hash.of(seed, FIRST)).chance(SHARE);
    }

    static Schedule draw(Swarm swarm, long seed) {
        Dice dice = new Dice(Hash.of(seed, FIRST, 1));
        int n = swarm.nodes().orElse(dice.chance(0.9) ? 3 : 5);
        long h = dice.one(List.of(200L, 400L));
        Tuning tuning = new Tuning(2, h, 64, Tuning.RETAIN_ALL, dice.one(List.of(3, 16)),
                dice.one(List.of(1_000L, 10_000L)), dice.chance(0.3));
        Delay delay = new Delay(Delay.Shape.UNIFORM, 1_000, dice.one(List.of(2_000L, 10_000L)));
        return new Schedule(swarm.workload(), swarm.mutant(), seed, n, tuning, delay, swarm.millis(),
                ops(swarm, seed, n, h), within(swarm.millis(), faults(dice, n, h)));
    }

    /** Many of them at the beginning, where the faults are. */
    private static List<Schedule.Op> ops(Swarm swarm, long seed, int n, long h) {
        Dice dice = new Dice(Hash.of(seed, FIRST, 2));
        return Schedule.sorted(swarm.ops(seed, n).stream()
                .map(op -> dice.chance(0.3)
                        ? new Schedule.Op(dice.between(0, Math.min(OVER * h, swarm.millis() - 1)), op.node())
                        : op)
                .toList());
    }

    private static List<Fault> faults(Dice dice, int n, long h) {
        int root = LogConfig.votersOf(n).get((int) (EPOCH % LogConfig.votersOf(n).size()));
        long ppm = dice.between(500_000, 1_000_000);
        long elects = BEGINS * h * 1_000_000 / (1_000_000 + ppm);
        long slow = dice.between(h / 8, h / 2);
        long cut = elects + dice.between(slow / 4, slow);
        long crash = elects + slow + dice.between(10, h / 4);
        long back = crash + dice.between(1, h / 4);
        long alone = dice.between(crash, back);
        long again = back + elects + dice.between(0, h / 2);
        long over = again + dice.between(h, 4 * h);
        List<Fault> faults = new ArrayList<>();
        faults.add(new Drift(new Span(0, 1, over), root, ppm));
        faults.add(new SlowDisk(new Span(1, 1, crash), TOP, 1_000 * slow));
        faults.add(new SlowDisk(new Span(2, 1, crash), root, 1_000 * (slow + dice.between(h / 4, h))));
        faults.add(apart(new Span(3, cut, again), Partition.Shape.HALVES, 1L << TOP | 1L << root, n));
        faults.add(new Crash(new Span(4, crash, back), root, Crash.Disk.TORN));
        faults.add(apart(new Span(5, alone, over), Partition.Shape.ONE, 1L << TOP, n));
        return faults;
    }

    /** These members on one side, all others on the other. */
    static Partition apart(Span span, Partition.Shape shape, long side, int n) {
        List<Long> deaf = new ArrayList<>();
        long all = n == Partition.MAX_MEMBERS ? -1 : (1L << n) - 1;
        for (int to = 0; to < n; to++) {
            deaf.add((side >>> to & 1) == 1 ? all & ~side : side);
        }
        return new Partition(span, shape, 0, deaf);
    }

    /** What of them is in a run of that length. */
    static List<Fault> within(long millis, List<Fault> faults) {
        return faults.stream().filter(f -> f.span().from() < millis)
                .map(f -> f.at(new Span(f.span().id(), f.span().from(), Math.min(millis, f.span().to())))).toList();
    }
}
