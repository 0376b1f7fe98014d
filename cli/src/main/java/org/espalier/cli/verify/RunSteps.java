package org.espalier.cli.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import org.espalier.workbench.Run;
import org.espalier.workbench.TestPlan;
import org.espalier.workbench.TestPlan.Order;
import org.espalier.workbench.TestResult;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.report.Recording;
import org.espalier.workbench.report.RecordingReader;
import org.espalier.workbench.report.RunFigures;
import org.espalier.workbench.workload.Workload;

/**
 * The steps in which real processes run: broadcast on five nodes, once for each order of delivery.
 *
 * @param steps one for each run
 * @param parts what the page shows of them
 */
public record RunSteps(List<Step> steps, List<RunPart> parts) {

    private static final int NODES = 5;
    private static final double RATE = 20;
    private static final double LOSS = 0.2;
    private static final double DUPLICATE = 0.2;
    private static final Latency LATENCY = new Latency(Duration.ofMillis(30).toNanos(), Latency.Shape.UNIFORM);
    private static final Duration WHOLE = Duration.ofSeconds(40);
    private static final Duration QUICK = Duration.ofSeconds(12);
    private static final Duration PARTITIONS = Duration.ofSeconds(4);
    /** A tree of two levels, and timeouts to match partitions of seconds. */
    private static final List<String> NODE = List.of("--arity", "2", "--heartbeat", "250", "--suspect-after", "750",
            "--probe-after", "500", "--retransmit", "150", "--ack-after", "50");

    /** Runs both. */
    public static RunSteps run(Path home, Path directory, long seed, boolean quick, Progress progress)
            throws IOException, InterruptedException {
        prepare(home, progress);
        List<Step> steps = new ArrayList<>();
        List<RunPart> parts = new ArrayList<>();
        for (Order order : List.of(Order.FIFO, Order.CAUSAL)) {
            long begin = System.nanoTime();
            progress.step(order.label() + " broadcast");
            TestResult result = Run.execute(plan(home, directory, order, seed, quick), progress);
            Recording recording = RecordingReader.read(result.directory());
            RunPart part = RunPart.of(title(order), conditions(result.plan()), result, recording);
            parts.add(part);
            steps.add(new Step(order.label() + " broadcast", shows(order), part.state(), words(part),
                    (System.nanoTime() - begin) / 1e9));
        }
        return new RunSteps(steps, parts);
    }

    /** The node program builds itself when it is first started, which takes longer than a node may take to answer. */
    private static void prepare(Path home, Progress progress) throws IOException, InterruptedException {
        progress.step("node program");
        Process help = new ProcessBuilder(bin(home).toString(), "--help").redirectErrorStream(true).start();
        try {
            help.getOutputStream().close();
            String said = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (help.waitFor() != 0) {
                throw new IOException(bin(home) + " does not start: " + said.strip());
            }
        } finally {
            help.destroy();
        }
    }

    private static Path bin(Path home) {
        return home.resolve("maelstrom/bin/espalier-node").toAbsolutePath().normalize();
    }

    private static TestPlan plan(Path home, Path directory, Order order, long seed, boolean quick) {
        Path here = Path.of("").toAbsolutePath();
        Path bin = bin(home);
        List<String> args = new ArrayList<>(List.of("broadcast", "--order", order.label()));
        args.addAll(NODE);
        return TestPlan
                .of(Workload.BROADCAST,
                        new TestPlan.Target(bin.startsWith(here) ? here.relativize(bin) : bin, args),
                        TestPlan.numbered(NODES), seed, directory)
                .withLoad(new TestPlan.Load(RATE, NODES, quick ? QUICK : WHOLE, TestPlan.DEFAULT_RECOVERY,
                        Long.MAX_VALUE))
                .withConditions(new Network.Conditions(LATENCY, LOSS, DUPLICATE))
                .withNemesis(TestPlan.Nemesis.partitions(PARTITIONS))
                .withClaims(
                        new TestPlan.Claims(order, "the node's own --order " + order.label(), OptionalDouble.empty()));
    }

    private static String title(Order order) {
        return switch (order) {
            case NONE -> "Broadcast";
            case FIFO -> "FIFO multicast, as processes";
            case CAUSAL -> "Causal multicast, as processes";
            case TOTAL -> "Total-order multicast, as processes";
        };
    }

    private static String shows(Order order) {
        return "five processes deliver everything, everywhere, in " + order.label()
                + " order, through partition, loss and duplication";
    }

    private static String conditions(TestPlan plan) {
        return String.format(Locale.ROOT,
                "%d processes of maelstrom/bin/espalier-node for %d s: %.0f requests a second, latencies from 0 to %.0f ms drawn for each "
                        + "message, %.0f %% of the messages lost, %.0f %% doubled, and a partition that begins or ends every %.0f s on average. "
                        + "The network keeps no order.",
                plan.nodes().size(), plan.load().timeLimit().toSeconds(), plan.load().rate(),
                2 * plan.conditions().latency().meanNanos() / 1e6, 100 * plan.conditions().loss(),
                100 * plan.conditions().duplicate(), PARTITIONS.toMillis() / 1e3);
    }

    private static String words(RunPart part) {
        RunFigures figures = RunFigures.of(part.recording());
        String seen = String.format(Locale.ROOT, "%,d multicasts, %d partitions, %,d messages lost",
                figures.broadcasts(),
                part.recording().faults().size(), figures.lost() + figures.cut());
        List<String> bad = part.properties().stream().filter(p -> p.state() != State.GOOD)
                .map(p -> p.name() + " " + p.state().word()).toList();
        if (!bad.isEmpty()) {
            return String.join(", ", bad);
        }
        return part.state() == State.GOOD
                ? seen
                : part.troubles().stream().findFirst().flatMap(t -> t.lines().findFirst()).orElse(part.state().word());
    }
}
