package org.espalier.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    @Test
    void unknownWorkload_isOneLineAndExit254() {
        Run run = run(LAUNCHER, List.of(), "wat");
        assertThat(run.exit()).isEqualTo(254);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).last().asString().startsWith("espalier-node: unknown workload wat");
    }
}
