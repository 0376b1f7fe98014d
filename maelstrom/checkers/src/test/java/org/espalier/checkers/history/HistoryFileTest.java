package org.espalier.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    @TempDir
    Path dir;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    @Test
    void written_readsBackTheSame() throws IOException {
        Op ask = Op.invoke(0, 5, 3, "n1", "broadcast", 7L);
        List<Op> ops = List.of(ask, ask.complete(1, 9, Op.Type.INFO, 7L, Arrays.asList("net-timeout", null, 1.5)),
                new Op(2, 10, Op.NEMESIS, null, Op.Type.INFO, "start-partition", Map.of("n1", List.of("n2")), null,
                        false),
                Op.invoke(3, 11, 8, "n1", "read", null).asFinal(),
                new Op(4, 12, 8, "n1", Op.Type.OK, "read", List.of(7L, Long.MAX_VALUE, -1L), null, true));
        Path file = dir.resolve("history.jsonl");
        try (HistoryWriter out = HistoryWriter.to(file)) {
            ops.forEach(out::write);
        }
        assertThat(Files.readAllLines(file)).hasSize(5).first()
                .isEqualTo(
                        "{\"index\":0,\"time\":5,\"process\":3,\"node\":\"n1\",\"type\":\"invoke\",\"f\":\"broadcast\",\"value\":7}");
        History read = HistoryFile.at(dir).load();
        assertThat(read.ops()).isEqualTo(ops);
        assertThat(read.partner(0)).isEqualTo(1);
        assertThat(read.partner(2)).isEqualTo(-1);
        assertThat(read.partner(4)).isEqualTo(3);
    }

    @Test
    void numbers_neverLoseDigits() {
        String text = "[1.5,123456789012345678901234567890,0.1,1e400,-3]";
        assertThat(Json.text(Json.parse(text))).isEqualTo("[1.5,123456789012345678901234567890,0.1,1E+400,-3]");
    }

    @Test
    void truncatedJson_namesTheLineAndSaysWhatToDo() throws IOException {
        Path file = file("history.jsonl", """
                {"index":0,"time":0,"process":0,"type":"invoke","f":"read","value":null}
                {"index":1,"time":0,"process":0,"type":"ok","f":"re""");
        assertThatThrownBy(() -> HistoryFile.at(file).load()).isInstanceOf(MalformedHistory.class)
                .hasMessage(file + ":2: the JSON breaks off in the middle of an operation;"
                        + " delete this line to judge what comes before it");
    }

    @Test
    void malformedJson_isOneLineEach() throws IOException {
        assertJson("[1]", "a JSON object is expected");
        assertJson("{\"process\":0,\"type\":\"invoke\"}", "without \"f\"");
        assertJson("{\"process\":0,\"type\":\"bla\",\"f\":\"read\"}", "\"type\" is bla, not invoke, ok, fail or info");
        assertJson("{\"process\":-4,\"type\":\"ok\",\"f\":\"read\"}", "\"process\" is -4");
        assertJson("{\"process\":0,]}", "not JSON at column");
        assertJson("{\"process\":0,\"type\":\"ok\",\"f\":\"read\"} 17", "more than one value");
    }

    private void assertJson(String line, String message) throws IOException {
        Path file = file("bad.jsonl", line + "\n");
        assertThatThrownBy(() -> HistoryFile.at(file).load()).isInstanceOf(MalformedHistory.class)
                .hasMessageStartingWith(file + ":1: ").hasMessageContaining(message)
                .extracting(e -> String.valueOf(e.getMessage()).lines().count()).isEqualTo(1L);
    }

    private static final String EDN = """
            {:index 0, :time 1209, :type :invoke, :process 0, :f :broadcast, :value 0}
            #jepsen.history.Op{:index 1, :time 1300, :type :info, :process :nemesis, :f :start-partition, :value [:isolated {"n1" #{"n2"}}]}
            {:process 0, :type :ok, :f :broadcast, :value 0,
             :index 2, :time 1400}
            ; a comment
            {:type :ok, :f :read, :process 1, :final? true, :value (0 1N "x" nil), :error [:abort "no"], :index 3, :time 7}
            """;

    @Test
    void edn_readsPlainAndTaggedMaps() throws IOException {
        List<Op> ops = HistoryFile.at(file("history.edn", EDN)).load().ops();
        assertThat(ops).containsExactly(
                Op.invoke(0, 1209, 0, null, "broadcast", 0L),
                new Op(1, 1300, Op.NEMESIS, null, Op.Type.INFO, "start-partition",
                        List.of("isolated", Map.of("n1", List.of("n2"))), null, false),
                new Op(2, 1400, 0, null, Op.Type.OK, "broadcast", 0L, null, false),
                new Op(3, 7, 1, null, Op.Type.OK, "read", Arrays.asList(0L, 1L, "x", null), List.of("abort", "no"),
                        true));
    }

    @Test
    void edn_readsOneVectorToo() throws IOException {
        assertThat(HistoryFile.at(file("v.edn", "[" + EDN + "]")).load().ops())
                .isEqualTo(HistoryFile.at(file("l.edn", EDN)).load().ops());
    }

    @Test
    void truncatedEdn_namesTheLine() throws IOException {
        Path file = file("history.edn", EDN.substring(0, EDN.indexOf("1400")));
        assertThatThrownBy(() -> HistoryFile.at(dir).load()).isInstanceOf(MalformedHistory.class)
                .hasMessageStartingWith(file + ":3: the EDN breaks off");
        Path vector = file("v.edn", "[" + EDN);
        assertThatThrownBy(() -> HistoryFile.at(vector).load())
                .hasMessageContaining("vector of operations is not closed");
    }

    @Test
    void notEdn_isOneLine() throws IOException {
        Path file = file("x.edn", "\n\n}{ what\n");
        assertThatThrownBy(() -> HistoryFile.at(file).load()).isInstanceOf(MalformedHistory.class)
                .hasMessageStartingWith(file + ":3: not EDN: ");
        Path number = file("y.edn", "17");
        assertThatThrownBy(() -> HistoryFile.at(number).load()).isInstanceOf(MalformedHistory.class)
                .hasMessageContaining("not an operation");
    }

    @Test
    void missingFile_notUtf8_emptyDirectory() throws IOException {
        assertThatThrownBy(() -> HistoryFile.at(dir.resolve("no"))).isInstanceOf(MalformedHistory.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> HistoryFile.at(dir)).isInstanceOf(MalformedHistory.class)
                .hasMessageContaining("neither history.jsonl nor history.edn");
        Path binary = Files.write(dir.resolve("history.jsonl"), "\u00ff\u00fe".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> HistoryFile.at(binary).load()).isInstanceOf(MalformedHistory.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void openTwice_isRefused() throws IOException {
        Path file = file("history.jsonl", """
                {"index":0,"process":0,"type":"invoke","f":"read"}
                {"index":1,"process":0,"type":"invoke","f":"read"}
                """);
        assertThatThrownBy(() -> HistoryFile.at(file).load()).isInstanceOf(MalformedHistory.class)
                .hasMessageContaining("process 0 invokes at index 1 while");
    }
}
