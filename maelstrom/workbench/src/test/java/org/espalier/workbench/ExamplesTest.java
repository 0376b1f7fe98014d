package org.espalier.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.HistoryFile;
import org.espalier.checkers.history.Op;
import org.espalier.workbench.nemesis.FaultKind;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.net.Partition;
import org.espalier.workbench.process.NodeFault;
import org.espalier.workbench.workload.Topology;
import org.espalier.workbench.workload.Workload;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs of {@code maelstrom/examples}, each under the faults that it must survive or must not: the verdict, what is found
 * wrong, and the numbers that follow from what Maelstrom's documentation says, whatever the machine's speed.
 */
class ExamplesTest {

    private static final long SEED = 1;
    /** Nobody is blamed for a slow machine. */
    private static final TestPlan.Patience PATIENT = new TestPlan.Patience(Duration.ofSeconds(60),
            Duration.ofSeconds(30));

    @TempDir
    private Path directory = Path.of("");

    interface Demand {
        void of(TestResult result) throws IOException;
    }

    /** A program, what it is put through, and what must come of it. */
    record Example(String sentence, Workload workload, String program, List<String> args,
            UnaryOperator<TestPlan> under, Demand demand) {

        @Override
        public String toString() {
            return sentence;
        }
    }

    private static Example example(String sentence, Workload workload, String command, UnaryOperator<TestPlan> under,
            Demand demand) {
        List<String> words = List.of(command.split(" "));
        return new Example(sentence, workload, words.get(0), words.subList(1, words.size()), under, demand);
    }

    static Stream<Example> echoesAndNumbers() {
        return Stream.of(
                example("echo in Python is valid and costs two messages of clients for each request", Workload.ECHO,
                        "python/echo.py", plan -> plan, ExamplesTest::isPlainEcho),
                example("echo in Perl is valid and costs the same", Workload.ECHO, "perl/echo.pl", plan -> plan,
                        ExamplesTest::isPlainEcho),
                example("unique ids that bear the node's name need no network, and every request succeeds in a partition",
                        Workload.UNIQUE_IDS, "javascript/unique_ids.js",
                        plan -> partitioned(plan).withClaims(totallyAvailable()), result -> {
                            valid(result);
                            assertThat(result.get("availability", "ok-fraction")).isEqualTo(1.0);
                            assertThat(serverMessages(result)).isZero();
                        }),
                example("ids without the node's name are found twice", Workload.UNIQUE_IDS,
                        "javascript/unique_ids.js duplicate", plan -> plan, result -> {
                            violated(result, "workload");
                            assertThat(number(result, "workload", "duplicated-count")).isPositive();
                        }));
    }

    static Stream<Example> broadcasts() {
        return Stream.of(
                example("flooding a line of five nodes takes four messages for each value", Workload.BROADCAST,
                        "javascript/broadcast_once.js", plan -> on(Topology.LINE, plan), result -> floods(result, 4)),
                example("flooding a tree of five nodes takes four messages, too", Workload.BROADCAST,
                        "javascript/broadcast_once.js", plan -> on(Topology.TREE3, plan),
                        result -> floods(result, 4)),
                example("flooding without retries loses values when messages are lost", Workload.BROADCAST,
                        "javascript/broadcast_once.js", plan -> lossy(on(Topology.LINE, plan), 0.3, 0), result -> {
                            violated(result, "workload");
                            assertThat(number(result, "workload", "lost-count")).isPositive();
                            assertThat(number(result, "net", "servers", "lost-count")).isPositive();
                        }),
                example("flooding without retries loses values in a partition", Workload.BROADCAST,
                        "javascript/broadcast_once.js", plan -> partitioned(on(Topology.LINE, plan)), result -> {
                            violated(result, "workload");
                            assertThat(number(result, "workload", "lost-count")).isPositive();
                            assertThat(number(result, "net", "servers", "partitioned-count")).isPositive();
                        }),
                example("broadcast with retries loses nothing, whatever is lost, doubled or cut off",
                        Workload.BROADCAST,
                        "python/broadcast_retry.py",
                        plan -> lossy(partitioned(on(Topology.LINE, recovering(plan))), 0.3, 0.3), result -> {
                            valid(result);
                            assertThat(number(result, "workload", "lost-count")).isZero();
                            assertThat(number(result, "net", "servers", "lost-count")).isPositive();
                        }));
    }

    static Stream<Example> setsAndCounters() {
        return Stream.of(
                example("a g-set that gossips loses nothing under loss and duplication", Workload.G_SET,
                        "javascript/g_set.js", plan -> lossy(recovering(plan), 0.2, 0.5), ExamplesTest::valid),
                example("a pn-counter of counts per node is right under loss and duplication", Workload.PN_COUNTER,
                        "python/pn_counter.py", plan -> lossy(recovering(plan), 0.2, 0.5), ExamplesTest::valid),
                example("a counter that adds up what it hears is right when everything is delivered once",
                        Workload.G_COUNTER, "perl/double_counter.pl", plan -> plan, ExamplesTest::valid),
                example("a counter that adds up what it hears is wrong when messages are doubled", Workload.G_COUNTER,
                        "perl/double_counter.pl", plan -> lossy(plan, 0, 0.5), result -> {
                            violated(result, "workload");
                            assertThat(result.get("workload", "errors")).asInstanceOf(InstanceOfAssertFactories.LIST)
                                    .isNotEmpty();
                        }),
                example("a counter on seq-kv is right, and asks the service twice or more for each request",
                        Workload.G_COUNTER, "python/kv_counter.py", plan -> plan, result -> {
                            valid(result);
                            assertThat(serverMessages(result) % 4).as("two calls, two messages each").isZero();
                            assertThat(serverMessages(result)).isGreaterThanOrEqualTo(4 * operations(result));
                        }),
                example("a counter on lww-kv loses acknowledged additions", Workload.G_COUNTER,
                        "python/kv_counter.py lww-kv", plan -> plan, result -> violated(result, "workload")));
    }

    static Stream<Example> stores() {
        return Stream.of(
                example("a store on one node is linearizable, and asking another node takes two messages",
                        Workload.LIN_KV, "javascript/single_store.js", ExamplesTest::busy, ExamplesTest::asksTheFirst),
                example("a store in which each node answers alone is not linearizable", Workload.LIN_KV,
                        "javascript/single_store.js split-brain", ExamplesTest::busy, ExamplesTest::notLinearizable),
                example("Raft is linearizable under partitions and loss", Workload.LIN_KV, "python/raft.py",
                        plan -> lossy(partitioned(busy(plan)), 0.05, 0.05).withLoad(load(60, 6, 4000, 1000))
                                .withPatience(new TestPlan.Patience(Duration.ofSeconds(60), Duration.ofSeconds(1))),
                        result -> {
                            valid(result);
                            assertThat(number(result, "stats", "by-f", "write", "ok-count")).isPositive();
                        }),
                example("Raft that reads what this node has applied is not linearizable", Workload.LIN_KV,
                        "python/raft.py stale-reads",
                        plan -> busy(plan).withConditions(new Network.Conditions(
                                new Latency(10_000_000, Latency.Shape.CONSTANT), 0, 0)),
                        ExamplesTest::notLinearizable),
                example("Raft whose leader answers reads alone is not linearizable when it is cut off", Workload.LIN_KV,
                        "python/raft.py leader-reads", ExamplesTest::leaderCutOff, ExamplesTest::notLinearizable),
                example("Raft whose leader is cut off is linearizable otherwise", Workload.LIN_KV, "python/raft.py",
                        ExamplesTest::leaderCutOff, ExamplesTest::valid),
                example("logs on lin-kv keep and order every message", Workload.KAFKA, "python/kafka_lin_kv.py",
                        plan -> plan, ExamplesTest::valid),
                example("logs on lin-kv that are overwritten lose what was acknowledged", Workload.KAFKA,
                        "python/kafka_lin_kv.py overwrite",
                        plan -> busy(plan).withConditions(new Network.Conditions(
                                new Latency(10_000_000, Latency.Shape.CONSTANT), 0, 0)),
                        result -> {
                            violated(result, "workload");
                            assertThat(result.get("workload", "bad-error-types"))
                                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                                    .contains("inconsistent-offsets", "lost-write");
                        }),
                example("transactions on one node are strictly serializable", Workload.TXN_LIST_APPEND,
                        "perl/txn_list.pl", ExamplesTest::busy, ExamplesTest::asksTheFirst),
                example("transactions that are carried out and then aborted are read nevertheless: G1a",
                        Workload.TXN_LIST_APPEND, "perl/txn_list.pl dirty", ExamplesTest::busy, result -> {
                            violated(result, "workload");
                            assertThat(result.get("workload", "bad-anomaly-types"))
                                    .asInstanceOf(InstanceOfAssertFactories.LIST).contains("G1a");
                            assertThat(result.get("workload", "not")).asInstanceOf(InstanceOfAssertFactories.LIST)
                                    .contains("read-committed");
                        }));
    }

    static Stream<Example> misfits() {
        return Stream.of(
                example("a line that is no message is blamed on its node", Workload.ECHO, "bash/garbage.sh",
                        plan -> plan,
                        result -> fault(result, NodeFault.Kind.GARBAGE, "`now I echo request")),
                example("a node that ends is named with its exit status and last words", Workload.ECHO, "bash/crash.sh",
                        plan -> plan, result -> {
                            fault(result, NodeFault.Kind.CRASHED, "exit status 3");
                            assertThat(result.faults().get(0).lastLines()).containsExactly("I cannot bear it");
                        }),
                example("a node that never answers init is named", Workload.ECHO, "bash/never_init.sh",
                        plan -> plan.withPatience(
                                new TestPlan.Patience(Duration.ofSeconds(2), Duration.ofSeconds(1))),
                        result -> fault(result, NodeFault.Kind.NO_INIT, "did not answer init within 2.0 s")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"echoesAndNumbers", "broadcasts", "setsAndCounters", "stores", "misfits"})
    @Execution(ExecutionMode.CONCURRENT)
    void program(Example example) throws IOException, InterruptedException {
        Path bin = examples().resolve(example.program);
        String interpreter = Files.readAllLines(bin).get(0).replaceFirst("^#!/usr/bin/env ", "");
        assumeTrue(onPath(interpreter), () -> interpreter + " is not installed; " + example.program + " needs it");
        int nodes = example.workload == Workload.BROADCAST ? 5 : 3;
        TestPlan plan = TestPlan
                .of(example.workload, new TestPlan.Target(bin, example.args), TestPlan.numbered(nodes), SEED,
                        directory.resolve(example.sentence.replaceAll("[^a-z]+", "-")))
                .withLoad(load(50, nodes, 2000, 500)).withPatience(PATIENT);
        example.demand.of(Run.execute(example.under.apply(plan), Console.SILENT));
    }

    private static Path examples() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("maelstrom/examples"))) {
            at = Objects.requireNonNull(at.getParent(), "maelstrom/examples lies above");
        }
        return at.resolve("maelstrom/examples");
    }

    private static boolean onPath(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(dir -> Files.isExecutable(Path.of(dir, command)));
    }

    private static TestPlan.Load load(double rate, int clients, long millis, long recoveryMillis) {
        return new TestPlan.Load(rate, clients, Duration.ofMillis(millis), Duration.ofMillis(recoveryMillis),
                Long.MAX_VALUE);
    }

    /** Two clients for each node. */
    private static TestPlan busy(TestPlan plan) {
        return plan.withLoad(load(100, 2 * plan.nodes().size(), 2000, 500));
    }

    /** Time for what is repeated every fifth of a second to come through. */
    private static TestPlan recovering(TestPlan plan) {
        return plan.withLoad(load(50, plan.nodes().size(), 2000, 4000));
    }

    private static TestPlan on(Topology topology, TestPlan plan) {
        return plan.withTopology(topology);
    }

    private static TestPlan lossy(TestPlan plan, double loss, double duplicate) {
        return plan.withConditions(new Network.Conditions(plan.conditions().latency(), loss, duplicate));
    }

    private static TestPlan partitioned(TestPlan plan) {
        return plan.withNemesis(new TestPlan.Nemesis(Set.of(FaultKind.PARTITION), Duration.ofMillis(800),
                Optional.of(Partition.Shape.HALVES), Optional.empty()));
    }

    /**
     * With this seed n0, who is the leader by then, is alone from 2.3 s to 5.3 s. There are clients enough for some to be left who
     * ask it for what it has, when others wait in vain for it to commit, and time enough for another leader.
     */
    private static TestPlan leaderCutOff(TestPlan plan) {
        return plan.withSeed(41).withLoad(load(60, 60, 6000, 1000)).withKeys(new TestPlan.Keys(2, 16))
                .withPatience(new TestPlan.Patience(Duration.ofSeconds(60), Duration.ofSeconds(5)))
                .withNemesis(new TestPlan.Nemesis(Set.of(FaultKind.PARTITION), Duration.ofSeconds(2),
                        Optional.of(Partition.Shape.ONE), Optional.empty()));
    }

    private static TestPlan.Claims totallyAvailable() {
        return new TestPlan.Claims(TestPlan.Order.NONE, "", OptionalDouble.of(1));
    }

    private static void valid(TestResult result) {
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
    }

    private static void violated(TestResult result, String part) {
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.INVALID);
        assertThat(result.faults()).as(result.summary()).isEmpty();
        assertThat(result.get(part, "valid?")).as(result.summary()).isEqualTo(false);
    }

    private static void notLinearizable(TestResult result) {
        violated(result, "workload");
        assertThat(result.get("workload", "failures")).asInstanceOf(InstanceOfAssertFactories.LIST).isNotEmpty();
        assertThat(result.stories().get(0)).contains("is not linearizable");
    }

    private static void fault(TestResult result, NodeFault.Kind kind, String story) {
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.INVALID);
        assertThat(result.faults().get(0).kind()).as(result.summary()).isEqualTo(kind);
        assertThat(result.faults().get(0).story()).contains(story);
        assertThat(result.summary().lines().toList().getLast()).startsWith("INVALID: n").contains(story);
    }

    /** A request and an answer each, for init, too, and not a word among the nodes. */
    private static void isPlainEcho(TestResult result) {
        valid(result);
        assertThat(operations(result)).isPositive();
        assertThat(number(result, "net", "clients", "msg-count"))
                .isEqualTo(2 * (operations(result) + result.plan().nodes().size()));
        assertThat(serverMessages(result)).isZero();
    }

    private static void floods(TestResult result, long perValue) {
        valid(result);
        long values = number(result, "stats", "by-f", "broadcast", "ok-count");
        assertThat(values).isPositive();
        assertThat(serverMessages(result)).isEqualTo(perValue * values);
        assertThat(result.messagesPerOperation()).isEqualTo((double) perValue * values / operations(result));
    }

    /** The first node holds everything: what another is asked takes a question to it and an answer. */
    private static void asksTheFirst(TestResult result) throws IOException {
        valid(result);
        List<Op> ops = new ArrayList<>();
        HistoryFile.at(result.directory()).forEach(ops::add);
        long elsewhere = ops.stream().filter(op -> op.type() == Op.Type.INVOKE && !"n0".equals(op.node())).count();
        assertThat(elsewhere).isPositive();
        assertThat(serverMessages(result)).isEqualTo(2 * elsewhere);
    }

    private static long operations(TestResult result) {
        return number(result, "stats", "count");
    }

    private static long serverMessages(TestResult result) {
        return number(result, "net", "servers", "msg-count");
    }

    private static long number(TestResult result, String... path) {
        assertThat(result.get(path)).as(result.summary()).isInstanceOf(Long.class);
        return result.get(path) instanceof Long n ? n : -1;
    }
}
