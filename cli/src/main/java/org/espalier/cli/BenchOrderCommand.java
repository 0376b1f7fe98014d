package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.espalier.bench.OrderCost;
import org.espalier.checkers.history.Json;
import org.espalier.simulator.Workload;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code espalier bench order}: what does order cost. */
@Command(name = "order", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "What does order cost? The latency of FIFO, causal and total order over a network that loses packets, measured in simulated groups, in virtual time: the same on every machine.",
        "All orders are asked for the same multicasts; a multicast is over when the last member has delivered it."})
final class BenchOrderCommand implements Callable<Integer> {

    private static final double[] LOSS = {0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3};

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "5", description = "Members of the group, 2 to 64 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(names = "--arity", paramLabel = "K", defaultValue = "2", description = "Children of a member in the tree (default: ${DEFAULT-VALUE}).")
    private int arity;

    @Option(names = "--latency", paramLabel = "MS", defaultValue = "10", description = "Mean latency from one member to another, exponentially distributed above a quarter of it (default: ${DEFAULT-VALUE}).")
    private int latency;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "50", description = "Multicasts in a second, by the members in turn (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "30", description = "Virtual time of a run (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "5", description = "Runs for each point, each with a group and losses of its own (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The seed of the first run (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--chart", paramLabel = "FILE", defaultValue = "store/order-cost.svg", description = "Where the chart is written, as SVG (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path chart;

    @Option(names = "--json", description = "Print JSON instead of a table; the chart is written all the same.")
    private boolean json;

    @Override
    public Integer call() {
        in("--nodes", 2, nodes, 64);
        in("--arity", 1, arity, 64);
        in("--latency", 1, latency, 1_000);
        in("--rate", 1, rate, 1_000);
        in("--seconds", 1, seconds, 3_600);
        in("--seeds", 1, seeds, 1_000);
        OrderCost.Setting setting = new OrderCost.Setting(nodes, latency, arity, rate, seconds, seeds);
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.printf(Locale.ROOT, "%-8s %6s %11s   %27s   %27s%n", "", "", "", "AT A MEMBER, MS", "EVERYWHERE, MS");
            out.printf(Locale.ROOT, "%-8s %6s %11s   %8s %8s %9s   %8s %8s %9s%n", "ORDER", "LOSS", "MULTICASTS", "P50",
                    "P99", "MAX", "P50", "P99", "MAX");
        }
        List<OrderCost.Point> points = new ArrayList<>();
        for (Workload order : Workload.values()) {
            for (double loss : LOSS) {
                OrderCost.Point p = OrderCost.measure(order, loss, setting, seed);
                points.add(p);
                if (!json) {
                    out.printf(Locale.ROOT, "%-8s %5.0f%% %,11d   %8.1f %8.1f %9.1f   %8.1f %8.1f %9.1f%n",
                            order.label(), 100 * loss, p.multicasts(), p.member().median(), p.member().p99(),
                            p.member().max(), p.everywhere().median(), p.everywhere().p99(), p.everywhere().max());
                    out.flush();
                }
            }
        }
        write(OrderCostChart.svg(points, String.format(Locale.ROOT,
                "%d members, tree of arity %d, %d multicasts/s, mean latency %d ms a hop, %d runs of %d s from seed %d",
                nodes, arity, rate, latency, seeds, seconds, seed)));
        if (json) {
            out.println(Json.text(Map.of("points", points.stream().map(BenchOrderCommand::tree).toList(), "chart",
                    chart.toString())));
        } else {
            out.printf(Locale.ROOT, "%nchart: %s%n", chart);
        }
        out.flush();
        return ExitCode.GOOD;
    }

    private void in(String option, int least, int value, int most) {
        if (value < least || value > most) {
            throw new ParameterException(spec.commandLine(), option + " is from " + least + " to " + most);
        }
    }

    private void write(String svg) {
        try {
            Path directory = chart.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(chart, svg);
        } catch (IOException e) {
            throw new BadInput("--chart " + chart + ": cannot be written: " + e.getMessage());
        }
    }

    private static Map<String, @Nullable Object> tree(OrderCost.Point p) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("order", p.order().label());
        tree.put("loss", p.loss());
        tree.put("multicasts", p.multicasts());
        tree.put("member-ms", times(p.member()));
        tree.put("everywhere-ms", times(p.everywhere()));
        return tree;
    }

    private static Map<String, @Nullable Object> times(OrderCost.Times t) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("p50", t.median());
        tree.put("p99", t.p99());
        tree.put("max", t.max());
        return tree;
    }
}
