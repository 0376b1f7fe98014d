package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.espalier.checkers.delivery.BroadcastRecorder;
import org.espalier.checkers.delivery.BroadcastRecorder.NotABroadcastHistory;
import org.espalier.checkers.delivery.Convergence;
import org.espalier.checkers.delivery.DeliveryProperties;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.history.HistoryFile;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.MalformedHistory;
import org.espalier.checkers.history.NodeMap;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.multicast.MulticastProperties;
import org.espalier.checkers.stream.DeliveryLog;
import org.espalier.checkers.stream.DeliveryStream;
import org.espalier.checkers.txn.ConsistencyModel;
import org.espalier.checkers.workload.SetFull;
import org.espalier.checkers.workload.SetFullResult;
import org.espalier.checkers.workload.Txns;
import org.espalier.checkers.workload.Workloads;
import org.espalier.workbench.Judge;
import org.espalier.workbench.TestPlan;
import org.espalier.workbench.workload.Workload;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espalier history check}: judges a history that is there, and of a broadcast reads the delivery order out of it. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Judge the history of a run: of broadcast whether anything was lost, made up or delivered twice, and whether the order"
                + " was kept; of other workloads what they promise.",
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
            "--workload"}, paramLabel = "NAME", description = "What was asked for, as in ./espalier test (default: what results.json, test.edn or jepsen.log beside the history says, else what its operations show).")
    private @Nullable String workload;

    @Option(names = "--consistency-models", paramLabel = "MODELS", description = "What a store of transactions is held to, as in ./espalier test (default: what results.json says, else strict-serializable).")
    private @Nullable String consistencyModels;

    @Option(names = "--order", split = ",", paramLabel = "ORDER", description = "The orders to check: ${COMPLETION-CANDIDATES}, separated by commas (default: those that the run claimed, as results.json says, else fifo,causal; total implies both, and they are judged beside it if you name them).")
    private @Nullable List<Order> orders;

    @Option(names = "--concurrency", paramLabel = "N", description = "How many clients ran at a time (default: from test.edn or jepsen.log beside the history, else inferred).")
    private @Nullable Integer concurrency;

    @Option(names = "--node-count", paramLabel = "N", description = "How many nodes there were (default: likewise; else as many as clients).")
    private @Nullable Integer nodeCount;

    @Option(names = "--json", description = "Print the results as JSON.")
    private boolean json;

    /** What is known of the history beside the verdict, in the order in which it is shown. */
    private final Map<String, Object> known = new LinkedHashMap<>();

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
        Optional<Workload> named = Optional.ofNullable(workload).map(HistoryCheckCommand::named);
        named.ifPresent(this::requireFitting);
        DeliveryLog log = named.orElse(Workload.BROADCAST) == Workload.BROADCAST ? DeliveryLog.at(path) : null;
        if (log != null) {
            return judge(log);
        }
        HistoryFile file = HistoryFile.at(path);
        Optional<RunFacts> facts = RunFacts.of(file);
        Workload judged = named.or(() -> facts.map(RunFacts::workload))
                .or(() -> Optional.ofNullable(orders).map(given -> Workload.BROADCAST))
                .orElseThrow(() -> new BadInput(path + ": nothing there says what was asked for; name it: --workload,"
                        + " one of " + Workload.labels()));
        requireFitting(judged);
        Optional<RunFacts> said = facts.filter(f -> f.workload() == judged);
        known.put("workload", judged.label());
        known.put("how-workload-is-known", named.isPresent() || said.isEmpty() ? "as given" : said.get().source());
        return switch (judged) {
            case BROADCAST -> judgeBroadcast(file, said.flatMap(RunFacts::order));
            case MULTICAST -> judgeMulticast(file);
            default -> judge(file, judged, said.map(RunFacts::models).filter(m -> !m.isEmpty()).orElse(Txns.USUAL));
        };
    }

    /** Where no order was claimed, reads may list values as they like; in the end they must list the same ones. */
    private int judgeBroadcast(HistoryFile file, Optional<TestPlan.Order> claimed) throws IOException {
        Set<Order> wanted = orders != null
                ? EnumSet.copyOf(orders)
                : claimed.map(Judge::orders).orElse(EnumSet.copyOf(USUAL));
        NodeMap nodes = NodeMap.of(file, hints(), file.directory());
        Checks checks = new Checks().with("order",
                wanted.isEmpty() ? new Converging(new BroadcastRecorder(nodes)) : new DeliveryProperties(nodes, wanted))
                .with("set", new SetFull("broadcast"));
        file.forEach(checks::accept);
        Results results = checks.result();
        known(nodes);
        return print(file.file(), results, out -> print(out, file, nodes, results));
    }

    private record Converging(BroadcastRecorder recorder) implements OpChecker {

        @Override
        public void accept(Op op) {
            recorder.accept(op);
        }

        @Override
        public Results result() {
            return new Results(Map.of(Convergence.NAME, Convergence.check(recorder.history())));
        }
    }

    private int judge(DeliveryLog log) throws IOException {
        if (concurrency != null || nodeCount != null) {
            throw new BadInput(
                    "--concurrency and --node-count are of histories of clients; a delivery log names its nodes");
        }
        DeliveryStream stream = log.judge(EnumSet.copyOf(orders == null ? USUAL : orders));
        Results results = stream.result();
        known.put("nodes", stream.names());
        return print(path, results, out -> {
            out.printf(Locale.ROOT, "%s: %,d deliveries at %s%n%n", path, stream.deliveries(),
                    String.join(" ", stream.names()));
            PropertyTable.print(out, results);
        });
    }

    private static Workload named(String label) {
        return Arrays.stream(Workload.values()).filter(w -> w.label().equals(label)).findFirst().orElseThrow(
                () -> new BadInput("--workload: one of " + Workload.labels() + ", not `" + label + "`"));
    }

    /** Whether that workload has what the flags speak of. */
    private void requireFitting(Workload judged) {
        if (consistencyModels != null && !judged.isTransactional()) {
            throw new BadInput("--consistency-models are of transactions; " + judged.label() + " has none");
        }
        if (orders != null && judged == Workload.MULTICAST) {
            throw new BadInput("--order: each message of multicast has its own in the history");
        }
        if (orders != null && judged != Workload.BROADCAST) {
            throw new BadInput("--order is of broadcast; " + judged.label() + " has none to be held to");
        }
    }

    /** Where what is answered is judged, and no order of deliveries. */
    private int judge(HistoryFile file, Workload judged, Set<ConsistencyModel> promised) throws IOException {
        Set<ConsistencyModel> models = consistencyModels == null ? promised : TestCommand.models(consistencyModels);
        OpChecker checker = switch (judged) {
            case TXN_LIST_APPEND -> Txns.listAppend(models);
            case TXN_RW_REGISTER -> Txns.rwRegister(models);
            default -> Workloads.checker(judged.label());
        };
        Result result = checker.check(file);
        return print(file.file(), result, out -> StoreText.of(file.file().toString(), result).forEach(out::println));
    }

    /** Each message has its order with it, so none is asked for. */
    private int judgeMulticast(HistoryFile file) throws IOException {
        NodeMap nodes = NodeMap.of(file, hints(), file.directory());
        MulticastProperties properties = new MulticastProperties(nodes);
        file.forEach(properties::accept);
        Results results = properties.result();
        known(nodes);
        return print(file.file(), results, out -> {
            out.printf("%s: %d multicasts; nodes %s (%s)%n%n", file.file(), properties.multicasts(),
                    String.join(" ", nodes.nodes()), nodes.how());
            PropertyTable.print(out, results);
        });
    }

    private void known(NodeMap nodes) {
        known.put("nodes", nodes.nodes());
        known.put("how-nodes-are-known", nodes.how());
    }

    /** Prints the result, with what else is known of the history, and says how to exit. */
    private int print(Path judged, Result result, Consumer<PrintWriter> text) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("file", judged.toString());
            tree.putAll(known);
            tree.putAll(result.toTree());
            out.println(Json.text(tree));
        } else {
            if (known.containsKey("workload") && !"as given".equals(known.get("how-workload-is-known"))) {
                out.printf("judged as %s (known from %s)%n", known.get("workload"), known.get("how-workload-is-known"));
            }
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
