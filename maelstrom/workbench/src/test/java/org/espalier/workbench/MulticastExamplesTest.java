package org.espalier.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.multicast.MessageOrder;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.workload.Workload;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example nodes for the multicast workload, over a network that loses, doubles, delays and reorders messages. */
class MulticastExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
    private static final long SEED = 1;
    private static final Network.Conditions ROUGH = new Network.Conditions(
            new Latency(TimeUnit.MILLISECONDS.toNanos(20), Latency.Shape.EXPONENTIAL), 0.1, 0.1);

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({"python/multicast_fifo.py, python3, FIFO, ''", //
            "python/multicast_fifo_wrong.py, python3, FIFO, FifoOrder",
            "javascript/multicast_total.js, node, TOTAL, ''",
            "javascript/multicast_total_wrong.js, node, TOTAL, TotalOrder"})
    void exampleNode_getsItsVerdict(String program, String interpreter, MessageOrder order, String violated)
            throws Exception {
        assumeThat(isInstalled(interpreter)).as("%s is needed to run %s", interpreter, program).isTrue();
        TestPlan plan = TestPlan
                .of(Workload.MULTICAST, new TestPlan.Target(EXAMPLES.resolve(program), List.of()),
                        TestPlan.numbered(4), SEED, directory.resolve("store"))
                .withLoad(new TestPlan.Load(120, 8, Duration.ofSeconds(2), Duration.ofSeconds(3), Long.MAX_VALUE))
                .withConditions(ROUGH)
                .withClaims(new TestPlan.Claims(TestPlan.Order.NONE, "the test", OptionalDouble.empty(),
                        new TestPlan.Multicasts(3, List.of(order))))
                .withPatience(new TestPlan.Patience(Duration.ofSeconds(60), Duration.ofSeconds(30)));
        TestResult result = Run.execute(plan, Console.SILENT);
        assertThat(result.verdict()).as(result.summary())
                .isEqualTo(violated.isEmpty() ? Verdict.VALID : Verdict.INVALID);
        if (!violated.isEmpty()) {
            assertThat(result.get("delivery", violated, "valid?")).as(result.summary()).isEqualTo(false);
            assertThat(result.get("delivery", "NoCreation", "valid?")).as(result.summary()).isEqualTo(true);
            assertThat(result.get("delivery", "Convergence", "valid?")).as(result.summary()).isEqualTo(true);
        }
        assertThat(result.summary()).contains("groups").contains(order.label());
    }

    private static boolean isInstalled(String interpreter) {
        try {
            Process process = new ProcessBuilder(interpreter, "--version").redirectErrorStream(true).start();
            process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            return process.waitFor() == 0 && Files.isDirectory(EXAMPLES);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
