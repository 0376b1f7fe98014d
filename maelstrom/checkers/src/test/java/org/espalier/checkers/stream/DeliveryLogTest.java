package org.espalier.checkers.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;

import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.history.MalformedHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryLogTest {

    private static final EnumSet<Order> ALL = EnumSet.allOf(Order.class);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dir;

    private Path log(String text) throws IOException {
        return Files.writeString(dir.resolve("log.jsonl"), text);
    }

    private static Results judge(Path path) throws IOException {
        DeliveryLog log = DeliveryLog.at(path);
        return Objects.requireNonNull(log, "no delivery log").judge(ALL).result();
    }

    @Test
    void oneFileOfAll_isJudged() throws IOException {
        Path good = log("""
                {"nodes": ["a", "b"]}
                {"event": "multicast", "node": "a", "message": 1, "time": 17.5, "tags": ["x", {"y": 1}]}

                {"event": "deliver", "node": "a", "message": 1}
                {"event": "deliver", "node": "b", "message": 1}
                {"event": "end"}
                """);
        assertThat(judge(good).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void directoryOfLogs_isMergedSoThatMulticastsComeFirst() throws IOException {
        Files.writeString(dir.resolve("a.jsonl"), """
                {"event": "deliver", "message": "m2"}
                {"event": "multicast", "message": "m1"}
                {"event": "deliver", "message": "m1"}
                """);
        Files.writeString(dir.resolve("b.jsonl"), """
                {"event": "multicast", "message": "m2"}
                {"event": "deliver", "message": "m2"}
                {"event": "deliver", "message": "m1"}
                """);
        Files.writeString(dir.resolve("c.jsonl"), """
                {"event": "join", "has": {"b": 1}}
                {"event": "deliver", "message": "m1"}
                {"event": "end"}
                """);
        Results results = judge(dir);
        assertThat(results.parts()).allSatisfy((name, r) -> assertThat(r.verdict()).as(name).isEqualTo(Verdict.VALID));
    }

    @Test
    void directoryInWhichOneDeliversWhatNobodyMulticast_isJudgedToo() throws IOException {
        Files.writeString(dir.resolve("a.jsonl"), "{\"event\": \"deliver\", \"message\": 5}\n");
        Files.writeString(dir.resolve("b.jsonl"), "{\"event\": \"multicast\", \"message\": 6}\n");
        assertThat(judge(dir).part("NoCreation").verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void mistakesAreToldWithTheirPlace() throws IOException {
        refused("{\"event\": \"multicast\", \"node\": \"a\", \"message\": 1}\n",
                ":1: the first line must name the members");
        refused("{\"nodes\": [\"a\"]}\n{\"event\": \"send\"}\n", ":2: event is multicast, deliver");
        refused("{\"nodes\": [\"a\"]}\n\n{\"event\": \"deliver\", \"node\": \"b\", \"message\": 1}\n",
                ":3: unknown member b");
        refused("{\"nodes\": [\"a\"]}\n{\"event\": \"deliver\", \"node\": \"a\"}\n", ":2: \"message\" is missing");
        refused("{\"nodes\": [\"a\"]}\n{\"event\": \"deliver\", \"node\": \"a\", \"mess", ":2: the JSON breaks off");
        refused("{\"nodes\": [\"a\"]}\n{\"event\": oops}\n", ":2: not JSON");
        refused("{\"nodes\": [\"a\", \"a\"]}\n", ":1: member a is named twice");
        refused("{\"nodes\": [\"a\"]}\n{\"event\": \"deliver\", \"node\": \"a\", \"message\": 1.5}\n",
                ":2: \"message\" must be a string or an integer");
    }

    private void refused(String text, String because) throws IOException {
        Path file = log(text);
        assertThatThrownBy(() -> judge(file)).isInstanceOf(MalformedHistory.class).hasMessageContaining(because);
    }

    @Test
    void ourHistoriesAreNoDeliveryLogs() throws IOException {
        assertThat(DeliveryLog.at(log("{\"index\":0,\"type\":\"invoke\",\"process\":0,\"f\":\"read\",\"value\":null}")))
                .isNull();
        assertThat(DeliveryLog.at(dir.resolve("nowhere"))).isNull();
    }
}
