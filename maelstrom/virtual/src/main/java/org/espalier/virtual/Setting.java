package org.espalier.virtual;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.espalier.checkers.multicast.MessageOrder;
import org.espalier.core.log.LogConfig;
import org.espalier.simulator.HostVariant;
import org.espalier.simulator.Mutant;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.Tuning;
import org.espalier.simulator.fault.Crash;
import org.espalier.workbench.Openings;
import org.espalier.workbench.TestPlan;
import org.espalier.workbench.workload.Groups;
import org.espalier.workbench.workload.Requests;
import org.espalier.workbench.workload.Topology;
import org.espalier.workbench.workload.Workload;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule of a program means to the workbench and to the node program.
 *
 * @param nodes their names
 * @param multicastGroups of multicast, which the seed draws
 */
record Setting(Schedule schedule, Workload workload, List<String> nodes, Groups multicastGroups) {

    private static final int GROUPS = 3;
    private static final int WRITES_PER_KEY = 16;
    private static final int TXN_LENGTH = 4;

    /** @throws IllegalArgumentException when it is a schedule of no workload, or of one that promises nothing then */
    static Setting of(Schedule schedule) {
        Workload workload = workload(schedule.program().name());
        requireOwnHost(schedule.mutant());
        if (!mayHappen(schedule)) {
            throw new IllegalArgumentException("without a disk a minority of the voters may crash, and no others");
        }
        List<String> nodes = TestPlan.numbered(schedule.nodes());
        Groups groups = workload == Workload.MULTICAST
                ? Groups.of(nodes, GROUPS, new Random(schedule.seed()))
                : Groups.NONE;
        return new Setting(schedule, workload, nodes, groups);
    }

    /**
     * A host that fails the core is the simulator's member, which is not there when the node program runs.
     *
     * @throws IllegalArgumentException when the mutant is such a host: nothing would be wrong here
     */
    static void requireOwnHost(Mutant mutant) {
        if (mutant.host() != HostVariant.SOUND) {
            throw new IllegalArgumentException("the mutant " + mutant.name()
                    + " is a host of the core alone: it needs -w fifo, causal or total");
        }
    }

    /**
     * The workload of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Workload workload(String label) {
        for (Workload workload : EnumSet.allOf(Workload.class)) {
            if (workload.label().equals(label)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("a workload is " + Workload.labels() + ", not " + label);
    }

    /** Whether nodes lose no more than they may: a group whose majority has forgotten what it promised promises nothing. */
    static boolean mayHappen(Schedule schedule) {
        if (schedule.program().disk() || schedule.workload() != org.espalier.simulator.Workload.TOTAL) {
            return true;
        }
        List<Integer> voters = LogConfig.votersOf(schedule.nodes());
        long bereft = schedule.faults().stream()
                .flatMap(f -> f instanceof Crash c && voters.contains(c.node())
                        ? java.util.stream.Stream.of(c.node())
                        : java.util.stream.Stream.empty())
                .distinct().count();
        return 2 * bereft < voters.size();
    }

    /** The command line of the node program. */
    List<String> args() {
        List<String> args = new ArrayList<>(List.of(workload.label()));
        if (isCast(workload)) {
            args.add("--order=" + schedule.workload().label());
        }
        Tuning t = schedule.tuning();
        long h = t.heartbeatMillis();
        flag(args, "arity", t.arity());
        flag(args, "window", t.window());
        flag(args, "heartbeat", h);
        flag(args, "suspect-after", 7 * h / 2);
        flag(args, "probe-after", 7 * h / 2);
        flag(args, "retransmit", h / 2);
        flag(args, "ack-after", h / 10);
        flag(args, "beat", h / 2);
        flag(args, "elect-after", 3 * h);
        return args;
    }

    private static void flag(List<String> args, String name, long value) {
        args.add("--" + name + "=" + value);
    }

    /** Whether its nodes multicast in an order that may be chosen. */
    static boolean isCast(Workload workload) {
        return switch (workload) {
            case BROADCAST, MULTICAST, G_SET, G_COUNTER, PN_COUNTER -> true;
            case ECHO, UNIQUE_IDS, LIN_KV, KAFKA, TXN_LIST_APPEND, TXN_RW_REGISTER -> false;
        };
    }

    /** What a node is told first. */
    List<Map<String, @Nullable Object>> openings(String node) {
        List<Map<String, @Nullable Object>> bodies = new ArrayList<>();
        bodies.add(Openings.init(node, nodes));
        Openings.introduction(workload, nodes, Topology.GRID, multicastGroups).ifPresent(bodies::add);
        return bodies;
    }

    /** The groups, as the history has them; empty where there are none. */
    Optional<Map<String, List<String>>> groups() {
        return workload == Workload.MULTICAST ? Optional.of(multicastGroups.members()) : Optional.empty();
    }

    /** What shapes the requests. */
    Requests.Limits limits() {
        double rate = Math.max(0.1, schedule.ops().size() / (schedule.calmAt() / 1e3));
        return new Requests.Limits(schedule.nodes(), schedule.nodes() * schedule.program().clients(), rate,
                Long.MAX_VALUE, 0, WRITES_PER_KEY, TXN_LENGTH, multicastGroups, orders());
    }

    private List<MessageOrder> orders() {
        return switch (schedule.workload()) {
            case FIFO -> List.of(MessageOrder.FIFO);
            case CAUSAL -> List.of(MessageOrder.FIFO, MessageOrder.CAUSAL);
            case TOTAL -> List.of(MessageOrder.FIFO, MessageOrder.CAUSAL, MessageOrder.TOTAL);
        };
    }

    /** The order that broadcasts are held to. */
    TestPlan.Order claimed() {
        return workload == Workload.BROADCAST
                ? TestPlan.Order.valueOf(schedule.workload().label().toUpperCase(Locale.ROOT))
                : TestPlan.Order.NONE;
    }
}
