package org.espalier.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.HistoryFile;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.espalier.workbench.nemesis.FaultKind;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.net.Partition;
import org.espalier.workbench.process.NodeFault;
import org.espalier.workbench.workload.Workload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs of small node programs, good and broken ones: each gets the verdict that it deserves. */
class RunTest {

    /** Long enough for some dozens of requests; the time the machine takes for it is nobody's business. */
    private static final TestPlan.Load SHORT = new TestPlan.Load(60, 3, Duration.ofMillis(1000),
            Duration.ofMillis(400), Long.MAX_VALUE);

    @TempDir
    private Path directory = Path.of("");

    private Path script(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path toy() throws IOException {
        return ToyNode.script(directory);
    }

    private TestPlan plan(Workload workload, Path bin, String... args) {
        return TestPlan.of(workload, new TestPlan.Target(bin, List.of(args)), TestPlan.numbered(3), 1,
                directory.resolve("store")).withLoad(SHORT)
                .withPatience(new TestPlan.Patience(Duration.ofSeconds(60), Duration.ofSeconds(30)));
    }

    private static TestPlan impatient(TestPlan plan) {
        return plan.withPatience(new TestPlan.Patience(Duration.ofSeconds(3), Duration.ofSeconds(1)));
    }

    private static TestResult run(TestPlan plan) throws IOException, InterruptedException {
        return Run.execute(plan, Console.SILENT);
    }

    private static long number(@Nullable Object value) {
        return value instanceof Long n ? n : -1;
    }

    private static NodeFault onlyFault(TestResult result) {
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.INVALID);
        assertThat(result.faults()).as(result.summary()).isNotEmpty();
        return result.faults().get(0);
    }

    private static TestPlan.Claims fifo() {
        return new TestPlan.Claims(TestPlan.Order.FIFO, "the test", OptionalDouble.of(1));
    }

    @ParameterizedTest
    @EnumSource(value = Workload.class, mode = EnumSource.Mode.EXCLUDE, names = {"MULTICAST", "LIN_KV", "KAFKA",
            "TXN_LIST_APPEND", "TXN_RW_REGISTER"}) // see MulticastExamplesTest, StoresTest
    void goodNode_isValidInEveryWorkload(Workload workload) throws Exception {
        TestResult result = run(plan(workload, toy(), workload.label()));
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        assertThat(result.summary()).endsWith("VALID: everything that was judged holds");
        assertThat(result.get("availability", "ok-fraction")).isEqualTo(1.0);
    }

    @Test
    void goodNode_keepsTheOrderThatItClaims_andEverythingIsRecorded() throws Exception {
        TestPlan plan = plan(Workload.BROADCAST, toy(), "broadcast").withClaims(fifo())
                .withConditions(new Network.Conditions(new Latency(TimeUnit.MILLISECONDS.toNanos(5),
                        Latency.Shape.CONSTANT), 0, 0));
        TestResult result = run(plan);
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        assertThat(result.get("delivery", "FifoOrder", "valid?")).isEqualTo(true);

        List<Op> ops = new ArrayList<>();
        HistoryFile.at(result.directory()).forEach(ops::add);
        assertThat(ops).filteredOn(op -> op.isFinal() && op.type() == Op.Type.OK).extracting(Op::node)
                .containsExactlyInAnyOrder("n0", "n1", "n2");
        List<Op> edn = new ArrayList<>();
        HistoryFile.at(result.directory().resolve("history.edn")).forEach(edn::add);
        assertThat(edn).extracting(Op::index, Op::time, Op::type, Op::f, Op::value, Op::isFinal)
                .containsExactlyElementsOf(ops.stream().map(op -> org.assertj.core.groups.Tuple.tuple(op.index(),
                        op.time(), op.type(), op.f(), op.value(), op.isFinal())).toList());

        long broadcasts = ops.stream().filter(op -> op.is(Op.Type.OK, "broadcast")).count();
        List<Map<?, ?>> messages = new ArrayList<>();
        for (String line : Files.readAllLines(result.directory().resolve(TestResult.MESSAGES))) {
            messages.add(Objects.requireNonNull((Map<?, ?>) Json.parse(line)));
        }
        assertThat(messages).filteredOn(m -> m.get("body") instanceof Map<?, ?> b && "gossip".equals(b.get("type")))
                .hasSize((int) (2 * broadcasts)).allSatisfy(m -> {
                    assertThat(m.get("fate")).isEqualTo("delivered");
                    assertThat(number(m.get("due"))).isEqualTo(number(m.get("sent")) + 5_000_000);
                    assertThat(number(m.get("at"))).isGreaterThanOrEqualTo(number(m.get("due")));
                });
        assertThat(result.messagesPerOperation())
                .isEqualTo(2.0 * broadcasts / ops.stream().filter(op -> op.type() == Op.Type.INVOKE).count());
    }

    @Test
    void results_lieWhereTheLinksLead_inBothForms() throws Exception {
        TestResult result = run(plan(Workload.ECHO, toy(), "echo"));
        Path store = directory.resolve("store");
        assertThat(store.resolve("latest").toRealPath()).isEqualTo(result.directory().toRealPath());
        assertThat(store.resolve("echo/latest").toRealPath()).isEqualTo(result.directory().toRealPath());
        assertThat(Json.parse(Files.readString(store.resolve("latest/results.json")).strip()))
                .isEqualTo(Json.parse(Json.text(result.tree())));
        assertThat(Files.readString(store.resolve("latest/results.edn"))).startsWith("{:valid? true,");
        assertThat(store.resolve("latest/run.log")).content().contains("seed 1").contains("verdict VALID");
        assertThat(store.resolve("latest/jepsen.log")).hasSameTextualContentAs(store.resolve("latest/run.log"));
        assertThat(store.resolve("latest/node-logs")).isDirectoryContaining("glob:**/n0.log")
                .isDirectoryContaining("glob:**/n2.log");
    }

    @ParameterizedTest
    @CsvSource({"lose, lost", "double, duplicated", "invent, unexpected"})
    void brokenBroadcast_isFoundAndNamed(String flaw, String finding) throws Exception {
        TestResult result = run(plan(Workload.BROADCAST, toy(), "broadcast", flaw));
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.INVALID);
        assertThat(result.faults()).isEmpty();
        assertThat(number(result.get("workload", finding + "-count"))).isPositive();
        assertThat(result.summary()).contains(finding);
    }

    @Test
    void reorderingNode_violatesOnlyTheOrderThatIsClaimed() throws Exception {
        TestPlan plan = plan(Workload.BROADCAST, toy(), "broadcast", "reorder").withClaims(fifo());
        TestResult result = run(plan);
        assertThat(result.get("delivery", "FifoOrder", "valid?")).as(result.summary()).isEqualTo(false);
        assertThat(result.summary()).contains("FifoOrder").contains("VIOLATED");
    }

    @Test
    void nodeThatEndsAtOnce_isBlamed_andNobodyForNotAnsweringInTheTimeThatWasLeft() throws Exception {
        Path bin = script("one-ends", "mkdir \"one\" 2>/dev/null && exit 7\nexec sleep 600");
        TestResult result = run(plan(Workload.ECHO, bin));
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.faults()).as(result.summary()).extracting(NodeFault::kind)
                .containsExactly(NodeFault.Kind.CRASHED);
    }

    @Test
    void repeatedId_isFound() throws Exception {
        TestResult result = run(plan(Workload.UNIQUE_IDS, toy(), "unique-ids", "repeat"));
        assertThat(result.get("workload", "valid?")).as(result.summary()).isEqualTo(false);
    }

    @Test
    void wrongEcho_isFound() throws Exception {
        assertThat(run(plan(Workload.ECHO, toy(), "echo", "mishear")).get("workload", "valid?")).isEqualTo(false);
    }

    @ParameterizedTest
    @EnumSource(value = Workload.class, names = {"G_SET", "G_COUNTER", "PN_COUNTER"})
    void losingReplica_isFoundInEverySet(Workload workload) throws Exception {
        TestResult result = run(plan(workload, toy(), workload.label(), "lose"));
        assertThat(result.get("workload", "valid?")).as(result.summary()).isEqualTo(false);
    }

    @Test
    void definiteErrors_areFailures_andAvailabilityCounts() throws Exception {
        TestPlan.Claims total = new TestPlan.Claims(TestPlan.Order.NONE, "", OptionalDouble.of(1));
        TestResult result = run(plan(Workload.BROADCAST, toy(), "broadcast", "refuse").withClaims(total));
        assertThat(result.get("stats", "by-f", "read", "fail-count")).as(result.summary())
                .isEqualTo(result.get("stats", "by-f", "read", "count"));
        assertThat(result.get("availability", "valid?")).isEqualTo(false);
        assertThat(result.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"crash, CRASHED, exit status 3", "chatter, GARBAGE, a debugging line",
            "wrong-number, NO_SUCH_DESTINATION, n99", "misspell, MALFORMED_REPLY, mesages"})
    void nodeThatBreaksTheRules_isNamedWithWhatItDid(String flaw, NodeFault.Kind kind, String story)
            throws Exception {
        TestPlan plan = plan(Workload.BROADCAST, toy(), "broadcast", flaw);
        TestResult result = run(plan.withLoad(new TestPlan.Load(60, 3, Duration.ofMinutes(5), Duration.ZERO, 1000)));
        NodeFault fault = onlyFault(result);
        assertThat(fault.kind()).as(result.summary()).isEqualTo(kind);
        assertThat(fault.story()).contains(story);
        if (kind == NodeFault.Kind.CRASHED) {
            assertThat(fault.lastLines()).contains("my last words");
            assertThat(result.directory().resolve("node-logs/" + fault.node() + ".log")).content()
                    .contains("my last words");
        }
    }

    @Test
    void nodeThatDiesAtOnce_isToldWithItsLastWords() throws Exception {
        NodeFault fault = onlyFault(
                run(plan(Workload.ECHO, script("dying", "echo cannot find my library >&2\nexit 42"))));
        assertThat(fault.kind()).isEqualTo(NodeFault.Kind.CRASHED);
        assertThat(fault.story()).contains("42");
        assertThat(fault.lastLines()).containsExactly("cannot find my library");
    }

    @Test
    void nodeThatNeverAnswersInit_isTold() throws Exception {
        TestResult result = run(impatient(plan(Workload.ECHO, script("mute", "echo hm >&2; exec sleep 600"))));
        NodeFault fault = onlyFault(result);
        assertThat(fault.kind()).isEqualTo(NodeFault.Kind.NO_INIT);
        assertThat(fault.lastLines()).containsExactly("hm");
        assertThat(result.summary()).contains("did not answer init within 3.0 s");
    }

    /** Answers init and then reads no more: in shell, because that is a language, too. */
    @Test
    void nodeThatHangsAfterInit_isTold() throws Exception {
        Path bin = script("hang", """
                read line
                me=$(echo "$line" | sed 's/.*"node_id":"\\([^"]*\\)".*/\\1/')
                you=$(echo "$line" | sed 's/.*"src":"\\([^"]*\\)".*/\\1/')
                echo '{"src":"'$me'","dest":"'$you'","body":{"type":"init_ok","in_reply_to":1}}'
                exec sleep 600""");
        TestPlan plan = plan(Workload.G_SET, bin)
                .withPatience(new TestPlan.Patience(Duration.ofSeconds(60), Duration.ofSeconds(1)));
        NodeFault fault = onlyFault(run(plan));
        assertThat(fault.kind()).isEqualTo(NodeFault.Kind.SILENT);
        assertThat(fault.story()).contains("final read");
    }

    @Test
    void whatNodesStarted_isGoneWithThem() throws Exception {
        Path pids = directory.resolve("pids");
        Path bin = script("parent", """
                sleep 600 &
                echo $! >> 'PIDS'
                (setsid sleep 601 >/dev/null 2>&1 & echo $! >> 'PIDS')
                while [ $(wc -l < 'PIDS') -lt 6 ]; do sleep 0.1; done
                echo all are there, and this is no message
                wait""".replace("PIDS", pids.toString()));
        assertThat(onlyFault(run(plan(Workload.ECHO, bin))).kind()).isEqualTo(NodeFault.Kind.GARBAGE);
        List<String> all = Files.readAllLines(pids);
        assertThat(all).hasSize(6);
        for (String pid : all) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(p -> assertGone(p));
        }
    }

    private static void assertGone(ProcessHandle p) {
        if (p.isAlive() && Files.isDirectory(Path.of("/proc"))) {
            // killed already, though perhaps not yet reaped by whoever inherited it
            assertThat(Path.of("/proc/" + p.pid() + "/cmdline")).satisfiesAnyOf(
                    file -> assertThat(file).doesNotExist(), file -> assertThat(file).content().isEmpty());
        }
    }

    @Test
    void partitions_divideAndHeal_andNothingIsLostThatIsSentAgain() throws Exception {
        TestPlan plan = plan(Workload.ECHO, toy(), "echo")
                .withNemesis(new TestPlan.Nemesis(Set.of(FaultKind.PARTITION), Duration.ofMillis(100),
                        Optional.of(Partition.Shape.HALVES), Optional.empty()));
        TestResult result = run(plan);
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        List<Op> nemesis = new ArrayList<>();
        HistoryFile.at(result.directory()).forEach(op -> {
            if (!op.isClient()) {
                nemesis.add(op);
            }
        });
        assertThat(nemesis).extracting(Op::f).startsWith("start-partition", "start-partition", "stop-partition")
                .endsWith("stop-partition", "stop-partition");
        assertThat(String.valueOf(nemesis.get(1).value())).startsWith("halves: ");
    }

    @Test
    void seed_fixesWhatIsAsked() throws Exception {
        List<List<String>> asked = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            List<String> run = new ArrayList<>();
            HistoryFile.at(run(plan(Workload.PN_COUNTER, toy(), "pn-counter")).directory()).forEach(op -> {
                if (op.type() == Op.Type.INVOKE && !op.isFinal()) {
                    run.add(op.f() + " " + op.value());
                }
            });
            asked.add(run);
        }
        int common = Math.min(asked.get(0).size(), asked.get(1).size());
        assertThat(common).isGreaterThan(3);
        assertThat(asked.get(0).subList(0, common)).isEqualTo(asked.get(1).subList(0, common));
    }

    @Test
    void pythonNode_isAsGoodAsAny() throws Exception {
        assumeThat(python()).as("python3 is there").isTrue();
        Path bin = directory.resolve("echo.py");
        Files.writeString(bin, """
                #!/usr/bin/env python3
                import json, sys
                for line in sys.stdin:
                    m = json.loads(line)
                    b = m['body']
                    r = {'type': b['type'] + '_ok', 'in_reply_to': b['msg_id']}
                    if 'echo' in b:
                        r['echo'] = b['echo']
                    print(json.dumps({'src': m['dest'], 'dest': m['src'], 'body': r}), flush=True)
                """);
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxr-xr-x"));
        TestResult result = run(plan(Workload.ECHO, bin));
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
    }

    private static boolean python() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void nonsense_isRefusedInOneLine() throws Exception {
        Path bin = toy();
        Path plain = Files.writeString(directory.resolve("plain"), "");
        assertThatThrownBy(() -> plan(Workload.ECHO, directory.resolve("nowhere")))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> plan(Workload.ECHO, plain)).hasMessageContaining("not executable");
        assertThatThrownBy(() -> plan(Workload.ECHO, directory)).hasMessageContaining("not a file");
        assertThatThrownBy(() -> plan(Workload.ECHO, bin).withClaims(fifo())).hasMessageContaining("only broadcast");
        assertThatThrownBy(() -> TestPlan.of(Workload.ECHO, new TestPlan.Target(bin, List.of()), List.of("c1"), 1,
                directory)).hasMessageContaining("clients");
    }
}
