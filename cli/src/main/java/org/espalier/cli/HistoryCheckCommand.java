package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.espalier.checkers.Checks;
import org.espalier.checkers.OpChecker;
import org.espalier.checkers.Result;
import org.espalier.checkers.Results;
import org.espalier.checkers.UnjudgeableHistory;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.BroadcastRecorder.NotABroadcastHistory;
import org.espalier.checkers.delivery.DeliveryProperties;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.history.HistoryFile;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.MalformedHistory;
import org.espalier.checkers.history.NodeMap;
import org.espalier.checkers.multicast.MulticastProperties;
import org.espalier.checkers.stream.DeliveryLog;
import org.espalier.checkers.stream.DeliveryStream;
import org.espalier.checkers.txn.ConsistencyModel;
import org.espalier.checkers.workload.Kafka;
import org.espalier.checkers.workload.LinKv;
import org.espalier.checkers.workload.SetFull;
import org.espalier.checkers.workload.SetFullResult;
import org.espalier.checkers.workload.Txns;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espalier history check}: judges a history that is there, and of a broadcast reads the delivery order out of it. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Judge the history of a run: of broadcast whether anything was lost, made up or delivered twice, and whether the order"
                + " was kept; of the stores what --workload promises.",
        "Reads of broadcast are taken as what the node has delivered, in order; an operation acknowledged at a node precedes whatever that"
                + " node is asked to broadcast after it."}, footer = {"",
                        "Exit codes: 0 everything holds, 1 a property is violated, 2 the history does not decide it,"
                                + " 254 bad arguments or an unreadable history."})
final class HistoryCheckCommand implements Callable<Integer> {

    private static final List<Order> USUAL = List.of(Order.FIFO, Order.CAUSAL);

    @Parameters(paramLabel = "FILE|DIR", description = "history.jsonl, history.edn of stock Maelstrom, or a store directory that holds one; or a delivery log as any system can write it (docs/delivery-log.md): a file, or a directory with NODE.jsonl for each node.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path path;

    @Option(names = {"-w",
            "--workload"}, paramLabel = "NAME", defaultValue = "broadcast", description = "What was asked for: broadcast, multicast, lin-kv, kafka, txn-list-append or txn-rw-register (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String workload;

    @Option(names = "--consistency-models", paramLabel = "MODELS", description = "What a store of transactions is held to, as in ./espalier test (default: strict-serializable).")
    private @Nullable String consistencyModels;

    @Option(names = "--order", split = ",", paramLabel = "ORDER", description = "The orders to check: ${COMPLETION-CANDIDATES}, separated by commas (default: fifo,causal; total implies both, and they are judged beside it if you name them).")
    private @Nullable List<Order> orders;

    @Option(names = "--concurrency", paramLabel = "N", description = "How many clients ran at a time (default: from test.edn or jepsen.log beside the history, else inferred).")
    private @Nullable Integer concurrency;

    @Option(names = "--node-count", paramLabel = "N", description = "How many nodes there were (default: likewise; else as many as clients).")
    private @Nullable Integer nodeCount;

    @Option(names = "--json", description = "Print the results as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            return judge();
        } catch (MalformedHistory | NotABroadcastHistory | UnjudgeableHistory e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            throw new BadInput(path + ": no such file");
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be read: " + e.getMessage());
        }
    }

    private int judge() throws IOException {
        OpChecker store = store();
        DeliveryLog log = workload.equals("broadcast") ? DeliveryLog.at(path) : null;
        if (log != null) {
            return judge(log);
        }
        HistoryFile file = HistoryFile.at(path);
        if (workload.equals("multicast")) {
            return judgeMulticast(file);
        }
        if (store != null) {
            Result result = store.check(file);
            return print(file.file(), Map.of(), result,
                    out -> StoreText.of(file.file().toString(), result).forEach(out::println));
        }
        NodeMap nodes = NodeMap.of(file, hints(), file.directory());
        Set<Order> wanted = EnumSet.copyOf(orders == null ? USUAL : orders);
        Checks checks = new Checks().with("order", new DeliveryProperties(nodes, wanted)).with("set",
                new SetFull("broadcast"));
        file.forEach(checks::accept);
        Results results = checks.result();
        return print(file.file(), known(nodes), results, out -> print(out, file, nodes, results));
    }

    private int judge(DeliveryLog log) throws IOException {
        if (concurrency != null || nodeCount != null) {
            throw new BadInput(
                    "--concurrency and --node-count are of histories of clients; a delivery log names its nodes");
        }
        DeliveryStream stream = log.judge(EnumSet.copyOf(orders == null ? USUAL : orders));
        Results results = stream.result();
        return print(path, Map.of("nodes", stream.names()), results, out -> {
            out.printf(Locale.ROOT, "%s: %,d deliveries at %s%n%n", path, stream.deliveries(),
                    String.join(" ", stream.names()));
            PropertyTable.print(out, results);
        });
    }

    /** What judges a store of that workload; null for broadcast and multicast. */
    private @Nullable OpChecker store() {
        boolean transactions = workload.startsWith("txn-");
        if (consistencyModels != null && !transactions) {
            throw new BadInput("--consistency-models are of transactions; " + workload + " has none");
        }
        if (orders != null && workload.equals("multicast")) {
            throw new BadInput("--order: each message of multicast has its own in the history");
        }
        if (orders != null && !workload.equals("broadcast")) {
            throw new BadInput("--order is of broadcast; " + workload + " has none to be held to");
        }
        Set<ConsistencyModel> models = consistencyModels == null ? Txns.USUAL : TestCommand.models(consistencyModels);
        return switch (workload) {
            case "broadcast", "multicast" -> null; // judged by their orders
            case "lin-kv" -> new LinKv();
            case "kafka" -> new Kafka();
            case "txn-list-append" -> Txns.listAppend(models);
            case "txn-rw-register" -> Txns.rwRegister(models);
            default -> throw new BadInput("--workload: one of broadcast, multicast, lin-kv, kafka, txn-list-append,"
                    + " txn-rw-register, not `" + workload + "`");
        };
    }

    /** Each message has its order with it, so none is asked for. */
    private int judgeMulticast(HistoryFile file) throws IOException {
        NodeMap nodes = NodeMap.of(file, hints(), file.directory());
        MulticastProperties properties = new MulticastProperties(nodes);
        file.forEach(properties::accept);
        Results results = properties.result();
        return print(file.file(), known(nodes), results, out -> {
            out.printf("%s: %d multicasts; nodes %s (%s)%n%n", file.file(), properties.multicasts(),
                    String.join(" ", nodes.nodes()), nodes.how());
            PropertyTable.print(out, results);
        });
    }

    private static Map<String, Object> known(NodeMap nodes) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("nodes", nodes.nodes());
        known.put("how-nodes-are-known", nodes.how());
        return known;
    }

    /** Prints the result, with what else is known of the history, and says how to exit. */
    private int print(Path judged, Map<String, Object> known, Result result, Consumer<PrintWriter> text) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("file", judged.toString());
            tree.putAll(known);
            tree.putAll(result.toTree());
            out.println(Json.text(tree));
        } else {
            text.accept(out);
        }
        out.flush();
        return TestCommand.exitCode(result.verdict());
    }

    private NodeMap.Hints hints() {
        return new NodeMap.Hints(atLeastOne("--concurrency", concurrency), atLeastOne("--node-count", nodeCount));
    }

    private static OptionalInt atLeastOne(String option, @Nullable Integer value) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value < 1) {
            throw new BadInput(option + " must be at least 1, not " + value);
        }
        return OptionalInt.of(value);
    }

    private static void print(PrintWriter out, HistoryFile file, NodeMap nodes, Results results) {
        SetFullResult set = (SetFullResult) results.part("set");
        out.printf("%s: %d broadcasts, %d acknowledged; nodes %s (%s)%n%n", file.file(), set.attemptCount(),
                set.acknowledgedCount(), String.join(" ", nodes.nodes()), nodes.how());
        PropertyTable table = new PropertyTable(out);
        List<String> explanations = table.rows((Results) results.part("order"));
        table.row("Nothing lost", Verdict.of(set.lost().isEmpty()).merge(unread(set)), set.attemptCount(),
                set.lost().size(), null);
        if (!set.lost().isEmpty()) {
            explanations.add("Nothing lost: known and gone: " + some(set.lost()));
        }
        if (!set.stale().isEmpty()) {
            explanations.add("(stale for a while: " + set.stale().size() + " messages, the worst "
                    + set.worstStale().get(0).element() + " for " + set.worstStale().get(0).stableLatencyMillis()
                    + " ms; that is allowed)");
        }
        if (!set.neverRead().isEmpty()) {
            explanations.add("(never read: " + some(set.neverRead()) + "; not known to have happened)");
        }
        if (!explanations.isEmpty()) {
            out.println();
            explanations.forEach(out::println);
        }
    }

    private static Verdict unread(SetFullResult set) {
        return set.stableCount() == 0 ? Verdict.UNKNOWN : Verdict.VALID;
    }

    private static String some(List<?> all) {
        String head = String.join(" ", all.stream().limit(10).map(String::valueOf).toList());
        return all.size() <= 10 ? head : head + " ... (" + all.size() + ")";
    }
}
