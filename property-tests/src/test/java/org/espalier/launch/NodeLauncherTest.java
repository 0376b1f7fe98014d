package org.espalier.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code maelstrom/bin/espalier-node} itself, as a host starts it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // a first start builds
class NodeLauncherTest {

    private static final Path LAUNCHER = Path.of("../maelstrom/bin/espalier-node").toAbsolutePath().normalize();

    private static final List<String> ECHO = List.of("""
            {"src":"c0","dest":"n1","body":{"type":"init","node_id":"n1","node_ids":["n1"],"msg_id":1}}""", """
            {"src":"c1","dest":"n1","body":{"type":"echo","echo":"hello","msg_id":2}}""");
    private static final List<String> ECHO_OK = List.of("""
            {"src":"n1","dest":"c0","body":{"type":"init_ok","in_reply_to":1}}""", """
            {"src":"n1","dest":"c1","body":{"type":"echo_ok","in_reply_to":2,"echo":"hello"}}""");

    @TempDir
    Path elsewhere;

    private record Run(int exit, List<String> out, List<String> err) {}

    private Run run(Path program, List<String> input, String... args) {
        try {
            Path in = Files.write(elsewhere.resolve("in"), input);
            Path out = elsewhere.resolve("out");
            Path err = elsewhere.resolve("err");
            ProcessBuilder builder = new ProcessBuilder(program.toString()).directory(elsewhere.toFile())
                    .redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.command().addAll(List.of(args));
            Process process = builder.start();
            try {
                return new Run(process.waitFor(), Files.readAllLines(out), Files.readAllLines(err));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void echo_throughASymbolicLinkFromAnotherDirectory_answersAndEndsWithItsInput() throws IOException {
        Path link = Files.createSymbolicLink(elsewhere.resolve("node"), LAUNCHER);
        Run run = run(link, ECHO, "echo");
        Files.delete(link);
        assertThat(run.out()).isEqualTo(ECHO_OK);
        assertThat(run.exit()).isZero();
    }

    /** A node in a group of its own, whose answers are waited for one by one. */
    private static final class Alone implements AutoCloseable {

        private final Process process;
        private final BufferedWriter in;
        private final BufferedReader out;
        private int msgId;

        Alone(Path directory, String... args) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString()).directory(directory.toFile())
                    .redirectError(directory.resolve("err").toFile());
            builder.command().addAll(List.of(args));
            process = builder.start();
            in = process.outputWriter(StandardCharsets.UTF_8);
            out = process.inputReader(StandardCharsets.UTF_8);
            assertThat(ask("\"type\":\"init\",\"node_id\":\"n1\",\"node_ids\":[\"n1\"]")).contains("init_ok");
        }

        String ask(String members) throws IOException {
            in.write("{\"src\":\"c1\",\"dest\":\"n1\",\"body\":{" + members + ",\"msg_id\":" + ++msgId + "}}\n");
            in.flush();
            return String.valueOf(out.readLine());
        }

        /** Asks until it is done, or certainly refused for a reason that does not pass. */
        String insist(String members) throws IOException {
            String answer = ask(members);
            while (answer.contains("\"code\":11,") || answer.contains("\"code\":0,")) {
                answer = ask(members);
            }
            return answer;
        }

        int exit() throws InterruptedException {
            return process.waitFor();
        }

        void kill() {
            process.destroyForcibly();
        }

        @Override
        public void close() {
            kill();
        }
    }

    @Test
    void linKv_killedAndStartedAgain_stillHasWhatItAcknowledged() throws IOException, InterruptedException {
        String read = "\"type\":\"read\",\"key\":\"k\"";
        try (Alone first = new Alone(elsewhere, "lin-kv", "--data", "data")) {
            assertThat(first.insist("\"type\":\"write\",\"key\":\"k\",\"value\":[1,\"\u00fc\"]")).contains("write_ok");
            first.kill();
            first.exit();
        }
        assertThat(elsewhere.resolve("data/n1")).isDirectory();
        try (Alone second = new Alone(elsewhere, "lin-kv", "--data", "data")) {
            assertThat(second.insist(read)).contains("\"value\":[1,\"\u00fc\"]");
            Run third = run(LAUNCHER, ECHO.subList(0, 1), "lin-kv", "--data", "data");
            assertThat(third.exit()).as("a second process on the same data").isEqualTo(255);
            assertThat(third.out()).singleElement().asString().contains("\"code\":13");
            assertThat(third.err()).last().asString().startsWith("espalier-node: ")
                    .contains("another member has it open");
        }
    }

    @Test
    void dataOfAnotherWorkload_isOneLineAndExit255() throws IOException {
        try (Alone first = new Alone(elsewhere, "lin-kv", "--data", "data")) {
            assertThat(first.insist("\"type\":\"write\",\"key\":1,\"value\":1")).contains("write_ok");
        }
        Run run = run(LAUNCHER, ECHO.subList(0, 1), "kafka", "--data", "data");
        assertThat(run.exit()).isEqualTo(255);
        assertThat(run.err()).last().asString().contains("n1.group: the log is another group's or workload's");
    }

    @Test
    void mutants_areListedWhenThereIsNoneOfThatName() {
        Run run = run(LAUNCHER, List.of(), "lin-kv", "--mutant", "wat");
        assertThat(run.exit()).isEqualTo(254);
        assertThat(run.err()).last().asString().contains("no-sync", "no-dedup", "ack-early", "forget-log");
    }

    @Test
    void unknownWorkload_isOneLineAndExit254() {
        Run run = run(LAUNCHER, List.of(), "wat");
        assertThat(run.exit()).isEqualTo(254);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).last().asString().startsWith("espalier-node: unknown workload wat");
    }
}
