package org.espalier.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.HistoryFile;
import org.espalier.checkers.history.Op;
import org.espalier.workbench.nemesis.FaultKind;
import org.espalier.workbench.nemesis.Targets;
import org.espalier.workbench.net.Partition;
import org.espalier.workbench.process.NodeFault;
import org.espalier.workbench.report.RunPage;
import org.espalier.workbench.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of real processes that are killed and paused. */
class KillAndPauseTest {

    @TempDir
    private Path directory = Path.of("");

    /** Patient with nodes, since the machine may be busy; so there are clients enough for some to wait for the dead. */
    private TestPlan plan(Workload workload, int nodes, Set<FaultKind> faults, Targets targets, String... args)
            throws Exception {
        return TestPlan.of(workload, new TestPlan.Target(ToyNode.script(directory), List.of(args)),
                TestPlan.numbered(nodes), 1, directory.resolve("store"))
                .withLoad(new TestPlan.Load(60, 200, Duration.ofSeconds(3), Duration.ofMillis(200), Long.MAX_VALUE))
                .withPatience(new TestPlan.Patience(Duration.ofSeconds(60), Duration.ofSeconds(5)))
                .withNemesis(new TestPlan.Nemesis(faults, Duration.ofMillis(400), Optional.empty(),
                        Optional.of(targets)));
    }

    private static List<Op> history(TestResult result) throws Exception {
        List<Op> ops = new ArrayList<>();
        HistoryFile.at(result.directory()).forEach(ops::add);
        return ops;
    }

    /** The operations that began while everybody was struck, with their ends. */
    private static List<Op> during(List<Op> ops, String begin, String end) {
        List<Op> open = new ArrayList<>();
        List<Op> meanwhile = new ArrayList<>();
        boolean struck = false;
        for (Op op : ops) {
            if (op.f().equals(begin) || op.f().equals(end)) {
                struck = op.f().equals(begin) && op.value() instanceof Map; // planned first, then done
            } else if (op.isClient() && struck) {
                (op.type() == Op.Type.INVOKE ? open : meanwhile).add(op);
            }
        }
        meanwhile.removeIf(op -> open.stream().noneMatch(o -> o.process() == op.process() && o.index() < op.index()));
        assertThat(open).as("somebody asked in vain").isNotEmpty();
        return meanwhile;
    }

    @Test
    void killedNodeThatKeepsItsValues_isValid_andItsDeathIsNoFault() throws Exception {
        TestResult result = Run.execute(plan(Workload.G_SET, 1, Set.of(FaultKind.KILL), Targets.ALL, "g-set", "keep"),
                Console.SILENT);
        assertThat(result.faults()).as(result.summary()).isEmpty();
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        List<Op> ops = history(result);
        assertThat(ops).filteredOn(op -> op.f().equals("kill")).extracting(Op::value)
                .contains("all", Map.of("n0", "killed"));
        assertThat(during(ops, "kill", "start")).filteredOn(op -> op.type() == Op.Type.OK).isEmpty();
        assertThat(Files.readString(result.directory().resolve("history.edn"))).contains(":f :kill, :value :all}",
                ":f :kill, :value {\"n0\" :killed}}", ":f :start, :value {\"n0\" :started}}");
        assertThat(result.directory().resolve("run.log")).content().contains("killed n0", "started n0");
        assertThat(result.directory().resolve("node-logs/n0.log")).content().contains("-- killed, and started again");
        assertThat(result.directory().resolve(TestResult.NODE_FILES).resolve("data/n0")).isNotEmptyFile();
    }

    @Test
    void killedNodeThatForgets_isCaught() throws Exception {
        TestResult result = Run.execute(plan(Workload.G_SET, 1, Set.of(FaultKind.KILL), Targets.ALL, "g-set"),
                Console.SILENT);
        assertThat(result.faults()).as(result.summary()).isEmpty();
        assertThat(result.get("workload", "valid?")).as(result.summary()).isEqualTo(false);
    }

    @Test
    void runsOfOneProgram_doNotFindEachOthersFiles() throws Exception {
        TestPlan plan = plan(Workload.G_SET, 1, Set.of(FaultKind.PAUSE), Targets.ALL, "g-set", "keep")
                .withLoad(new TestPlan.Load(60, 20, Duration.ofMillis(500), Duration.ofMillis(200), 5));
        for (int i = 0; i < 2; i++) {
            TestResult result = Run.execute(plan, Console.SILENT);
            assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
            assertThat(Files.readAllLines(result.directory().resolve(TestResult.NODE_FILES).resolve("data/n0")))
                    .hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void pausedNodes_answerNothingUntilTheyAreResumed_andThenEverything() throws Exception {
        TestPlan plan = plan(Workload.ECHO, 2, Set.of(FaultKind.PAUSE), Targets.ALL, "echo")
                .withPatience(new TestPlan.Patience(Duration.ofSeconds(60), Duration.ofSeconds(60)));
        TestResult result = Run.execute(plan, Console.SILENT);
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        List<Op> ops = history(result);
        assertThat(during(ops, "pause", "resume")).isEmpty();
        assertThat(ops).filteredOn(op -> op.f().equals("resume")).extracting(Op::value)
                .contains(Map.of("n0", "resumed", "n1", "resumed"));
    }

    @Test
    void everyFault_atOnce_isSurvived() throws Exception {
        TestPlan plan = plan(Workload.UNIQUE_IDS, 3, Set.of(FaultKind.values()), Targets.SOME, "unique-ids", "pid")
                .withLoad(new TestPlan.Load(60, 200, Duration.ofSeconds(8), Duration.ofMillis(200), Long.MAX_VALUE));
        TestResult result = Run.execute(plan, Console.SILENT);
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        assertThat(history(result)).extracting(Op::f).contains("kill", "start", "pause", "resume", "slow", "full-speed",
                "start-partition", "stop-partition", "start-flapping", "stop-flapping");
        assertThat(result.replay()).contains("--nemesis partition,flapping,kill,pause,slow")
                .contains("--nemesis-targets some");
    }

    @Test
    void slowedNodes_answerInTheEnd_andThePageShadesWhenTheyWereSlow() throws Exception {
        TestResult result = Run.execute(plan(Workload.ECHO, 2, Set.of(FaultKind.SLOW), Targets.ALL, "echo")
                .withPatience(new TestPlan.Patience(Duration.ofSeconds(60), Duration.ofSeconds(60))), Console.SILENT);
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        assertThat(result.summary()).contains("slow nodes every 0.4 s").containsPattern("\\d × slow nodes");
        assertThat(history(result)).filteredOn(op -> op.f().equals("full-speed")).extracting(Op::value)
                .contains(Map.of("n0", "at-full-speed", "n1", "at-full-speed"));
        assertThat(result.directory().resolve(RunPage.NAME)).content().contains("n0 slowed", "n1 slowed");
    }

    @Test
    void flappingPartition_isShadedAsOne() throws Exception {
        TestPlan plan = plan(Workload.ECHO, 2, Set.of(FaultKind.PAUSE), Targets.ALL, "echo");
        TestResult result = Run.execute(plan.withNemesis(new TestPlan.Nemesis(Set.of(FaultKind.FLAPPING),
                Duration.ofMillis(400), Optional.of(Partition.Shape.ALL), Optional.empty())), Console.SILENT);
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        assertThat(result.summary()).contains("flapping partitions every 0.4 s");
        assertThat(result.directory().resolve(RunPage.NAME)).content().contains("flapping", "every node is alone");
    }

    @Test
    void nodeThatDiesByItself_isAFaultStill() throws Exception {
        TestPlan plan = plan(Workload.BROADCAST, 3, Set.of(FaultKind.PAUSE), Targets.ONE, "broadcast", "crash");
        TestResult result = Run.execute(plan, Console.SILENT);
        assertThat(result.faults()).as(result.summary()).isNotEmpty();
        assertThat(result.faults().get(0).kind()).isEqualTo(NodeFault.Kind.CRASHED);
    }
}
