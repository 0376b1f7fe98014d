package org.espalier.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.espalier.bench.Scaling;
import org.espalier.bench.Throughput;
import org.espalier.checkers.history.Json;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code espalier bench total}: what a commit costs as the group grows, and how fast the core is in one process. */
@Command(name = "total", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "The total order without faults, all members in this process.",
        "",
        "First, in virtual time and so the same everywhere: messages for each commit, in all and at the root, against the least that the tree allows. "
                + "Then, in real time: commits a second and their latency at the core's own limit, with no serialisation and no disk."})
final class BenchTotalCommand implements Callable<Integer> {

    private static final int ONE_AT_A_TIME_APART = 1_000;
    private static final int MANY_APART = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--nodes", split = ",", paramLabel = "N", defaultValue = "5,25,125,625", description = "Sizes of the groups in virtual time (default: ${DEFAULT-VALUE}).")
    private List<Integer> nodes = List.of();

    @Option(names = "--arity", paramLabel = "K", defaultValue = "5", description = "Children of a member in the tree (default: ${DEFAULT-VALUE}).")
    private int arity;

    @Option(names = "--commits", paramLabel = "N", defaultValue = "200", description = "Entries for each row (default: ${DEFAULT-VALUE}).")
    private int commits;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "5", description = "Real time for each rate, warm-up included (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    @Override
    public Integer call() {
        if (arity < 1 || commits < 1 || seconds < 1 || nodes.stream().anyMatch(n -> n < 2 || n > 1_024)) {
            throw new ParameterException(spec.commandLine(),
                    "--arity, --commits and --seconds are at least 1, --nodes 2 to 1024");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<Object> rows = new ArrayList<>();
        if (!json) {
            out.printf(Locale.ROOT,
                    "arity %d, virtual time, no faults%n%n%6s  %-13s %8s %13s %8s %12s %11s %12s %10s%n",
                    arity, "NODES", "LOAD", "COMMITS", "MESSAGES EACH", "MINIMUM", "AT THE ROOT", "ROOT'S EDGES",
                    "HOPS, COMMIT", "HOPS, ALL");
        }
        for (int n : nodes) {
            scaling(Scaling.run(n, arity, commits, ONE_AT_A_TIME_APART, "one at a time"), rows, out);
            scaling(Scaling.run(n, arity, commits, MANY_APART, "many"), rows, out);
        }
        if (!json) {
            out.printf(Locale.ROOT, "%n5 members in one thread, 100-byte payloads%n%n%9s %11s %10s %10s %13s%n",
                    "IN FLIGHT",
                    "COMMITS/S", "P50 µs", "P99 µs", "MESSAGES EACH");
        }
        for (int inFlight : new int[]{1, 256, 1_024}) {
            throughput(Throughput.run(5, arity, inFlight, seconds), rows, out);
        }
        if (json) {
            out.println(Json.text(Map.of("rows", rows)));
        }
        out.flush();
        return ExitCode.GOOD;
    }

    private void scaling(Scaling.Row r, List<Object> rows, PrintWriter out) {
        if (json) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("nodes", r.members());
            row.put("load", r.load());
            row.put("commits", r.commits());
            row.put("messages-per-commit", r.messagesPerCommit());
            row.put("minimum-per-commit", r.minimumPerCommit());
            row.put("root-messages-per-commit", r.rootPerCommit());
            row.put("root-neighbours", r.rootNeighbours());
            row.put("hops-to-commit", r.hopsToCommit());
            row.put("hops-to-all", r.hopsToAll());
            rows.add(row);
        } else {
            out.printf(Locale.ROOT, "%6d  %-13s %8d %13.2f %8.0f %12.2f %12d %12.2f %10.2f%n", r.members(), r.load(),
                    r.commits(), r.messagesPerCommit(), r.minimumPerCommit(), r.rootPerCommit(), r.rootNeighbours(),
                    r.hopsToCommit(), r.hopsToAll());
            out.flush();
        }
    }

    private void throughput(Throughput.Result r, List<Object> rows, PrintWriter out) {
        if (json) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("nodes", r.members());
            row.put("in-flight", r.inFlight());
            row.put("commits-per-second", r.perSecond());
            row.put("p50-us", r.p50Micros());
            row.put("p99-us", r.p99Micros());
            row.put("messages-per-commit", r.messagesPerCommit());
            rows.add(row);
        } else {
            out.printf(Locale.ROOT, "%9d %,11.0f %10.1f %10.1f %13.2f%n", r.inFlight(), r.perSecond(), r.p50Micros(),
                    r.p99Micros(), r.messagesPerCommit());
            out.flush();
        }
    }
}
