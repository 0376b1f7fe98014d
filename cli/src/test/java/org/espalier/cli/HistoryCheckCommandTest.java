package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.espalier.workbench.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import picocli.CommandLine;

class HistoryCheckCommandTest {

    /** n1 answers 1 with 2; the placeholder is what n0 delivered in the end. */
    private static final String EDN = """
            {:index 0, :time 1, :type :invoke, :process 0, :f :broadcast, :value 1}
            {:index 1, :time 2, :type :ok, :process 0, :f :broadcast, :value 1}
            {:index 2, :time 3, :type :invoke, :process 1, :f :read, :value nil}
            {:index 3, :time 4, :type :ok, :process 1, :f :read, :value [1]}
            {:index 4, :time 5, :type :invoke, :process 1, :f :broadcast, :value 2}
            {:index 5, :time 6, :type :ok, :process 1, :f :broadcast, :value 2}
            {:index 6, :time 7, :type :invoke, :process 0, :f :read, :final? true, :value nil}
            {:index 7, :time 8, :type :invoke, :process 1, :f :read, :final? true, :value nil}
            {:index 8, :time 9, :type :ok, :process 1, :f :read, :final? true, :value [1 2]}
            {:index 9, :time 9, :type :ok, :process 0, :f :read, :final? true, :value [%s]}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path dir;

    private int run(String... args) {
        CommandLine line = Espalier.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private Path history(String lastRead) throws IOException {
        return Files.writeString(dir.resolve("history.edn"), EDN.replace("%s", lastRead));
    }

    private void saysBad(String... parts) {
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains(parts);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void goodHistory_exits0_andPrintsATable() throws IOException {
        assertThat(run("history", "check", history("1 2").toString())).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).contains("2 broadcasts, 2 acknowledged; nodes n0 n1 (concurrency 2 inferred")
                .contains("CausalOrder").contains("FifoOrder").doesNotContain("VIOLATED");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void answerBeforeQuestion_exits1_andIsExplained() throws IOException {
        history("2 1");
        assertThat(run("history", "check", dir.toString(), "--order", "causal")).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).doesNotContain("FifoOrder").containsPattern("CausalOrder +VIOLATED +4 +1")
                .contains(
                        "CausalOrder: n0 delivered 2 (of n1) at position 0 before 1 (of n0) at position 1, although n1 had"
                                + " delivered 1 at position 0, as it said at index 3, before it was asked for 2 (index 4)");
    }

    @Test
    void fifoOnly_doesNotAskForCausalOrder() throws IOException {
        assertThat(run("history", "check", history("2 1").toString(), "--order", "fifo")).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).contains("FifoOrder").doesNotContain("CausalOrder");
    }

    @Test
    void oneSequenceEverywhere_isInTotalOrder() throws IOException {
        assertThat(run("history", "check", history("1 2").toString(), "--order", "total")).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).containsPattern("TotalOrder +holds +4 +0")
                .containsPattern("UniformAgreement +holds +4 +0").doesNotContain("CausalOrder");
    }

    @Test
    void twoSequences_exit1_withTheFirstPositionAtWhichTheyPart() throws IOException {
        assertThat(run("history", "check", history("2 1").toString(), "--order", "total,fifo"))
                .isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).containsPattern("FifoOrder +holds").containsPattern("TotalOrder +VIOLATED +4 +1")
                .contains("TotalOrder: n1 delivered 1 (of n0) at position 0 (index 3), where n0 delivered 2 (of n1)"
                        + " (index 9)");
    }

    @Test
    void oneNodeLacksTheLast_isNoUniformAgreement() throws IOException {
        assertThat(run("history", "check", history("1").toString(), "--order", "total"))
                .isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).containsPattern("TotalOrder +holds").contains("UniformAgreement: n0 does not have 2"
                + " (of n1) in the end, although n1 had delivered it at position 1 (index 8)");
    }

    @Test
    void emptyHistory_exits2() throws IOException {
        Path file = Files.writeString(dir.resolve("history.jsonl"), "");
        assertThat(run("history", "check", "-w", "broadcast", file.toString())).isEqualTo(ExitCode.UNKNOWN);
        assertThat(out.toString()).contains("unknown, because nothing was broadcast");
    }

    @Test
    void json_isOneTree() throws IOException {
        assertThat(run("history", "check", "--json", history("2").toString())).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(out.toString()).contains("\"valid?\":false").contains("\"CausalOrder\":{\"valid?\":false")
                .contains("\"why\":\"delivered-before\"").contains("\"stable-latencies\":{\"0\":0,\"0.5\":0");
    }

    @Test
    void truncatedLine_saysWhere() throws IOException {
        Path file = Files.writeString(dir.resolve("history.jsonl"), """
                {"index":0,"time":0,"process":0,"type":"invoke","f":"read","value":null}
                {"index":1,"time":0,"pro""");
        assertThat(run("history", "check", file.toString())).isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad(file + ":2: ", "breaks off");
    }

    @Test
    void missingFile_unknownOrder_badCount_areOneLineEach() throws IOException {
        assertThat(run("history", "check", dir.resolve("nowhere").toString())).isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("nowhere", "no such file");
        err.getBuffer().setLength(0);
        assertThat(run("history", "check", "--order", "partial", "x")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("--order", "partial");
        err.getBuffer().setLength(0);
        assertThat(run("history", "check", "--node-count", "0", history("1").toString()))
                .isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("--node-count must be at least 1");
        err.getBuffer().setLength(0);
        assertThat(run("history")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("history --help");
    }

    @Test
    void valueBroadcastTwice_saysWhere() throws IOException {
        Path file = Files.writeString(dir.resolve("history.edn"), EDN.replace("%s", "1 2")
                .replace(":f :broadcast, :value 2", ":f :broadcast, :value 1"));
        assertThat(run("history", "check", file.toString())).isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("index 4: 1 is broadcast a second time");
    }

    private Path stored(String... operations) throws IOException {
        return Files.write(dir.resolve("history.edn"), List.of(operations));
    }

    private static String op(int process, String type, String f, String value) {
        return "{:type :" + type + ", :process " + process + ", :f :" + f + ", :value " + value + "}";
    }

    private Path skew(String read) throws IOException {
        return stored(op(0, "invoke", "txn", "[[:r 5 nil] [:append 6 1]]"),
                op(1, "invoke", "txn", "[[:r 6 nil] [:append 5 1]]"), op(0, "ok", "txn", "[[:r 5 nil] [:append 6 1]]"),
                op(1, "ok", "txn", "[[:r 6 " + read + "] [:append 5 1]]"));
    }

    @Test
    void transactions_areJudgedByTheModelTheyAreHeldTo() throws IOException {
        String file = skew("nil").toString();
        assertThat(run("history", "check", "-w", "txn-list-append", file)).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString())
                .contains("2 transactions, 2 of which returned ok and 0 failed; judged as strict-serial",
                        "G2-item: a cycle of 2", "not repeatable-read")
                .endsWith("INVALID\n");
        out.getBuffer().setLength(0);
        assertThat(run("history", "check", "-w", "txn-list-append", "--consistency-models", "snapshot-isolation", file))
                .isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).contains("G2-item (allowed here)").endsWith("VALID\n");
        out.getBuffer().setLength(0);
        assertThat(run("history", "check", "-w", "txn-list-append", "--json", skew("[1]").toString()))
                .isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).contains("\"valid?\":true,\"txn-count\":2").hasLineCount(1);
    }

    @Test
    void registersOfTransactions_keys_andLogs_areJudgedByTheirWorkload() throws IOException {
        assertThat(run("history", "check", "--workload", "txn-rw-register",
                stored(op(0, "invoke", "txn", "[[:w 5 1]]"), op(0, "ok", "txn", "[[:w 5 1]]"),
                        op(1, "invoke", "txn", "[[:r 5 nil]]"), op(1, "ok", "txn", "[[:r 5 nil]]")).toString()))
                .isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("G-single-realtime: a cycle of 2");
        assertThat(run("history", "check", "--workload", "lin-kv",
                stored(op(0, "invoke", "write", "[5 1]"), op(0, "ok", "write", "[5 1]"),
                        op(1, "invoke", "read", "[5 nil]"), op(1, "ok", "read", "[5 2]")).toString()))
                .isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("2 operations that say something about 1 keys",
                "key 5 is not linearizable");
        assertThat(run("history", "check", "--workload", "kafka",
                stored(op(0, "invoke", "send", "[[:send \"5\" 1]]"), op(0, "ok", "send", "[[:send \"5\" [0 1]]]"),
                        op(1, "invoke", "poll", "[[:poll]]"), op(1, "ok", "poll", "[[:poll {\"5\" [[0 1]]}]]"))
                        .toString()))
                .isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).contains("1 sends and 1 polls returned ok");
    }

    @Test
    void storeOfWhichNothingIsKnown_exits2_andOneOfAnotherWorkload254() throws IOException {
        assertThat(run("history", "check", "-w", "txn-list-append", stored(op(0, "invoke", "txn", "[[:r 5 nil]]"))
                .toString())).isEqualTo(ExitCode.UNKNOWN);
        assertThat(out.toString()).contains("UNKNOWN");
        out.getBuffer().setLength(0);
        assertThat(run("history", "check", "-w", "txn-rw-register", skew("nil").toString()))
                .isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("a transaction with", "\"w\"");
        err.getBuffer().setLength(0);
        assertThat(run("history", "check", "-w", "chess", skew("nil").toString())).isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("--workload: one of echo, broadcast", "chess");
        err.getBuffer().setLength(0);
        assertThat(run("history", "check", "-w", "broadcast", "--consistency-models", "serializable",
                skew("nil").toString()))
                .isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("--consistency-models", "broadcast has none");
        err.getBuffer().setLength(0);
        assertThat(run("history", "check", "-w", "lin-kv", "--order", "fifo", skew("nil").toString()))
                .isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("--order is of broadcast; lin-kv has none");
        err.getBuffer().setLength(0);
        assertThat(run("history", "check", "-w", "txn-list-append", "--consistency-models", "good",
                skew("nil").toString())).isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("--consistency-models: one of read-uncommitted");
    }

    @Test
    void multicastHistory_isJudgedByTheOrdersOfItsMessages() throws IOException {
        Path file = Files.writeString(dir.resolve("history.jsonl"),
                """
                        {"index":0,"time":0,"process":"nemesis","type":"info","f":"groups","value":{"g0":["n0","n1"],"g1":["n0","n1"]}}
                        {"index":1,"time":1,"process":0,"node":"n0","type":"invoke","f":"multicast","value":{"group":"g0","order":"fifo","message":0}}
                        {"index":2,"time":2,"process":0,"node":"n0","type":"ok","f":"multicast","value":{"group":"g0","order":"fifo","message":0}}
                        {"index":3,"time":3,"process":0,"node":"n0","type":"invoke","f":"multicast","value":{"group":"g1","order":"fifo","message":1}}
                        {"index":4,"time":4,"process":0,"node":"n0","type":"ok","f":"multicast","value":{"group":"g1","order":"fifo","message":1}}
                        {"index":5,"time":5,"process":1,"node":"n1","type":"invoke","f":"deliveries","value":{"from":0}}
                        {"index":6,"time":6,"process":1,"node":"n1","type":"ok","f":"deliveries","value":{"from":0,"messages":[1,0]}}
                        """);
        assertThat(run("history", "check", "-w", "multicast", file.toString())).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("2 multicasts; nodes n0 n1").containsPattern("FifoOrder +VIOLATED +2 +1")
                .contains("n1 delivered 1 (fifo, of n0 to g1) at position 0 before 0").doesNotContain("TotalOrder");
        out.getBuffer().setLength(0);
        assertThat(run("history", "check", "-w", "multicast", "--order", "fifo", file.toString()))
                .isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("--order: each message of multicast has its own");
    }

    /** What the workbench leaves beside a history, as far as it matters here. */
    private void results(String workload, String order, String models) throws IOException {
        Files.writeString(dir.resolve("results.json"), """
                {"valid?":true,"workload":{"valid?":true%s},"test":{"workload":"%s","order":"%s"}}
                """.formatted(models.isEmpty() ? "" : ",\"consistency-models\":[\"" + models + "\"]", workload, order));
    }

    @Test
    void directoryOfARun_isJudgedByTheWorkload_orderAndModels_thatTheRunSays() throws IOException {
        history("2 1");
        results("broadcast", "causal", "");
        assertThat(run("history", "check", dir.toString())).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).startsWith("judged as broadcast (known from results.json)\n")
                .contains("CausalOrder: n0");
        out.getBuffer().setLength(0);
        results("broadcast", "fifo", "");
        assertThat(run("history", "check", dir.toString())).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).contains("FifoOrder").doesNotContain("CausalOrder");
        out.getBuffer().setLength(0);
        assertThat(run("history", "check", "--order", "causal", dir.toString())).isEqualTo(ExitCode.VIOLATED);
        out.getBuffer().setLength(0);

        skew("nil");
        results("txn-list-append", "none", "snapshot-isolation");
        assertThat(run("history", "check", dir.toString())).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).contains("judged as snapshot-isolation", "G2-item (allowed here)");
        out.getBuffer().setLength(0);
        assertThat(run("history", "check", "--consistency-models", "serializable", "--json", dir.toString()))
                .isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("\"workload\":\"txn-list-append\"",
                "\"how-workload-is-known\":\"results.json\"", "\"G2-item\"");
        assertThat(run("history", "check", "--order", "fifo", dir.toString())).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString()).contains("--order is of broadcast; txn-list-append has none");
    }

    @Test
    void broadcastOfWhichNoOrderWasClaimed_isHeldToTheSameInTheEnd() throws IOException {
        history("2 1");
        results("broadcast", "none", "");
        assertThat(run("history", "check", dir.toString())).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).containsPattern("Convergence +holds").doesNotContain("Order");
        out.getBuffer().setLength(0);
        history("1");
        assertThat(run("history", "check", dir.toString())).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).containsPattern("Convergence +VIOLATED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"test.edn|{:name \"lin-kv\", :concurrency 2}",
            "jepsen.log|INFO jepsen core: {:name \"run of 2026\", :workload :lin-kv}"})
    void directoryOfAStockRun_isJudgedByTheWorkloadThatItsTestMapSays(String name, String text) throws IOException {
        stored(op(0, "invoke", "read", "[5 nil]"), op(0, "ok", "read", "[5 2]"));
        Files.writeString(dir.resolve(name), text);
        assertThat(run("history", "check", dir.toString())).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).startsWith("judged as lin-kv (known from " + name + ")\n")
                .contains("key 5 is not linearizable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"txn|[[:r 5 nil] [:append 5 1]]|txn-list-append",
            "txn|[[:w 5 1]]|txn-rw-register", "write|[5 1]|lin-kv", "send|[[:send \"5\" [0 1]]]|kafka",
            "broadcast|1|broadcast", "echo|\"a\"|echo", "generate|nil|unique-ids"})
    void historyAlone_isJudgedByTheWorkloadThatHasSuchOperations(String f, String value, String workload)
            throws IOException {
        String file = stored(op(0, "invoke", f, value), op(0, "fail", f, value)).toString();
        assertThat(run("history", "check", file)).isNotEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(out.toString())
                .startsWith("judged as " + workload + " (known from the operations of the history)\n");
    }

    @Test
    void directoryWithoutAHint_isOneLineThatSaysWhatToDo_andMayBeJudgedByName() throws IOException {
        stored(op(0, "invoke", "add", "1"), op(0, "ok", "add", "1"), op(0, "invoke", "read", "nil"),
                op(0, "ok", "read", "[1]"));
        assertThat(run("history", "check", dir.toString())).isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad(dir + ": nothing there says what was asked for; name it: --workload, one of echo, ");
        Files.writeString(dir.resolve("results.json"), "{\"valid?\":tr");
        Files.writeString(dir.resolve("test.edn"), "{:name \"etcd\"}");
        err.getBuffer().setLength(0);
        assertThat(run("history", "check", dir.toString())).isEqualTo(ExitCode.BAD_ARGUMENTS);
        saysBad("nothing there says what was asked for");
        assertThat(run("history", "check", "-w", "g-set", dir.toString())).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).contains("\"attempt-count\":1").endsWith("VALID\n");
    }

    @ParameterizedTest
    @EnumSource(Workload.class)
    void runInWhichNothingWasAsked_isNotUnreadable(Workload workload) throws IOException {
        Files.writeString(dir.resolve("history.jsonl"), "");
        for (String order : List.of("none", "causal")) {
            results(workload.label(), order, "");
            assertThat(run("history", "check", dir.toString())).isIn(ExitCode.GOOD, ExitCode.UNKNOWN);
        }
        assertThat(err.toString()).isEmpty();
    }
}
