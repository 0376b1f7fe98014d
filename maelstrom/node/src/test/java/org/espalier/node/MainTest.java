package org.espalier.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program over its three streams. */
class MainTest {

    private static final String INIT = """
            {"id":0,"src":"c0","dest":"n1","body":{"type":"init","node_id":"n1","node_ids":["n1","n2"],"msg_id":1}}
            """;
    private static final String INIT_OK = """
            {"src":"n1","dest":"c0","body":{"type":"init_ok","in_reply_to":1}}""";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String input, String... args) {
        return run(input, out, args);
    }

    private int run(String input, OutputStream to, String... args) {
        return Main.run(args, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), to,
                new PrintStream(err, true, StandardCharsets.UTF_8), 1_700_000_000_000L);
    }

    private List<String> out() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** What is answered to one request after init, when the answer's frame is as it should be. */
    private String answer(String workload, String body) {
        assertThat(run(INIT + "{\"src\":\"c7\",\"dest\":\"n1\",\"body\":" + body + "}\n", workload)).isZero();
        assertThat(out()).hasSize(2).first().isEqualTo(INIT_OK);
        String start = "{\"src\":\"n1\",\"dest\":\"c7\",\"body\":";
        assertThat(out().get(1)).startsWith(start).endsWith("}");
        return out().get(1).substring(start.length(), out().get(1).length() - 1);
    }

    @Test
    void echo_givesBackTheValueUntouched() {
        String value = "[1.00,-0,1e400,123456789012345678901234567890,{\"b\":\"gr\u00fc\u00df\\n\",\"a\":null},\"\\ud800\"]";
        assertThat(answer("echo", "{\"type\":\"echo\",\"msg_id\":2,\"echo\":" + value + "}"))
                .isEqualTo("{\"type\":\"echo_ok\",\"in_reply_to\":2,\"echo\":" + value + "}");
        assertThat(err()).isEmpty();
    }

    @Test
    void uniqueIds_areOfThisNodeAndThisLifeAndNeverTheSame() {
        String generate = """
                {"src":"c1","dest":"n1","body":{"type":"generate","msg_id":2}}
                """;
        assertThat(run(INIT + generate + generate, "unique-ids")).isZero();
        assertThat(out().subList(1, 3)).containsExactly(
                """
                        {"src":"n1","dest":"c1","body":{"type":"generate_ok","in_reply_to":2,"id":"n1-1700000000000-0"}}""",
                """
                        {"src":"n1","dest":"c1","body":{"type":"generate_ok","in_reply_to":2,"id":"n1-1700000000000-1"}}""");
    }

    @Test
    void endOfInput_isACleanEnd_evenInsideALine() {
        assertThat(run("", "echo")).isZero();
        assertThat(out()).isEmpty();
        assertThat(run(INIT.strip(), "echo")).isZero();
        assertThat(out()).containsExactly(INIT_OK);
        assertThat(err()).isEmpty();
    }

    @Test
    void requestBeforeInit_isTemporarilyUnavailable() {
        run("""
                {"src":"c1","dest":"n1","body":{"type":"echo","echo":1,"msg_id":5}}
                """, "echo");
        assertThat(out()).containsExactly(
                """
                        {"src":"n1","dest":"c1","body":{"type":"error","in_reply_to":5,"code":11,"text":"not initialised yet"}}""");
    }

    @Test
    void initAgain_isAnsweredAgain_butNotAsOneOfOtherNodes() {
        run(INIT + INIT + INIT.replace("\"n2\"", "\"n3\""), "echo");
        assertThat(out()).hasSize(3).startsWith(INIT_OK, INIT_OK);
        assertThat(out().get(2)).contains("\"code\":14");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"init\",\"msg_id\":1}", "{\"type\":\"init\",\"msg_id\":1,\"node_id\":\"n1\"}",
            "{\"type\":\"init\",\"msg_id\":1,\"node_id\":1,\"node_ids\":[1]}",
            "{\"type\":\"init\",\"msg_id\":1,\"node_id\":\"n1\",\"node_ids\":[\"n1\",2]}",
            "{\"type\":\"init\",\"msg_id\":1,\"node_id\":\"n1\",\"node_ids\":[\"n2\"]}",
            "{\"type\":\"init\",\"msg_id\":1,\"node_id\":\"n1\",\"node_ids\":[\"n1\",\"n1\"]}",
            "{\"type\":\"init\",\"msg_id\":1,\"node_id\":\"n2\",\"node_ids\":[\"n1\",\"n2\"]}"})
    void malformedInit_isMalformed(String body) {
        run("{\"src\":\"c1\",\"dest\":\"n1\",\"body\":" + body + "}\n" + INIT, "echo");
        assertThat(out()).hasSize(2).last().isEqualTo(INIT_OK);
        assertThat(out().get(0)).contains("\"in_reply_to\":1,\"code\":12");
    }

    @Test
    void requestWithoutAType_isMalformed() {
        assertThat(answer("echo", "{\"msg_id\":3}")).contains("\"in_reply_to\":3,\"code\":12");
    }

    @Test
    void requestWithoutItsValue_isMalformed() {
        assertThat(answer("echo", "{\"type\":\"echo\",\"msg_id\":3}")).isEqualTo(
                "{\"type\":\"error\",\"in_reply_to\":3,\"code\":12,\"text\":\"echo needs \\\"echo\\\"\"}");
    }

    @Test
    void requestOfAnotherWorkload_isNotSupported() {
        assertThat(answer("unique-ids", "{\"type\":\"echo\",\"echo\":1,\"msg_id\":3}")).contains("\"code\":10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "[]", "{\"src\":\"c1\"}", "{\"src\":\"c1\",\"dest\":1,\"body\":{}}",
            "{\"src\":\"c1\",\"dest\":\"n1\",\"body\":[]}", "{\"src\":\"c1\",\"dest\":\"n1\",\"body\":{}}",
            "{\"src\":\"c1\",\"dest\":\"n2\",\"body\":{\"type\":\"echo\",\"echo\":1,\"msg_id\":1}}",
            "{\"src\":\"c1\",\"dest\":\"n1\",\"body\":{\"type\":\"echo\",\"echo\":1,\"msg_id\":\"x\"}}",
            "{\"src\":\"c1\",\"dest\":\"n1\",\"body\":{\"type\":\"echo\",\"echo\":1,\"msg_id\":1.5}}"})
    void lineThatNobodyCanAnswer_isOneLineOnStderr(String line) {
        assertThat(run(INIT + line + "\n\n  \r\n", "echo")).isZero();
        assertThat(out()).containsExactly(INIT_OK);
        assertThat(err()).hasSize(1).first().asString().startsWith("espalier-node: ignored a line, ").endsWith(line);
    }

    @Test
    void strangeLinesWithoutEnd_areNotLinesOnStderrWithoutEnd() {
        run(INIT + "nonsense\n".repeat(1_000), "echo");
        assertThat(err()).hasSize(21).last().isEqualTo("espalier-node: ignored 1000 lines in all");
        err.reset();
        run(INIT + "nonsense\n".repeat(1_000), "broadcast");
        assertThat(err()).hasSize(2).last().isEqualTo("espalier-node: dropped 1000 corrupt messages in all");
    }

    @Test
    void lineBeyondTheLimit_isOneLineOnStderr() {
        assertThat(run(INIT + "x".repeat(EventLoop.MAX_LINE_BYTES + 1) + "\n", "echo")).isZero();
        assertThat(out()).containsExactly(INIT_OK);
        assertThat(err()).hasSize(1);
    }

    @Test
    void replies_areNeverAnswered() {
        run(INIT + """
                {"src":"n2","dest":"n1","body":{"type":"error","in_reply_to":1,"code":10,"msg_id":4}}
                """, "echo");
        assertThat(out()).containsExactly(INIT_OK);
        assertThat(err()).isEmpty();
    }

    @Test
    void requestWithoutMsgId_getsNoAnswer() {
        run(INIT + """
                {"src":"c1","dest":"n1","body":{"type":"echo","echo":1}}
                {"src":"c1","dest":"n1","body":{"type":"wat"}}
                """, "echo");
        assertThat(out()).containsExactly(INIT_OK);
    }

    @Test
    void lostStdout_isOneLineAndExit255() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThat(run(INIT, broken, "echo")).isEqualTo(Main.CRASH);
        assertThat(err()).containsExactly("espalier-node: stdout cannot be written any more: Broken pipe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wat", "echo broadcast", "echo --wat", "broadcast --order", "broadcast --order wat",
            "lin-kv --order causal", "broadcast --data d", "lin-kv --data", "lin-kv --data=", "kafka --beat 600",
            "g-set --elect-after 1",
            "broadcast --arity 0", "broadcast --arity=1e3", "broadcast --topology=mesh", "echo --help=me", "echo -x"})
    void badArguments_areOneLineAndExit254(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        assertThat(run("", args)).isEqualTo(Main.BAD_ARGUMENTS);
        assertThat(out()).isEmpty();
        assertThat(err()).hasSize(1).first().asString().startsWith("espalier-node: ").contains("--help");
    }

    @Test
    void help_namesEveryFlag() {
        assertThat(run("", "--help")).isZero();
        assertThat(String.join("\n", err())).contains("--order", "--arity", "--topology", "--heartbeat",
                "--suspect-after",
                "--probe-after", "--data", "--beat", "--elect-after", "--retransmit", "--ack-after", "--window",
                "--mutant", "unique-ids");
    }
}
