package org.espalier.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

import org.espalier.simulator.fault.Crash;
import org.espalier.simulator.fault.Delay;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.FaultKind;
import org.espalier.simulator.fault.Hash;
import org.espalier.simulator.fault.Partition;
import org.espalier.simulator.fault.SlowDisk;
import org.espalier.simulator.fault.Span;

/**
 * One total order in twenty is drawn for what only shows when a member crashes while it writes down a log that it adopts, and
 * is then asked which log it has. As with {@link FirstEpoch}, it is known beforehand who begins the first two epochs of a
 * group of three, so the faults are drawn around the second:
 *
 * <ul>
 * <li>a member is down while the two others commit;
 * <li>the root is cut off, the member at the top of the tree begins the next epoch, and the one that was down adopts its log;
 * <li>that one has a slow disk and crashes;
 * <li>it comes back and begins an epoch, of which the first root hears, and the one at the top is cut off: the two elect
 * without it.
 * </ul>
 */
final class SecondEpoch {

    private static final int SECOND = 6;
    private static final double SHARE = 0.05;
    private static final EnumSet<FaultKind> NEEDED = EnumSet.of(FaultKind.CRASH, FaultKind.PARTITION,
            FaultKind.SLOW_DISK);
    private static final int NODES = 3;
    /** At the top of the tree, and the root of the second epoch that is begun. */
    private static final int TOP = 0;
    private static final int ADOPTS = 1;
    /** The root of the first. */
    private static final int ROOT = 2;
    /** Heartbeats without a root after which the next in line begins ({@link Tuning}). */
    private static final int ELECTS = 3;

    private SecondEpoch() {}

    /** Whether the schedule of this seed is one. */
    static boolean comes(Swarm swarm, long seed) {
        return swarm.workload() == Workload.TOTAL && swarm.nodes().orElse(NODES) == NODES
                && swarm.kinds().containsAll(NEEDED) && new Dice(Hash.of(seed, SECOND)).chance(SHARE);
    }

    static Schedule draw(Swarm swarm, long seed) {
        Dice dice = new Dice(Hash.of(seed, SECOND, 1));
        long h = dice.one(List.of(200L, 400L));
        Tuning tuning = new Tuning(2, h, 64, Tuning.RETAIN_ALL, dice.one(List.of(3, 16)), 1_000, dice.chance(0.2));
        Delay delay = new Delay(Delay.Shape.UNIFORM, 1_000, 2_000);
        long down = ELECTS * h + dice.between(h / 4, h);
        long cut = down + dice.between(h / 2, 2 * h);
        long up = cut + ELECTS * h + dice.between(0, h / 2);
        long slow = dice.between(h / 4, h / 2);
        long crash = up + slow + dice.between(10, slow);
        long back = crash + dice.between(1, h);
        long again = back + ELECTS * h + dice.between(0, h / 2);
        long over = again + dice.between(h, 4 * h);
        List<Fault> faults = new ArrayList<>();
        faults.add(new Crash(new Span(0, down, up), ADOPTS, Crash.Disk.TORN));
        faults.add(FirstEpoch.apart(new Span(1, cut, again), Partition.Shape.ONE, 1L << ROOT, NODES));
        faults.add(new SlowDisk(new Span(2, up, crash), ADOPTS, 1_000 * slow));
        faults.add(new Crash(new Span(3, crash, back), ADOPTS, Crash.Disk.TORN));
        faults.add(FirstEpoch.apart(new Span(4, dice.between(crash, back), over), Partition.Shape.ONE, 1L << TOP,
                NODES));
        return new Schedule(swarm.workload(), swarm.mutant(), seed, NODES, tuning, delay, swarm.millis(),
                ops(swarm, seed, down, cut, over), FirstEpoch.within(swarm.millis(), faults));
    }

    /** Many of them when two members commit, and while the faults are there. */
    private static List<Schedule.Op> ops(Swarm swarm, long seed, long down, long cut, long over) {
        Dice dice = new Dice(Hash.of(seed, SECOND, 2));
        List<Schedule.Op> ops = new ArrayList<>();
        for (Schedule.Op op : swarm.ops(seed, NODES)) {
            boolean early = dice.chance(0.5);
            long at = dice.between(early ? down : cut, early ? cut : over);
            ops.add(dice.chance(0.3) && at < swarm.millis() ? new Schedule.Op(at, op.node()) : op);
        }
        return Schedule.sorted(ops);
    }
}
