package org.espalier.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.espalier.bench.CheckerSpeed;
import org.espalier.bench.TxnLoad;
import org.espalier.checkers.history.Json;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code espalier bench checkers}: how fast histories are judged. */
@Command(name = "checkers", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "How fast delivery histories are judged on one core of this machine, and how that grows: each row says how many times longer it took than the row before it of half the length.",
        "Then how fast histories of transactions over lists are decided, as strictly serializable."})
final class BenchCheckersCommand implements Callable<Integer> {

    private static final int[] NODES = {5, 25};
    private static final int MAX = 100_000_000;
    private static final int[] TRANSACTIONS = {5_000, 10_000, 100_000};
    private static final int CLIENTS = 10;
    private static final String TXN_LIST_APPEND = "txn-list-append";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--deliveries", paramLabel = "N", defaultValue = "10000000", description = "Deliveries in the longest history; there are rows for a tenth of it, for half of it and for it (default: ${DEFAULT-VALUE}).")
    private int deliveries;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        if (deliveries < 10_000 || deliveries > MAX) {
            throw new ParameterException(spec.commandLine(), "--deliveries is from 10000 to " + MAX);
        }
        PrintWriter out = spec.commandLine().getOut();
        List<Object> rows = new ArrayList<>();
        if (!json) {
            out.printf(Locale.ROOT, "%-14s %5s %14s %9s %14s %14s %9s%n", "PROPERTY", "NODES", "DELIVERIES", "SECONDS",
                    "DELIVERIES/S", "TIMES THE HALF", "HEAP MiB");
        }
        for (int nodes : NODES) {
            CheckerSpeed.run(nodes, deliveries / 10); // warms up
            List<CheckerSpeed.Row> half = List.of();
            for (int n : new int[]{deliveries / 10, deliveries / 2, deliveries}) {
                List<CheckerSpeed.Row> whole = CheckerSpeed.run(nodes, n);
                for (int i = 0; i < whole.size(); i++) {
                    row(whole.get(i), n == deliveries ? whole.get(i).seconds() / half.get(i).seconds() : 0, rows, out);
                }
                half = whole;
            }
        }
        List<Object> transactions = transactions(out);
        if (json) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("rows", rows);
            tree.put("transactions", transactions);
            out.println(Json.text(tree));
        }
        out.flush();
        return ExitCode.GOOD;
    }

    private List<Object> transactions(PrintWriter out) {
        if (!json) {
            out.printf(Locale.ROOT, "%n%-15s %7s %12s %9s %14s%n", "WORKLOAD", "CLIENTS", "TRANSACTIONS", "SECONDS",
                    "TRANSACTIONS/S");
        }
        List<Object> rows = new ArrayList<>();
        for (int n : TRANSACTIONS) {
            TxnLoad.Row r = TxnLoad.run(n, CLIENTS);
            if (!json) {
                out.printf(Locale.ROOT, "%-15s %7d %,12d %9.3f %,14.0f%n", TXN_LIST_APPEND, r.clients(),
                        r.transactions(), r.seconds(), r.perSecond());
                out.flush();
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("workload", TXN_LIST_APPEND);
            row.put("clients", r.clients());
            row.put("transactions", r.transactions());
            row.put("seconds", r.seconds());
            row.put("transactions-per-second", r.perSecond());
            rows.add(row);
        }
        return rows;
    }

    private void row(CheckerSpeed.Row r, double timesTheHalf, List<Object> rows, PrintWriter out) {
        if (!json) {
            out.printf(Locale.ROOT, "%-14s %5d %,14d %9.3f %,14.0f %14s %,9.0f%n", r.property().label(), r.nodes(),
                    r.deliveries(), r.seconds(), r.perSecond(),
                    timesTheHalf == 0 ? "" : String.format(Locale.ROOT, "%.2f", timesTheHalf), r.heapMiB());
            out.flush();
            return;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("property", r.property().label());
        row.put("nodes", r.nodes());
        row.put("deliveries", r.deliveries());
        row.put("seconds", r.seconds());
        row.put("deliveries-per-second", r.perSecond());
        row.put("times-the-half", timesTheHalf == 0 ? null : timesTheHalf);
        row.put("heap-mib", r.heapMiB());
        rows.add(row);
    }
}
