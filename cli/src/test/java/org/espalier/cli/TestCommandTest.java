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
import java.util.stream.Stream;

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
            "--nemesis corrupt|it has a flag, --corrupt P", "--nemesis kill,loss|it has a flag, --loss P",
            "--nemesis kill --nemesis-shape halves|--nemesis-shape",
            "--nemesis-targets one|--nemesis", "--nemesis partition --nemesis-targets one|--nemesis-targets",
            "--nemesis pause --nemesis-targets few|--nemesis-targets",
            "--nemesis partition --nemesis-interval 0|interval",
            "--nemesis-shape halves|--nemesis", "--nemesis partition --nemesis-shape star|--nemesis-shape",
            "--topology ring|--topology", "--availability most|--availability", "--availability 2|availability",
            "--order sorted|--order", "--time-limit 0|time limit", "--nodes a,a|one name", "--nodes c1|clients",
            "--test-count 0|--test-count", "--nodes-file /no/such/file|--nodes-file", "-n a --node a|one name",
            "--nodes n1,lin-kv|a service",
            "-w echo --order fifo|order", "--seed abc|--seed",
            "-w txn-list-append --consistency-models linear|--consistency-models: one of read-uncommitted, read-committed,",
            "-w txn-list-append --max-txn-length 0|1 to 10000 steps", "--max-txn-length 3|--max-txn-length",
            "-w lin-kv --consistency-models serializable|lin-kv has none",
            "-w multicast --order fifo,best|--order: one of fifo, causal, total, not `best`",
            "-w multicast --group-count 0|--group-count: at least 1", "--group-count 2|broadcast has no groups"})
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

    /** The command in a virtual machine of its own, told to end in the middle of a pause, as Ctrl-C does. */
    @Test
    void commandThatIsEnded_leavesNoProcessBehind_notEvenAStoppedOne() throws Exception {
        Path pids = directory.resolve("pids");
        String bin = script("sleep 600 &\necho $! >> '" + pids + "'; echo $$ >> '" + pids
                + """
                        '
                        while read line; do
                          me=$(echo "$line" | sed 's/.*"dest":"\\([^"]*\\)".*/\\1/')
                          you=$(echo "$line" | sed 's/.*"src":"\\([^"]*\\)".*/\\1/')
                          type=$(echo "$line" | sed 's/.*"type":"\\([^"]*\\)".*/\\1/')
                          id=$(echo "$line" | sed 's/.*"msg_id":\\([0-9]*\\).*/\\1/')
                          echo '{"src":"'$me'","dest":"'$you'","body":{"type":"'$type'_ok","id":"'$me$id'","in_reply_to":'$id'}}' |
                            sed 's/"init_ok","id":"[^"]*"/"init_ok"/'
                        done""")
                .toString();
        Process command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Espalier.class.getName(), "test", "-w", "unique-ids", "--bin",
                bin, "--node-count", "2", "--nemesis", "pause", "--nemesis-targets", "all", "--nemesis-interval",
                "0.5", "--time-limit", "600", "--seed", "1", "--store", directory.toString())
                .redirectErrorStream(true).redirectOutput(directory.resolve("said").toFile()).start();
        try {
            while (!paused()) {
                assertThat(command.isAlive()).as(Files.readString(directory.resolve("said"))).isTrue();
                Thread.sleep(20);
            }
        } finally {
            command.destroy();
        }
        command.waitFor();
        List<String> all = Files.readAllLines(pids);
        assertThat(all).hasSize(4);
        for (String pid : all) {
            assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(TestCommandTest::isThere)).isEmpty();
        }
    }

    private boolean paused() throws IOException {
        try (Stream<Path> runs = Files.walk(directory)) {
            for (Path log : runs.filter(f -> f.endsWith("run.log")).toList()) {
                if (Files.readString(log).contains("paused n0 n1")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** One that is dead and only waits for somebody to ask how it ended has no command line any more. */
    private static boolean isThere(ProcessHandle p) {
        Path commandLine = Path.of("/proc", Long.toString(p.pid()), "cmdline");
        try {
            return p.isAlive() && (!Files.exists(commandLine) || !Files.readString(commandLine).isEmpty());
        } catch (IOException e) {
            return false;
        }
    }

    /** Answers every request with an id of its own. */
    private Path numbering() throws IOException {
        return script("""
                while read line; do
                  me=$(echo "$line" | sed 's/.*"dest":"\\([^"]*\\)".*/\\1/')
                  you=$(echo "$line" | sed 's/.*"src":"\\([^"]*\\)".*/\\1/')
                  id=$(echo "$line" | sed 's/.*"msg_id":\\([0-9]*\\).*/\\1/')
                  case "$line" in
                    *'"type":"init"'*) body='"type":"init_ok"' ;;
                    *) body='"type":"generate_ok","id":"'$you-$id'"' ;;
                  esac
                  echo '{"src":"'$me'","dest":"'$you'","body":{'$body',"in_reply_to":'$id'}}'
                done""");
    }

    @Test
    void messagesAreKept_unlessTheyAreNotWanted() throws IOException {
        String[] quietly = {"test", "-w", "unique-ids", "--bin", numbering().toString(), "--node-count", "1", "--rate",
                "20", "--time-limit", "0.5", "--store", directory.toString(), "--record"};
        Path messages = directory.resolve("latest/messages.jsonl");
        assertThat(run(quietly)).as("%s %s", out, err).isEqualTo(ExitCode.GOOD);
        assertThat(Files.readString(messages)).contains("init_ok");
        quietly[quietly.length - 1] = "--no-record";
        assertThat(run(quietly)).as("%s %s", out, err).isEqualTo(ExitCode.GOOD);
        assertThat(messages).isEmptyFile();
    }

    @Test
    void testCount_runsAgainWithTheNextSeed_untilARunIsNotValid() throws IOException {
        assertThat(run("test", "-w", "echo", "--bin", script("exit 7").toString(), "-n", "a", "--node", "b", "--seed",
                "5", "--test-count", "2", "--store", directory.toString())).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("--nodes a,b", "seed 5").doesNotContain("seed 6");
        assertThat(run("test", "-w", "unique-ids", "--bin", numbering().toString(), "--node-count", "1", "--rate",
                "20", "--time-limit", "0.5", "--seed", "7", "--test-count", "2", "--store", directory.toString()))
                .as("%s %s", out, err).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).contains("seed 7", "seed 8");
    }

    @Test
    void flagsAboutOtherMachines_areTaken_andSaidToChangeNothing() throws IOException {
        assertThat(run("test", "-w", "echo", "--bin", script("exit 7").toString(), "--no-ssh", "--username", "root",
                "--leave-db-running", "--store", directory.toString())).isEqualTo(ExitCode.VIOLATED);
        assertThat(err.toString().strip().lines()).hasSize(3)
                .allMatch(line -> line.startsWith("--") && line.contains("changes nothing"));
    }

    @Test
    void withoutAWorkload_itIsMaelstromsDefault() throws IOException {
        assertThat(run("test", "--bin", script("exit 7").toString(), "--store", directory.toString()))
                .isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).startsWith("lin-kv: 5 nodes");
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
        assertThat(out.toString()).contains("--latency-dist", "--nemesis-shape", "--nemesis-targets", "--key-count",
                "--max-txn-length", "--consistency-models", "strong-session-serializable",
                "--duplicate", "Example:",
                "mktemp -d", "node-files");
    }

    @Test
    void verdicts_haveMaelstromsExitCodes() {
        assertThat(TestCommand.exitCode(Verdict.VALID)).isZero();
        assertThat(TestCommand.exitCode(Verdict.INVALID)).isEqualTo(1);
        assertThat(TestCommand.exitCode(Verdict.UNKNOWN)).isEqualTo(2);
    }
}
