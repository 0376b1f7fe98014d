package org.espalier.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.multicast.MessageOrder;
import org.espalier.checkers.txn.ConsistencyModel;
import org.espalier.workbench.Console;
import org.espalier.workbench.Run;
import org.espalier.workbench.TestPlan;
import org.espalier.workbench.TestResult;
import org.espalier.workbench.nemesis.FaultKind;
import org.espalier.workbench.nemesis.Targets;
import org.espalier.workbench.net.Corruption;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.net.Partition;
import org.espalier.workbench.workload.Topology;
import org.espalier.workbench.workload.Workload;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espalier test}: runs a program as the nodes of a system, under faults, and judges what it answered. */
@Command(name = "test", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Run any program as the nodes of a distributed system, disturb them, and judge what they answer.",
        "The program speaks Maelstrom's protocol: JSON lines on standard input and output. Flags that Maelstrom has mean here what they mean there."}, footer = {
                "", "Example: five nodes over a network that divides, loses and doubles messages:",
                "  ./espalier test -w broadcast --bin maelstrom/bin/espalier-node --node-count 5 --time-limit 20 --rate 50 --nemesis partition --loss 0.2 --duplicate 0.2 -- broadcast --order causal",
                "", "Example: a key-value store that keeps its data, while its processes are also killed and paused:",
                "  ./espalier test -w lin-kv --bin maelstrom/bin/espalier-node --node-count 5 --concurrency 4n --key-count 5 --rate 100 --nemesis partition,kill,pause --loss 0.1 --duplicate 0.1 -- lin-kv --data data",
                "All nodes run in STORE/WORKLOAD/TIMESTAMP/node-files, which is the run's own: what a node keeps under a relative path its next life finds there, and no other run. (Stock Maelstrom runs them in the system's directory for temporary files: give a fresh directory there, as in --data \"$$(mktemp -d)\".)",
                "", "Exit codes: 0 valid, 1 violated, 2 unknown, 254 bad arguments, 255 crash."})
final class TestCommand implements Callable<Integer> {

    private static final String DEFAULT_NODES = "n1,n2,n3,n4,n5";

    @Option(names = {"-w",
            "--workload"}, defaultValue = "lin-kv", paramLabel = "NAME", description = "What the clients ask: echo, broadcast, multicast, unique-ids, g-set, g-counter, pn-counter, lin-kv, kafka, txn-list-append or txn-rw-register (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String workload;

    @Option(names = "--bin", required = true, paramLabel = "FILE", description = "The program that is a node; one process of it runs for each node.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path bin;

    @Option(names = "--node-count", paramLabel = "N", description = "How many nodes there are, named n0, n1 and so on. Goes before all other names.")
    private @Nullable Integer nodeCount;

    @Option(names = {"--nodes",
            "--node-names"}, paramLabel = "NAMES", description = "The nodes' names, with commas between (default: "
                    + DEFAULT_NODES + ").")
    private @Nullable String nodes;

    @Mixin
    private final JepsenFlags jepsen = new JepsenFlags();

    @Option(names = "--time-limit", paramLabel = "SECONDS", defaultValue = "60", description = "How long requests are made; starting, recovery and judging come on top (default: ${DEFAULT-VALUE}).")
    private double timeLimit;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "5", description = "Requests per second, of all clients together, about (default: ${DEFAULT-VALUE}; 0: none).")
    private double rate;

    @Option(names = "--concurrency", paramLabel = "C", defaultValue = "1n", description = "How many clients there are; a number followed by n is that many for each node (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String concurrency;

    @Option(names = "--latency", paramLabel = "MS", defaultValue = "0", description = "Mean latency of messages between servers in milliseconds; clients have none (default: ${DEFAULT-VALUE}).")
    private double latency;

    @Option(names = "--latency-dist", paramLabel = "TYPE", defaultValue = "constant", description = "How latencies spread about their mean: constant, uniform (from nothing to twice the mean) or exponential (default: ${DEFAULT-VALUE}). Each message draws its own, so a link may deliver out of order.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String latencyDist;

    @Option(names = "--loss", paramLabel = "P", defaultValue = "0", description = "Probability that a message between servers is lost (default: ${DEFAULT-VALUE}). Clients' messages are never lost.")
    private double loss;

    @Option(names = "--duplicate", paramLabel = "P", defaultValue = "0", description = "Probability that a message between servers arrives twice, the copy with a latency of its own (default: ${DEFAULT-VALUE}). Clients' messages never do.")
    private double duplicate;

    @Option(names = "--corrupt", paramLabel = "P", defaultValue = "0", description = "Probability that bits of a message from node to node flip on its way (default: ${DEFAULT-VALUE}). Clients' and services' messages never do.")
    private double corrupt;

    @Option(names = "--corrupt-kind", paramLabel = "KIND", defaultValue = "json", description = "What is left of a corrupted body: json (an object still, which says something else) or bytes (anything on one line, which a node has to pass over when it is no JSON; as a rule it is not) (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String corruptKind;

    /** Faults of the simulator's nemesis that here have a rate, or a shape, of their own. */
    private static final Map<String, String> RATES = Map.of("loss", "--loss P", "duplication", "--duplicate P",
            "corruption", "--corrupt P", "corrupt", "--corrupt P", "reordering", "--latency-dist exponential",
            "latency", "--latency MS");

    @Option(names = "--nemesis", paramLabel = "FAULTS", description = "Faults that come and go, with commas between: partition (the network is divided), flapping (it is divided and whole again many times in a second), kill (processes are killed, started again and sent init again), pause (processes are stopped and go on), slow (processes run a fifth of the time, in short stretches). The first two take turns, and the other three beside them. At the end all is healed, running and at full speed.")
    private @Nullable String nemesis;

    @Option(names = "--nemesis-interval", paramLabel = "SECONDS", defaultValue = "10", description = "Mean time from one change to the next: partitions begin and end in one sequence, faults of processes in another (default: ${DEFAULT-VALUE}).")
    private double nemesisInterval;

    @Option(names = "--nemesis-shape", paramLabel = "SHAPE", description = "Who is cut off from whom: halves, one (a single node), majority-ring (everyone hears another majority), one-way (some are not heard but hear), all (everyone alone). Default: any of them each time.")
    private @Nullable String nemesisShape;

    @Option(names = "--nemesis-targets", paramLabel = "HOW-MANY", description = "How many nodes are killed, paused or slowed at a time: one, minority, majority, all or some (any number). Default: any of them each time.")
    private @Nullable String nemesisTargets;

    @Option(names = "--topology", paramLabel = "SHAPE", defaultValue = "grid", description = "The neighbours that broadcast offers the nodes: grid, line, total, tree, tree2, tree3 or tree4 (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String topology;

    @Option(names = "--availability", paramLabel = "FRACTION", description = "The fraction of requests that must succeed: from 0 to 1, or total. Default: any.")
    private @Nullable String availability;

    @Option(names = "--order", paramLabel = "ORDER", description = "Hold broadcast to an order of delivery: fifo, causal, total or none. Default: what --order says among the node's arguments, else none. Of multicast: the orders that messages ask for, with commas between; default: likewise, else fifo.")
    private @Nullable String order;

    @Option(names = "--group-count", paramLabel = "N", description = "How many groups there are in multicast, g0, g1 and so on; they overlap, and the seed draws them (default: 3).")
    private @Nullable Integer groupCount;

    @Option(names = "--recovery", paramLabel = "SECONDS", defaultValue = "10", description = "Peace between the last fault and the final reads, and how long nodes are asked after the last fault until they answer; loss and duplication go on (default: ${DEFAULT-VALUE}).")
    private double recovery;

    @Option(names = "--max-values", paramLabel = "N", description = "After so many values, only read. Default: no end.")
    private @Nullable Long maxValues;

    @Option(names = "--key-count", paramLabel = "N", description = "How many keys are used at a time. Default for lin-kv: one for every two clients at each node, at least one; for kafka and transactions: 10.")
    private @Nullable Integer keyCount;

    @Option(names = "--max-writes-per-key", paramLabel = "N", defaultValue = "16", description = "After so many writes to a key kafka and transactions use a fresh one (default: ${DEFAULT-VALUE}).")
    private int maxWritesPerKey;

    @Option(names = "--max-txn-length", paramLabel = "N", defaultValue = "4", description = "How many steps a transaction has at most (default: ${DEFAULT-VALUE}).")
    private int maxTxnLength;

    @Option(names = "--consistency-models", paramLabel = "MODELS", defaultValue = "strict-serializable", description = "What a store of transactions is held to, with commas between: read-uncommitted, read-committed, repeatable-read, snapshot-isolation, serializable, strong-session-serializable or strict-serializable (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String consistencyModels;

    @Option(names = "--seed", paramLabel = "N", description = "Fixes all that the workbench chooses: requests, latencies, loss, faults. Default: a new one each time; it is always printed.")
    private @Nullable Long seed;

    @Option(names = "--log-stderr", description = "Show what nodes write to their standard error.")
    private boolean logStderr;

    @Option(names = "--log-net-send", description = "Show messages when they are sent.")
    private boolean logNetSend;

    @Option(names = "--log-net-recv", description = "Show messages when they are delivered.")
    private boolean logNetRecv;

    @Option(names = "--record", negatable = true, defaultValue = "true", fallbackValue = "true", description = "Keep every message in messages.jsonl, for the page of the run and its latencies; --no-record for very long runs (default: it is kept).")
    private boolean record;

    @Option(names = "--store", paramLabel = "DIR", defaultValue = "store", description = "Where results are kept, under WORKLOAD/TIMESTAMP (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path store;

    @Option(names = "--json", description = "Print the results as one JSON object instead of the summary.")
    private boolean json;

    @Parameters(paramLabel = "-- ARGS", arity = "0..*", description = "Arguments for the node program, after --.")
    private List<String> args = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        TestPlan plan = plan();
        jepsen.notes().forEach(note -> spec.commandLine().getErr().println(note));
        spec.commandLine().getErr().flush();
        int runs = jepsen.testCount();
        Verdict verdict = Verdict.VALID;
        for (int i = 0; i < runs && verdict == Verdict.VALID; i++) {
            verdict = run(plan.withSeed(plan.seed() + i));
        }
        return exitCode(verdict);
    }

    private Verdict run(TestPlan plan) throws InterruptedException {
        Terminal terminal = new Terminal(System.err);
        TestResult result;
        try {
            result = Run.execute(plan, terminal);
        } catch (IOException e) {
            throw new BadInput(e.getMessage() == null ? e.toString() : e.getMessage());
        } finally {
            terminal.clear();
        }
        spec.commandLine().getOut().println(json ? Json.text(result.tree()) : result.summary());
        spec.commandLine().getOut().flush();
        return result.verdict();
    }

    static int exitCode(Verdict verdict) {
        return switch (verdict) {
            case VALID -> ExitCode.GOOD;
            case INVALID -> ExitCode.VIOLATED;
            case UNKNOWN -> ExitCode.UNKNOWN;
        };
    }

    private TestPlan plan() {
        try {
            List<String> names = nodeCount != null
                    ? TestPlan.numbered(atLeast(1, nodeCount, "--node-count"))
                    : jepsen.nodes(nodes, DEFAULT_NODES);
            Latency drawn = new Latency((long) (number(latency, "--latency") * 1e6),
                    choice("--latency-dist", latencyDist, Latency.Shape.values()));
            TestPlan plan = TestPlan
                    .of(choice("--workload", workload, Workload.values()), new TestPlan.Target(bin, args), names,
                            seed == null ? ThreadLocalRandom.current().nextLong(1_000_000_000) : seed, store)
                    .withLoad(new TestPlan.Load(number(rate, "--rate"), clients(names.size()),
                            seconds(timeLimit, "--time-limit"), seconds(recovery, "--recovery"),
                            maxValues == null ? Long.MAX_VALUE : maxValues))
                    .withConditions(new Network.Conditions(drawn, probability(loss, "--loss"),
                            probability(duplicate, "--duplicate"),
                            new Corruption(probability(corrupt, "--corrupt"),
                                    choice("--corrupt-kind", corruptKind, Corruption.Kind.values()))))
                    .withKeys(new TestPlan.Keys(keyCount == null ? 0 : atLeast(1, keyCount, "--key-count"),
                            atLeast(1, maxWritesPerKey, "--max-writes-per-key")))
                    .withTransactions(new TestPlan.Transactions(maxTxnLength, models(consistencyModels)))
                    .withTopology(choice("--topology", topology, Topology.values()))
                    .withLogging(new TestPlan.Logging(logStderr, logNetSend, logNetRecv, record));
            return withNemesis(plan.withClaims(claims(plan.workload())));
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** The models that are named, with commas between. */
    static Set<ConsistencyModel> models(String words) {
        Set<ConsistencyModel> models = EnumSet.noneOf(ConsistencyModel.class);
        for (String word : words.split("\\s*,\\s*", -1)) {
            try {
                models.add(ConsistencyModel.named(word));
            } catch (IllegalArgumentException e) {
                throw new BadInput("--consistency-models: " + e.getMessage());
            }
        }
        return models;
    }

    private TestPlan withNemesis(TestPlan plan) {
        Optional<Partition.Shape> shape = Optional.ofNullable(nemesisShape)
                .map(s -> choice("--nemesis-shape", s, Partition.Shape.values()));
        Optional<Targets> targets = Optional.ofNullable(nemesisTargets)
                .map(t -> choice("--nemesis-targets", t, Targets.values()));
        if (nemesis == null || nemesis.isBlank()) {
            if (shape.isPresent() || targets.isPresent()) {
                throw new BadInput("--nemesis-" + (shape.isPresent() ? "shape" : "targets") + " needs --nemesis");
            }
            return plan;
        }
        Set<FaultKind> faults = EnumSet.noneOf(FaultKind.class);
        for (String fault : nemesis.split("\\s*,\\s*", -1)) {
            String rate = RATES.get(fault);
            if (rate != null) {
                throw new BadInput("--nemesis: " + fault + " does not come and go here; it has a flag, " + rate);
            }
            faults.add(choice("--nemesis", fault, FaultKind.values()));
        }
        return plan.withNemesis(
                new TestPlan.Nemesis(faults, seconds(nemesisInterval, "--nemesis-interval"), shape, targets));
    }

    private TestPlan.Claims claims(Workload asked) {
        OptionalDouble fraction = OptionalDouble.empty();
        if (availability != null) {
            fraction = OptionalDouble.of(availability.equals("total") ? 1 : decimal("--availability", availability));
        }
        if (asked == Workload.MULTICAST) {
            return multicasts(fraction);
        }
        if (groupCount != null) {
            throw new BadInput("--group-count is of multicast; " + asked.label() + " has no groups");
        }
        if (order != null) {
            return new TestPlan.Claims(choice("--order", order, TestPlan.Order.values()), "--order", fraction);
        }
        String own = orderOfNode();
        if (own != null && asked == Workload.BROADCAST) {
            for (TestPlan.Order o : TestPlan.Order.values()) {
                if (o.label().equals(own)) {
                    return new TestPlan.Claims(o, "the node's own --order " + own, fraction);
                }
            }
        }
        return new TestPlan.Claims(TestPlan.Order.NONE, TestPlan.Claims.NONE.orderFrom(), fraction);
    }

    private TestPlan.Claims multicasts(OptionalDouble fraction) {
        String own = orderOfNode();
        String said = order != null ? order : own != null ? own : "fifo";
        List<MessageOrder> orders = new ArrayList<>();
        for (String word : said.split("\\s*,\\s*", -1)) {
            orders.add(choice("--order", word, MessageOrder.values()));
        }
        int groups = groupCount == null
                ? TestPlan.Multicasts.USUAL.groupCount()
                : atLeast(1, groupCount, "--group-count");
        return new TestPlan.Claims(TestPlan.Order.NONE,
                order != null ? "--order" : own != null ? "the node's own --order " + own : "nothing else is said",
                fraction, new TestPlan.Multicasts(groups, orders));
    }

    /** What {@code --order X} says among the node's arguments. */
    private @Nullable String orderOfNode() {
        String found = null;
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i).equals("--order") && i + 1 < args.size()) {
                found = args.get(i + 1);
            } else if (args.get(i).startsWith("--order=")) {
                found = args.get(i).substring("--order=".length());
            }
        }
        return found;
    }

    private int clients(int nodeCount) {
        if (!concurrency.matches("[0-9]{1,6}n?")) {
            throw new BadInput("--concurrency: a number, or a number followed by n, not `" + concurrency + "`");
        }
        boolean each = concurrency.endsWith("n");
        int number = Integer.parseInt(each ? concurrency.substring(0, concurrency.length() - 1) : concurrency);
        return atLeast(1, each ? Math.multiplyExact(number, nodeCount) : number, "--concurrency");
    }

    private static int atLeast(int least, int value, String flag) {
        if (value < least) {
            throw new BadInput(flag + ": at least " + least + ", not " + value);
        }
        return value;
    }

    private static double decimal(String flag, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadInput(flag + ": 'total' or a number from 0 to 1, not `" + text + "`");
        }
    }

    private static double number(double value, String flag) {
        if (!(value >= 0 && value <= 1e9)) {
            throw new BadInput(flag + ": not negative and at most 1000000000, not " + value);
        }
        return value;
    }

    private static double probability(double value, String flag) {
        if (!(value >= 0 && value <= 1)) {
            throw new BadInput(flag + ": a probability from 0 to 1, not " + value);
        }
        return value;
    }

    private static Duration seconds(double value, String flag) {
        return Duration.ofNanos(Math.round(number(value, flag) * 1e9));
    }

    private static <E extends Enum<E>> E choice(String flag, String word, E[] values) {
        List<String> labels = new ArrayList<>();
        for (E value : values) {
            String label = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (label.equals(word)) {
                return value;
            }
            labels.add(label);
        }
        throw new BadInput(flag + ": one of " + String.join(", ", labels) + ", not `" + word + "`");
    }

    /** Standard error: lines that were asked for, and, on a terminal, one line of progress. */
    private static final class Terminal implements Console {

        private final PrintStream err;
        private final boolean interactive = Boolean.getBoolean("espalier.terminal");
        private boolean dirty;

        Terminal(PrintStream err) {
            this.err = err;
        }

        @Override
        public synchronized void log(String line) {
            clear();
            err.println(line);
        }

        @Override
        public synchronized void progress(String phase, double done) {
            if (interactive) {
                int bars = (int) (done * 30);
                err.print("\r\u001b[K" + phase + " " + (done > 0 ? "━".repeat(bars) + "╌".repeat(30 - bars) : "…"));
                err.flush();
                dirty = true;
            }
        }

        synchronized void clear() {
            if (dirty) {
                err.print("\r\u001b[K");
                err.flush();
                dirty = false;
            }
        }
    }
}
