package org.espalier.virtual;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.espalier.core.log.LogConfig;
import org.espalier.simulator.Actions;
import org.espalier.simulator.Dice;
import org.espalier.simulator.Goals;
import org.espalier.simulator.Mutant;
import org.espalier.simulator.Program;
import org.espalier.simulator.RunResult;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.Sometimes;
import org.espalier.simulator.Subject;
import org.espalier.simulator.Swarm;
import org.espalier.simulator.fault.Crash;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.FaultKind;
import org.espalier.simulator.fault.Hash;
import org.espalier.workbench.workload.Workload;

/**
 * Draws and runs schedules of one of the workbench's workloads. Groups, operations and faults are drawn as those of the core
 * are; each seed also draws how many clients there are and how patient they are, the order of multicasts where it may be
 * chosen, and whether a total order is kept on disk.
 *
 * <p>Faults that void what the node program promises are left out: crashes where nothing is kept of what was acknowledged
 * (FIFO and causal order), but for a minority of the voters of a total order without disks; and in {@code echo}, where no
 * answer at all is a violation, crashes and pauses.
 *
 * @param order of multicasts, or empty to draw one
 * @param nodes members, or empty for 2 to 7
 * @param millis how long operations and faults go on
 * @param ops how many operations, or empty for 20 to 600
 */
public record WorkloadSwarm(Workload workload, Optional<org.espalier.simulator.Workload> order, Mutant mutant,
        OptionalInt nodes, long millis, OptionalInt ops, Set<FaultKind> kinds) implements Subject {

    private static final long LUCK = 64;
    private static final double WITH_DISK = 0.75;
    /** So many runs come to what one in some dozens does. */
    private static final long SELDOM = 1_000;

    /** @throws IllegalArgumentException when the workload's order is not to be chosen, and one is; or of a mutant of another host */
    public WorkloadSwarm {
        kinds = Set.copyOf(kinds);
        Setting.requireOwnHost(mutant);
        if (order.isPresent() && !Setting.isCast(workload)) {
            throw new IllegalArgumentException(workload.label() + " has no order to choose");
        }
    }

    @Override
    public String label() {
        return workload.label();
    }

    @Override
    public Goals goals() {
        Map<Sometimes, Long> sometimes = new EnumMap<>(Sometimes.class);
        Actions.soon(sometimes, Sometimes.SUCCEEDS);
        if (workload == Workload.ECHO) {
            return Actions.ofProgram(orders(), sometimes);
        }
        Actions.soon(sometimes, Sometimes.SILENT, Sometimes.UNKNOWN);
        boolean disks = orders().contains(org.espalier.simulator.Workload.TOTAL);
        if (disks || workload == Workload.UNIQUE_IDS) {
            Actions.soon(sometimes, Sometimes.DOWN_TOGETHER, Sometimes.CRASHES_PAUSED);
        }
        if (disks) {
            Actions.soon(sometimes, Sometimes.CRASHES_UNSYNCED);
            sometimes.put(Sometimes.PAUSED_IN_SYNC, SELDOM);
            sometimes.put(Sometimes.FAILS, SELDOM); // transactions hardly ever do
        }
        return Actions.ofProgram(orders(), sometimes);
    }

    private Set<org.espalier.simulator.Workload> orders() {
        return switch (workload) {
            case LIN_KV, KAFKA, TXN_LIST_APPEND, TXN_RW_REGISTER -> EnumSet.of(org.espalier.simulator.Workload.TOTAL);
            case ECHO, UNIQUE_IDS -> EnumSet.noneOf(org.espalier.simulator.Workload.class);
            case BROADCAST, MULTICAST, G_SET, G_COUNTER, PN_COUNTER -> order.isPresent()
                    ? EnumSet.of(order.get())
                    : EnumSet.allOf(org.espalier.simulator.Workload.class);
        };
    }

    @Override
    public boolean isUsual() {
        return nodes.isEmpty() && ops.isEmpty() && millis >= USUAL_MILLIS;
    }

    @Override
    public RunResult run(Schedule schedule) {
        if (!Setting.mayHappen(schedule)) {
            return RunResult.NOTHING;
        }
        return VirtualRun.run(schedule, VirtualRun.Options.QUIET).result();
    }

    @Override
    public Schedule draw(long seed) {
        Dice dice = new Dice(Hash.of(seed, LUCK));
        org.espalier.simulator.Workload by = order(dice);
        Schedule drawn = new Swarm(by, mutant, nodes, millis, ops, kinds).draw(seed);
        boolean total = by == org.espalier.simulator.Workload.TOTAL;
        Program program = new Program(workload.label(), dice.one(List.of(1, 2, 2, 4)),
                total && dice.chance(WITH_DISK), dice.one(List.of(1_000L, 5_000L)));
        List<Integer> mayForget = total && !program.disk() ? minority(dice, drawn.nodes()) : List.of();
        List<Fault> faults = new ArrayList<>();
        for (Fault fault : drawn.faults()) {
            if (may(fault, program, mayForget)) {
                faults.add(fault instanceof Crash c ? new Crash(c.span(), c.node(), disk(c, program)) : fault);
            }
        }
        return drawn.with(program, faults);
    }

    private org.espalier.simulator.Workload order(Dice dice) {
        return switch (workload) {
            case LIN_KV, KAFKA, TXN_LIST_APPEND, TXN_RW_REGISTER -> org.espalier.simulator.Workload.TOTAL;
            case ECHO, UNIQUE_IDS -> org.espalier.simulator.Workload.CAUSAL;
            case BROADCAST, MULTICAST, G_SET, G_COUNTER, PN_COUNTER -> order
                    .orElse(dice.one(List.of(org.espalier.simulator.Workload.values())));
        };
    }

    /** Those that may come back without what they promised, as long as there is no disk to keep it. */
    private static List<Integer> minority(Dice dice, int nodes) {
        List<Integer> voters = new ArrayList<>(LogConfig.votersOf(nodes));
        for (int i = voters.size() - 1; i > 0; i--) {
            Collections.swap(voters, i, dice.below(i + 1));
        }
        return voters.subList(0, (voters.size() - 1) / 2);
    }

    private boolean may(Fault fault, Program program, List<Integer> mayForget) {
        return switch (fault.kind()) {
            case CRASH -> workload == Workload.UNIQUE_IDS || program.disk()
                    || (fault instanceof Crash c && mayForget.contains(c.node()));
            case PAUSE -> workload != Workload.ECHO;
            case SLOW_DISK -> program.disk();
            case PARTITION, LOSS, DUPLICATION, REORDERING, LATENCY, CORRUPTION, DRIFT, SLOW_NODE, SUSPICION -> true;
        };
    }

    private static Crash.Disk disk(Crash crash, Program program) {
        if (!program.disk()) {
            return Crash.Disk.LOST;
        }
        return crash.disk() == Crash.Disk.LOST ? Crash.Disk.TORN : crash.disk();
    }
}
