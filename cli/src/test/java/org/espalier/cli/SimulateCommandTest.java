package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

class SimulateCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Espalier.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    @Test
    void theCoreAsItIs_isGood_andSaysHowMuchWasRun() {
        assertThat(run("simulate", "-w", "causal", "--seeds", "5", "--time", "3", "--coverage")).isEqualTo(
                ExitCode.GOOD);
        assertThat(out.toString()).startsWith("good: 5 runs of causal from seed 1, 0 failed")
                .contains("runs a minute", "TreeCast.Receive", "PARTITION", "SOMETIMES\none cannot be asked")
                .containsPattern(
                        "coverage: \\d+ of 49 actions, \\d+ of 539 pairs of a fault and an action, [1-3] of 3");
    }

    @Test
    void oneSeed_isOneRun_inJsonToo() {
        run("simulate", "-w", "total", "--seeds", "1", "--seed", "3", "--time", "3", "--json");
        String hash = out.toString().replaceAll("(?s).*\"hash\":\\s*\"(\\w+)\".*", "$1");
        assertThat(hash).hasSize(16);
        out.getBuffer().setLength(0);
        run("simulate", "-w", "total", "--seeds", "1", "--seed", "3", "--time", "3");
        assertThat(out.toString()).contains(hash);
    }

    @Test
    void aMutant_isViolated_keptAsASchedule_andFailsAgainWhenReplayed() throws IOException {
        assertThat(run("simulate", "-w", "causal", "--mutant", "no-sync", "--seeds", "10", "--store",
                directory.toString())).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("violated: Convergence, seed ", "--replay", "--mutant no-sync");
        Path kept = Path.of(out.toString().replaceAll("(?s).*--replay (\\S+).*", "$1"));
        assertThat(Files.readString(kept)).startsWith("# Convergence: ");
        out.getBuffer().setLength(0);
        assertThat(run("simulate", "--replay", kept.toString(), "--trace")).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("violated: Convergence", " delivers m");
    }

    @Test
    void theNodeProgram_isGood_andCountsItsOperations() {
        assertThat(run("simulate", "-w", "lin-kv", "--seeds", "4", "--time", "3", "--nemesis", "partition"))
                .isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).startsWith("good: 4 runs of lin-kv from seed 1, 0 failed")
                .contains(" operations, hash ", "runs a minute", "faults: partition ");
        out.getBuffer().setLength(0);
        assertThat(run("simulate", "-w", "g-set", "--order", "total", "--seeds", "1", "--time", "3", "--json"))
                .isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).contains("\"workload\":\"g-set\"", "\"operations\":", "\"hash\":");
    }

    @ParameterizedTest
    @CsvSource({"causal", "broadcast"})
    void suspicionAlone_isAFaultToChoose_andIsCovered(String workload) {
        assertThat(run("simulate", "-w", workload, "--nemesis", "suspicion", "--seeds", "10", "--time", "3",
                "--coverage")).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).containsPattern("\nfaults: suspicion \\d+\n").containsPattern(" SUSPICION\n");
    }

    @Test
    void aProgramWithAMutant_isViolated_andFailsAgainFromItsSchedule_andFromItsSeed() throws IOException {
        assertThat(run("simulate", "-w", "lin-kv", "--mutant", "truncate-first", "--seeds", "60", "--shrink-runs",
                "60", "--store", directory.toString())).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("violated: Linearizability, seed ", "is not linearizable");
        Path kept = Path.of(out.toString().replaceAll("(?s).*--replay (\\S+).*", "$1"));
        String[] whole = out.toString().replaceAll("(?s).* whole +./espalier ([^\n]+).*", "$1").split(" ");
        assertThat(Files.readString(kept)).startsWith("# Linearizability: ").contains("program lin-kv clients=");
        out.getBuffer().setLength(0);
        assertThat(run("simulate", "--replay", kept.toString(), "--trace")).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("violated: Linearizability", "client asks n")
                .containsPattern("\"(read|write|cas)_ok\"");
        out.getBuffer().setLength(0);
        List<String> again = new ArrayList<>(Arrays.asList(whole));
        again.addAll(List.of("--shrink-runs", "0", "--store", directory.toString()));
        assertThat(run(again.toArray(new String[0]))).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("violated: Linearizability, seed ");
        Path page = Path.of(kept.toString().replace(".schedule", ".html"));
        assertThat(Files.readString(page)).contains("Simulated: lin-kv", "truncate-first", "linearizable, key by key",
                "cannot be put in order", "time 0 of the schedule", "5.0 s here");
    }

    @Test
    void whatIsNeverComeTo_leavesItUnknown() {
        assertThat(run("simulate", "-w", "fifo", "--seeds", "100", "--time", "0.1")).isEqualTo(ExitCode.UNKNOWN);
        assertThat(out.toString()).containsPattern("unknown: never come to, .*Tree\\.Leave");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"|-w NAME is needed", "-w partial|not partial", "-w fifo --nodes 1|--nodes",
            "-w fifo --seeds 0|--seeds", "-w lin-kv --order fifo|lin-kv has no order", "-w fifo --order causal|--order",
            "-w g-set --order odd|not odd", "-w fifo --shard 3/2|--shard", "-w fifo --nemesis rain|--nemesis",
            "-w fifo --mutant none-such|unknown mutant none-such",
            "-w lin-kv --mutant forward-first|it needs -w fifo, causal or total", "-w fifo --time 0|--time",
            "-w fifo --minutes -1|--minutes", "-w fifo --trace|--replay", "--replay none-such|none-such cannot be read",
            "--replay none-such -w fifo|--replay"})
    void badInput_isOneLineThatSaysWhat(String args, String says) {
        String[] words = ("simulate " + (args == null ? "" : args)).strip().split(" ");
        assertThat(run(words)).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains(says);
    }

    @Test
    void aSeedThatFails_hasAPage_andSoHasAReplayThatAsksForOne() throws IOException {
        run("simulate", "-w", "total", "--mutant", "no-quorum", "--seeds", "20",
                "--shrink-runs", "40", "--store", directory.toString());
        Path kept = Path.of(out.toString().replaceAll("(?s).*--replay (\\S+).*", "$1"));
        Path page = Path.of(kept.toString().replace(".schedule", ".html"));
        assertThat(Files.readString(page)).contains("Simulated: total order", "--replay " + kept, "total multicast");
        Path again = directory.resolve("again.html");
        assertThat(run("simulate", "--replay", kept.toString(), "--page", again.toString()))
                .isEqualTo(ExitCode.VIOLATED);
        assertThat(again).hasSameTextualContentAs(page);
    }

    @Test
    void aPageThatCannotBeWritten_orOfNoReplay_isRefusedInOneLine() throws IOException {
        assertThat(run("simulate", "-w", "fifo", "--page", "x.html")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("--page needs --replay");
    }
}
