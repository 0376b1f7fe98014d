package org.espalier.simulator;

import java.util.ArrayList;
import java.util.List;

import org.espalier.simulator.fault.Crash;
import org.espalier.simulator.fault.Delay;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.FaultKind;
import org.espalier.simulator.fault.Hash;
import org.espalier.simulator.fault.Span;

/**
 * One total order in five is drawn for what only shows when a member crashes between a write and its sync: few members, disks
 * that take as long as an epoch, short crashes one after the other, and ever new ways in which the members are cut apart.
 */
final class CrashStorm {

    private static final int STORM = 4;
    private static final double SHARE = 0.2;
    /** Of partitions, and of both together: what a run of a minute has. */
    private static final int MAX_PARTITIONS = 200;
    private static final int MAX_FAULTS = 400;

    private CrashStorm() {}

    /** Whether the schedule of this seed is one. */
    static boolean comes(Swarm swarm, long seed) {
        return swarm.workload() == Workload.TOTAL && swarm.kinds().contains(FaultKind.CRASH)
                && swarm.kinds().contains(FaultKind.PARTITION) && new Dice(Hash.of(seed, STORM)).chance(SHARE);
    }

    static Schedule draw(Swarm swarm, long seed) {
        Dice dice = new Dice(Hash.of(seed, STORM, 1));
        int n = swarm.nodes().orElse(dice.chance(0.9) ? 3 : 5);
        long heartbeat = dice.one(List.of(100L, 200L));
        Tuning tuning = new Tuning(2, heartbeat, 64, dice.chance(0.5) ? 20 : Tuning.RETAIN_ALL,
                dice.one(List.of(3, 16)),
                dice.one(List.of(750 * heartbeat, 1_500 * heartbeat)), dice.chance(0.3));
        Delay delay = new Delay(Delay.Shape.UNIFORM, 1_000, dice.one(List.of(2_000L, 10_000L)));
        List<Fault> faults = new ArrayList<>();
        for (long at = 2 * heartbeat; at < swarm.millis() - 1
                && faults.size() < MAX_PARTITIONS; at += dice.between(2, 10) * heartbeat) {
            long to = Math.min(swarm.millis(), at + dice.between(2, 8) * heartbeat);
            if (dice.chance(0.7)) {
                faults.add(Swarm.partition(new Span(faults.size(), at, to), dice, n));
            }
        }
        for (long at = 5 * heartbeat; at < swarm.millis() - 1
                && faults.size() < MAX_FAULTS; at += heartbeat / 2 + dice.between(0, 5 * heartbeat)) {
            long to = Math.min(swarm.millis(), at + 1 + dice.between(0, 2 * heartbeat));
            faults.add(new Crash(new Span(faults.size(), at, to), dice.below(n), Crash.Disk.TORN));
        }
        return new Schedule(swarm.workload(), swarm.mutant(), seed, n, tuning, delay, swarm.millis(),
                swarm.ops(seed, n),
                faults);
    }
}
