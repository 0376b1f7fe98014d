package org.espalier.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.HistoryFile;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.txn.ConsistencyModel;
import org.espalier.workbench.process.NodeFault;
import org.espalier.workbench.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs of key-value stores, logs and transactions, good and broken ones. */
class StoresTest {

    @TempDir
    private Path directory = Path.of("");

    private TestPlan plan(Workload workload, String... flaw) throws Exception {
        List<String> args = new ArrayList<>(List.of(workload.label()));
        args.addAll(List.of(flaw));
        return TestPlan
                .of(workload, new TestPlan.Target(ToyNode.script(directory), args), TestPlan.numbered(3), 1,
                        directory.resolve("store"))
                .withLoad(new TestPlan.Load(300, 12, Duration.ofMillis(1500), Duration.ZERO, Long.MAX_VALUE))
                .withKeys(new TestPlan.Keys(2, 16))
                .withPatience(new TestPlan.Patience(Duration.ofSeconds(60), Duration.ofSeconds(30)));
    }

    private static TestResult run(TestPlan plan) throws Exception {
        return Run.execute(plan, Console.SILENT);
    }

    private static List<Op> history(TestResult result, String name) throws Exception {
        List<Op> ops = new ArrayList<>();
        HistoryFile.at(result.directory().resolve(name)).forEach(ops::add);
        return ops;
    }

    @Test
    void singleStore_isLinearizable_andItsHistoryHasJepsensTuples() throws Exception {
        TestResult result = run(plan(Workload.LIN_KV));
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        List<Op> ops = history(result, HistoryFile.JSON_NAME);
        assertThat(ops).extracting(Op::f).contains("read", "write", "cas").hasSizeGreaterThan(100);
        assertThat(ops).allSatisfy(op -> assertThat((List<?>) op.value()).hasSize(2));
        assertThat(ops).filteredOn(op -> op.type() == Op.Type.FAIL)
                .extracting(op -> op.error() instanceof List<?> e ? String.valueOf(e.get(0)) : "")
                .contains("precondition-failed").isSubsetOf("precondition-failed", "key-does-not-exist");
        assertThat(Files.readString(result.directory().resolve(HistoryFile.EDN_NAME)))
                .containsPattern(":type :invoke, :process \\d+, :f :read, :value \\[[01] nil]}")
                .containsPattern(":type :ok, :process \\d+, :f :read, :value \\[[01] [0-4]]}")
                .containsPattern(":f :cas, :value \\[[01] \\[[0-4] [0-4]]], :error \\[:precondition-failed \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"split-brain", "stale"})
    void storeThatIsNone_isCaught(String flaw) throws Exception {
        TestResult result = run(plan(Workload.LIN_KV, flaw));
        assertThat(result.faults()).as(result.summary()).isEmpty();
        assertThat(result.get("workload", "valid?")).as(result.summary()).isEqualTo(false);
    }

    @Test
    void singleLog_isValid_andItsHistoryHasJepsensMicroOperations() throws Exception {
        TestResult result = run(plan(Workload.KAFKA));
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        List<Op> ops = history(result, HistoryFile.JSON_NAME);
        assertThat(ops).extracting(Op::f).contains("send", "poll", "assign", "crash");
        assertThat(ops).filteredOn(op -> op.f().equals("crash") && op.type() != Op.Type.INVOKE)
                .allMatch(op -> op.type() == Op.Type.INFO);
        assertThat(ops).as("everything is polled in the end")
                .filteredOn(op -> op.isFinal() && op.is(Op.Type.OK, "poll")).isNotEmpty();
        assertThat(Files.readString(result.directory().resolve(HistoryFile.EDN_NAME)))
                .containsPattern(":type :invoke, :process \\d+, :f :send, :value \\[\\[:send \"\\d+\" \\d+]]}")
                .containsPattern(":type :ok, :process \\d+, :f :send, :value \\[\\[:send \"\\d+\" \\[\\d+ \\d+]]]}")
                .containsPattern(":type :invoke, :process \\d+, :f :poll, :value \\[\\[:poll]]}")
                .containsPattern(":type :ok, :process \\d+, :f :poll, :value \\[\\[:poll \\{\"\\d+\" \\[\\[\\d+ \\d+]")
                .containsPattern(":f :assign, :value \\[\"\\d+\"").contains(":f :crash, :value nil}");
        assertThat(history(result, HistoryFile.EDN_NAME)).extracting(Op::value)
                .isEqualTo(ops.stream().map(Op::value).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy", "backwards"})
    void logThatIsNone_isCaught(String flaw) throws Exception {
        TestResult result = run(plan(Workload.KAFKA, flaw));
        assertThat(result.faults()).as(result.summary()).isEmpty();
        assertThat(result.get("workload", "valid?")).as(result.summary()).isEqualTo(false);
    }

    @Test
    void logThatRefusesCommits_isNotTakenForOneThatSkips() throws Exception {
        TestResult result = run(plan(Workload.KAFKA, "uncommitted"));
        assertThat(result.get("workload", "valid?")).as(result.summary()).isEqualTo(true);
        assertThat(result.get("stats", "by-f", "poll", "fail-count")).isNotEqualTo(0L);
    }

    @ParameterizedTest
    @EnumSource(names = {"TXN_LIST_APPEND", "TXN_RW_REGISTER"})
    void singleStoreOfTransactions_isStrictlySerializable_andItsHistoryHasJepsensMicroOperations(Workload workload)
            throws Exception {
        TestResult result = run(plan(workload));
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        assertThat(result.summary()).contains("judged as strict-serializable\n");
        List<Op> ops = history(result, HistoryFile.JSON_NAME);
        assertThat(ops).extracting(Op::f).containsOnly("txn").hasSizeGreaterThan(100);
        String verb = workload == Workload.TXN_LIST_APPEND ? "append" : "w";
        assertThat(Files.readString(result.directory().resolve(HistoryFile.EDN_NAME)))
                .containsPattern(":type :invoke, :process \\d+, :f :txn, :value \\[\\[:(r \\d+ nil|" + verb
                        + " \\d+ \\d+)]")
                .containsPattern(":type :ok, .* :value .*\\[:r \\d+ "
                        + (workload == Workload.TXN_LIST_APPEND ? "\\[\\d+" : "\\d+") + ".*\\[:" + verb
                        + " \\d+ \\d+]");
        assertThat(history(result, HistoryFile.EDN_NAME)).extracting(Op::value)
                .isEqualTo(ops.stream().map(Op::value).toList());
    }

    @ParameterizedTest
    @CsvSource({"TXN_LIST_APPEND, split-brain, incompatible-order", "TXN_LIST_APPEND, stale, internal",
            "TXN_RW_REGISTER, split-brain, G-single-realtime", "TXN_RW_REGISTER, stale, internal"})
    void storeOfTransactionsThatIsNone_isCaught_andTheAnomalyHasAName(Workload workload, String flaw, String kind)
            throws Exception {
        TestResult result = run(plan(workload, flaw));
        assertThat(result.faults()).as(result.summary()).isEmpty();
        assertThat(result.get("workload", "valid?")).as(result.summary()).isEqualTo(false);
        assertThat((List<?>) result.get("workload", "bad-anomaly-types")).map(String::valueOf).contains(kind);
        assertThat(result.summary()).contains("judged as strict-serializable; it is not ", "WRONG");
    }

    /** What is allowed is told all the same. */
    @Test
    void modelThatAllowsMore_isInTheCommandThatRunsItAgain_andInTheVerdict() throws Exception {
        TestResult result = run(plan(Workload.TXN_RW_REGISTER, "split-brain").withTransactions(
                new TestPlan.Transactions(2, Set.of(ConsistencyModel.READ_UNCOMMITTED))));
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        assertThat((List<?>) result.get("workload", "anomaly-types")).isNotEmpty();
        assertThat(result.replay()).contains("--max-txn-length 2 --consistency-models read-uncommitted");
        assertThatThrownBy(() -> plan(Workload.KAFKA)
                .withTransactions(new TestPlan.Transactions(2, Set.of(ConsistencyModel.SERIALIZABLE))))
                .hasMessageContaining("--consistency-models are of transactions; kafka has none");
    }

    @ParameterizedTest
    @CsvSource({"LIN_KV, misspelt", "KAFKA, formless", "TXN_LIST_APPEND, shortened"})
    void answerOfTheWrongForm_isTheNodesFault(Workload workload, String flaw) throws Exception {
        TestResult result = run(plan(workload, flaw));
        assertThat(result.faults()).as(result.summary()).isNotEmpty();
        assertThat(result.faults().get(0).kind()).isEqualTo(NodeFault.Kind.MALFORMED_REPLY);
    }

    @Test
    void keys_areInTheCommandThatRunsItAgain_andOnlyWhereThereAreSome() throws Exception {
        assertThatThrownBy(() -> plan(Workload.ECHO))
                .hasMessageContaining("only lin-kv, kafka and transactions have keys");
        assertThatThrownBy(() -> plan(Workload.LIN_KV).withKeys(new TestPlan.Keys(13, 16)))
                .hasMessageContaining("12, not 13");
        assertThat(plan(Workload.KAFKA).withKeys(new TestPlan.Keys(3, 5))).satisfies(plan -> assertThat(
                new TestResult(plan, Verdict.VALID, List.of(), Map.of(), directory).replay())
                .contains("--key-count 3 --max-writes-per-key 5"));
    }
}
