package org.espalier.node.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTest {

    private final Alone kafka = new Alone(Kafka::new);

    private String send(String key, String message) {
        return kafka.ask("\"type\":\"send\",\"key\":\"" + key + "\",\"msg\":" + message);
    }

    private String poll(String offsets) {
        return kafka.ask("\"type\":\"poll\",\"offsets\":" + offsets);
    }

    private String commit(String offsets) {
        return kafka.ask("\"type\":\"commit_offsets\",\"offsets\":" + offsets);
    }

    private String committed(String keys) {
        return kafka.ask("\"type\":\"list_committed_offsets\",\"keys\":" + keys);
    }

    @Test
    void eachKeyCountsItsOwnOffsets_withoutGaps() {
        assertThat(send("a", "9")).isEqualTo("\"type\":\"send_ok\",\"offset\":0");
        assertThat(send("b", "[1]")).endsWith("\"offset\":0");
        assertThat(send("a", "{\"x\":\"y\"}")).endsWith("\"offset\":1");
        assertThat(poll("{\"b\":0,\"a\":0}"))
                .isEqualTo("\"type\":\"poll_ok\",\"msgs\":{\"b\":[[0,[1]]],\"a\":[[0,9],[1,{\"x\":\"y\"}]]}");
    }

    @Test
    void poll_beginsAtTheOffsetAskedFor_andLeavesOutWhatHasNothing() {
        for (int i = 0; i < 20; i++) {
            send("a", Integer.toString(i));
        }
        assertThat(poll("{\"a\":18,\"z\":0}")).endsWith("\"msgs\":{\"a\":[[18,18],[19,19]]}");
        assertThat(poll("{\"a\":20}")).endsWith("\"msgs\":{}");
        assertThat(poll("{\"a\":9223372036854775807}")).endsWith("\"msgs\":{}");
    }

    @Test
    void poll_isBounded_andGoesOnWhereItEnded() {
        for (int i = 0; i < 1_500; i++) {
            send("a", "0");
        }
        assertThat(poll("{\"a\":0}")).endsWith(",[999,0]]}");
        assertThat(poll("{\"a\":1000}")).contains("{\"a\":[[1000,0],").endsWith(",[1499,0]]}");
        String large = "\"" + "x".repeat(700_000) + "\"";
        send("b", large);
        send("b", large);
        send("b", large);
        send("c", "1");
        assertThat(poll("{\"b\":0,\"c\":0}")).hasSizeBetween(1_400_000, 1_500_000).doesNotContain("\"c\"");
        assertThat(poll("{\"b\":2,\"c\":0}")).endsWith("\"c\":[[0,1]]}");
    }

    @Test
    void committedOffsets_onlyAdvance() {
        send("a", "1");
        assertThat(committed("[\"a\",\"b\"]")).isEqualTo("\"type\":\"list_committed_offsets_ok\",\"offsets\":{}");
        assertThat(commit("{\"a\":3,\"b\":0}")).isEqualTo("\"type\":\"commit_offsets_ok\"");
        assertThat(commit("{\"a\":2}")).isEqualTo("\"type\":\"commit_offsets_ok\"");
        assertThat(committed("[\"b\",\"a\",\"b\"]")).endsWith("\"offsets\":{\"b\":0,\"a\":3}");
    }

    @Test
    void readingRequests_submitNothing() {
        poll("{\"a\":0}");
        committed("[\"a\"]");
        assertThat(kafka.payloads).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"type\":\"send\",\"msg\":1", "\"type\":\"send\",\"key\":1,\"msg\":1",
            "\"type\":\"send\",\"key\":\"a\"", "\"type\":\"poll\"", "\"type\":\"poll\",\"offsets\":[]",
            "\"type\":\"poll\",\"offsets\":{\"a\":-1}", "\"type\":\"poll\",\"offsets\":{\"a\":1.5}",
            "\"type\":\"commit_offsets\",\"offsets\":{\"a\":\"1\"}",
            "\"type\":\"commit_offsets\",\"offsets\":{\"a\":9223372036854775808}",
            "\"type\":\"list_committed_offsets\",\"keys\":[1]", "\"type\":\"list_committed_offsets\",\"keys\":{}"})
    void requestOfTheWrongShape_isMalformed_andSubmitsNothing(String members) {
        assertThat(kafka.ask(members)).startsWith("12 ");
        assertThat(kafka.payloads).isEmpty();
    }

    @Test
    void otherRequests_areNotSupported() {
        assertThat(kafka.ask("\"type\":\"read\"")).startsWith("10 ");
    }
}
