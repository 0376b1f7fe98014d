package org.espalier.cli.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

import org.espalier.workbench.TestPlan;
import org.espalier.workbench.TestPlan.Order;
import org.espalier.workbench.nemesis.FaultKind;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.workload.Workload;

/**
 * A run of real processes that belongs to a verification: five nodes of our own program.
 *
 * @param name what the step is called
 * @param title what its part of the page is called
 * @param shows what it shows
 * @param workload what is asked
 * @param node the arguments of the node program after the workload
 * @param order the order of delivery that is claimed
 * @param faults what comes and goes
 * @param disturbance the probability that a message is lost, and likewise that one is doubled
 * @param clients how many for each node
 */
record Scenario(String name, String title, String shows, Workload workload, List<String> node, Order order,
        Set<FaultKind> faults, double disturbance, int clients) {

    /** All of them, in the order in which they run. */
    static final List<Scenario> ALL = List.of(
            multicast(Order.FIFO, "FIFO multicast, as processes"),
            multicast(Order.CAUSAL, "Causal multicast, as processes"),
            durable("total broadcast", "Total-order multicast, as processes that are killed",
                    "five processes deliver in one order, and nothing acknowledged is lost, through partition, kill and loss",
                    Workload.BROADCAST, Order.TOTAL, "--order", "total", "--data", "data"),
            durable("lin-kv", "Keys and values, on processes that are killed",
                    "each key of five processes' store is linearizable, through partition, kill and loss",
                    Workload.LIN_KV, Order.NONE, "--data", "data"));

    /** The one that the picture in the README is of. */
    static final String PICTURED = "causal broadcast";

    private static final int NODES = 5;
    private static final double RATE = 20;
    private static final Latency LATENCY = new Latency(Duration.ofMillis(30).toNanos(), Latency.Shape.UNIFORM);
    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final Duration QUICK = Duration.ofSeconds(12);
    private static final Duration CHANGES = Duration.ofSeconds(4);

    /** A tree of two levels, and timeouts to match partitions of seconds. */
    private static Scenario multicast(Order order, String title) {
        return new Scenario(order.label() + " broadcast", title,
                "five processes deliver everything, everywhere, in " + order.label()
                        + " order, through partition, loss and duplication",
                Workload.BROADCAST,
                List.of("--order", order.label(), "--arity", "2", "--heartbeat", "250", "--suspect-after", "750",
                        "--probe-after", "500", "--retransmit", "150", "--ack-after", "50"),
                order, EnumSet.of(FaultKind.PARTITION), 0.2, 1);
    }

    /** In total order, and kept: as on a local network, where partitions are of seconds. */
    private static Scenario durable(String name, String title, String shows, Workload workload, Order order,
            String... node) {
        return new Scenario(name, title, shows, workload, List.of(node), order,
                EnumSet.of(FaultKind.PARTITION, FaultKind.KILL), 0.1, 2);
    }

    /** The node program of a checkout. */
    static Path bin(Path home) {
        return home.resolve("maelstrom/bin/espalier-node").toAbsolutePath().normalize();
    }

    /** The plan; a quick one is shorter. */
    TestPlan plan(Path home, Path directory, long seed, boolean quick) {
        Path here = Path.of("").toAbsolutePath();
        Path bin = bin(home);
        List<String> args = new ArrayList<>(List.of(workload.label()));
        args.addAll(node);
        return TestPlan
                .of(workload, new TestPlan.Target(bin.startsWith(here) ? here.relativize(bin) : bin, args),
                        TestPlan.numbered(NODES), seed, directory)
                .withLoad(new TestPlan.Load(RATE, clients * NODES, quick ? QUICK : WHOLE, TestPlan.DEFAULT_RECOVERY,
                        Long.MAX_VALUE))
                .withConditions(new Network.Conditions(LATENCY, disturbance, disturbance))
                .withNemesis(new TestPlan.Nemesis(faults, CHANGES, Optional.empty(), Optional.empty()))
                .withClaims(order == Order.NONE
                        ? TestPlan.Claims.NONE
                        : new TestPlan.Claims(order, "the node's own --order " + order.label(),
                                OptionalDouble.empty()));
    }

    /** What it runs under, for people. */
    String conditions(TestPlan plan) {
        String coming = faults.stream().sorted().map(kind -> switch (kind) {
            case PARTITION -> "a partition begins or ends";
            case FLAPPING -> "a flapping partition begins or ends";
            case KILL -> "some processes are killed or started again";
            case PAUSE -> "some processes are stopped or go on";
            case SLOW -> "some processes are slowed or run at full speed";
        }).collect(Collectors.joining(", and "));
        return String.format(Locale.ROOT,
                "%d processes of maelstrom/bin/espalier-node %s for %d s: %.0f requests a second, latencies from 0 to %.0f ms drawn for "
                        + "each message, %.0f %% of the messages lost, %.0f %% doubled. Every %.0f s on average %s. "
                        + "The network keeps no order.",
                plan.nodes().size(), workload.label(), plan.load().timeLimit().toSeconds(), plan.load().rate(),
                2 * plan.conditions().latency().meanNanos() / 1e6, 100 * plan.conditions().loss(),
                100 * plan.conditions().duplicate(), CHANGES.toMillis() / 1e3, coming);
    }
}
