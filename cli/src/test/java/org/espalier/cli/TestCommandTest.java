package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.espalier.checkers.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

class TestCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory = Path.of("");

    private int run(String... args) {
        CommandLine line = Espalier.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private Path script(String text) throws IOException {
        Path file = directory.resolve("node");
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--wat|--wat", "--node-count 0|--node-count", "--node-count x|--node-count",
            "--rate -1|--rate", "--rate NaN|--rate", "--concurrency 4m|--concurrency", "--concurrency 0|--concurrency",
            "--latency -5|--latency", "--latency-dist gaussian|--latency-dist", "--loss 1.5|--loss",
            "--duplicate -0.1|--duplicate", "--nemesis meteor|--nemesis", "--nemesis kill,|--nemesis",
            "--nemesis kill --nemesis-shape halves|--nemesis-shape",
            "--nemesis-targets one|--nemesis", "--nemesis partition --nemesis-targets one|--nemesis-targets",
            "--nemesis pause --nemesis-targets few|--nemesis-targets",
            "--nemesis partition --nemesis-interval 0|interval",
            "--nemesis-shape halves|--nemesis", "--nemesis partition --nemesis-shape star|--nemesis-shape",
            "--topology ring|--topology", "--availability most|--availability", "--availability 2|availability",
            "--order total|--order", "--time-limit 0|time limit", "--nodes a,a|one name", "--nodes c1|clients",
            "-w echo --order fifo|order", "--seed abc|--seed"})
    void nonsense_isOneClearLineAndExit254(String words, String named) throws IOException {
        List<String> args = new ArrayList<>(List.of("test", "--bin", script("exit 1").toString(), "--store",
                directory.toString()));
        if (!words.startsWith("-w ")) {
            args.addAll(List.of("-w", "broadcast"));
        }
        args.addAll(List.of(words.split(" ")));
        assertThat(run(args.toArray(new String[0]))).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains(named);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void missingOrUnusableBinary_isOneClearLineAndExit254() throws IOException {
        assertThat(run("test", "-w", "echo")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(run("test", "-w", "echo", "--bin", "/no/such/file")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        Path plain = Files.writeString(directory.resolve("plain"), "");
        assertThat(run("test", "-w", "echo", "--bin", plain.toString())).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(run("test", "-w", "chess", "--bin", plain.toString())).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().strip().lines()).hasSize(4);
        assertThat(err.toString()).contains("--bin", "no such file", "not executable", "--workload");
    }

    @Test
    void programThatCannotRun_isOneClearLineAndExit254() throws IOException {
        Path bin = Files.writeString(directory.resolve("noise"), "#!/no/such/interpreter\n");
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(run("test", "-w", "echo", "--bin", bin.toString(), "--node-count", "1", "--store",
                directory.toString())).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().strip().lines()).hasSize(1);
    }

    @Test
    void brokenNode_isExit1_andTheSummaryEndsWithTheVerdict() throws IOException {
        String bin = script("echo alas >&2; exit 7").toString();
        assertThat(run("test", "-w", "broadcast", "--bin", bin, "--node-count", "2", "--seed", "9", "--store",
                directory.toString(), "--", "broadcast", "--order", "fifo")).isEqualTo(ExitCode.VIOLATED);
        List<String> lines = out.toString().strip().lines().toList();
        assertThat(lines.get(lines.size() - 1)).startsWith("INVALID: n").contains("exit status 7");
        assertThat(out.toString()).contains("alas", "the node's own --order fifo",
                "./espalier test -w broadcast --bin " + bin + " --node-count 2", "--seed 9",
                "-- broadcast --order fifo");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void json_isOneObject() throws IOException {
        assertThat(run("test", "-w", "echo", "--bin", script("exit 7").toString(), "--node-count", "1", "--json",
                "--store", directory.toString())).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString().strip()).startsWith("{\"valid?\":false,").endsWith("}").doesNotContain("\n");
    }

    @Test
    void help_namesEveryFlag() {
        assertThat(run("test", "--help")).isZero();
        assertThat(out.toString()).contains("--latency-dist", "--nemesis-shape", "--duplicate", "Example:");
    }

    @Test
    void verdicts_haveMaelstromsExitCodes() {
        assertThat(TestCommand.exitCode(Verdict.VALID)).isZero();
        assertThat(TestCommand.exitCode(Verdict.INVALID)).isEqualTo(1);
        assertThat(TestCommand.exitCode(Verdict.UNKNOWN)).isEqualTo(2);
    }
}
