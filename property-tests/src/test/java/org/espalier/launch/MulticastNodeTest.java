package org.espalier.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.multicast.MessageOrder;
import org.espalier.workbench.Console;
import org.espalier.workbench.Run;
import org.espalier.workbench.TestPlan;
import org.espalier.workbench.TestResult;
import org.espalier.workbench.net.Corruption;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.process.NodeFault;
import org.espalier.workbench.workload.Workload;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code espalier-node multicast} as processes under the workbench: sound, and with the defects that order across groups can
 * die of. What is broken shows under this seed; what is sound holds whatever the seed.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // a first start builds
class MulticastNodeTest {

    private static final Path LAUNCHER = Path.of("../maelstrom/bin/espalier-node").toAbsolutePath().normalize();
    private static final long SEED = 1;
    /** Sound nodes have waited long enough by then for what was lost again and again. */
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofSeconds(3);

    @TempDir
    private Path directory = Path.of("");

    private TestResult run(MessageOrder order, String mutant, double corruption) throws Exception {
        List<String> args = new ArrayList<>(List.of("multicast", "--order", order.label()));
        if (!mutant.isEmpty()) {
            args.addAll(List.of("--mutant", mutant));
        }
        TestPlan plan = TestPlan
                .of(Workload.MULTICAST, new TestPlan.Target(LAUNCHER, args), TestPlan.numbered(5), SEED,
                        directory.resolve("store"))
                .withLoad(new TestPlan.Load(60, 5, Duration.ofSeconds(8), mutant.isEmpty() ? LONG : SHORT,
                        Long.MAX_VALUE))
                .withConditions(new Network.Conditions(Latency.NONE, 0.2, 0.2,
                        new Corruption(corruption, Corruption.Kind.JSON)))
                .withClaims(new TestPlan.Claims(TestPlan.Order.NONE, "the test", OptionalDouble.empty(),
                        new TestPlan.Multicasts(3, List.of(order))))
                .withPatience(new TestPlan.Patience(Duration.ofSeconds(60), Duration.ofSeconds(30)))
                .withNemesis(TestPlan.Nemesis.partitions(Duration.ofSeconds(2)));
        return Run.execute(plan, Console.SILENT);
    }

    @ParameterizedTest
    @CsvSource({"FIFO,0", "CAUSAL,0.1"})
    void soundNodes_keepTheirOrder(MessageOrder order, double corruption) throws Exception {
        TestResult result = run(order, "", corruption);
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.VALID);
        assertThat((Long) result.get("net", "servers", "corrupted-count")).as(result.summary())
                .satisfies(n -> assertThat(n > 0).isEqualTo(corruption > 0));
    }

    @ParameterizedTest
    @CsvSource({"FIFO,no-sync,Convergence", "CAUSAL,no-sync,Convergence", "FIFO,no-dedup,NoDuplication",
            "CAUSAL,no-dedup,NoDuplication"})
    void brokenNodes_breakTheirOrder(MessageOrder order, String mutant, String property) throws Exception {
        TestResult result = run(order, mutant, 0);
        assertThat(result.get("delivery", property, "valid?")).as(result.summary()).isEqualTo(false);
    }

    /** What it takes for a packet has another node's numbers, and sooner or later an invariant of the core does not hold. */
    @ParameterizedTest
    @EnumSource(names = {"FIFO", "TOTAL"})
    void nodesWithoutAChecksum_doNotSurviveCorruption(MessageOrder order) throws Exception {
        TestResult result = run(order, "no-checksum", 0.2);
        assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.INVALID);
        assertThat(result.faults()).as(result.summary())
                .allMatch(fault -> fault.kind() == NodeFault.Kind.CRASHED);
    }
}
