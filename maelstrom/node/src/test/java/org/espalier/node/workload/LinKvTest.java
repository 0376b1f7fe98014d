package org.espalier.node.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinKvTest {

    private final Alone kv = new Alone(LinKv::new);

    private String read(String key) {
        return kv.ask("\"type\":\"read\",\"key\":" + key);
    }

    private String write(String key, String value) {
        return kv.ask("\"type\":\"write\",\"key\":" + key + ",\"value\":" + value);
    }

    private String cas(String key, String from, String to, String more) {
        return kv.ask("\"type\":\"cas\",\"key\":" + key + ",\"from\":" + from + ",\"to\":" + to + more);
    }

    @Test
    void aKeyHoldsWhatWasWrittenLast() {
        assertThat(read("1")).startsWith("20 ");
        assertThat(write("1", "[2]")).isEqualTo("\"type\":\"write_ok\"");
        assertThat(write("1", "{\"a\":null}")).isEqualTo("\"type\":\"write_ok\"");
        assertThat(read("1")).isEqualTo("\"type\":\"read_ok\",\"value\":{\"a\":null}");
        assertThat(read("2")).startsWith("20 ");
    }

    @Test
    void cas_swapsOnlyWhatIsExpected() {
        assertThat(cas("1", "0", "5", "")).startsWith("20 ");
        write("1", "4");
        assertThat(cas("1", "3", "5", "")).isEqualTo("22 the value is 4, not 3");
        assertThat(read("1")).endsWith("\"value\":4");
        assertThat(cas("1", "4", "5", "")).isEqualTo("\"type\":\"cas_ok\"");
        assertThat(read("1")).endsWith("\"value\":5");
    }

    @Test
    void cas_createsAKey_onlyWhenAskedTo() {
        assertThat(cas("1", "0", "5", ",\"create_if_not_exists\":false")).startsWith("20 ");
        assertThat(cas("1", "0", "5", ",\"create_if_not_exists\":true")).isEqualTo("\"type\":\"cas_ok\"");
        assertThat(cas("1", "0", "6", ",\"create_if_not_exists\":true")).startsWith("22 ");
        assertThat(cas("2", "0", "6", ",\"create_if_not_exists\":1")).startsWith("12 ");
    }

    @Test
    void keysAndValues_areAnyJson_andNumbersAreTheSameWhenWrittenTheSame() {
        write("{\"b\":1,\"a\":[null]}", "\"x\"");
        assertThat(read("{\"a\":[null],\"b\":1}")).endsWith("\"value\":\"x\"");
        write("1", "1.0");
        assertThat(read("1.0")).startsWith("20 ");
        assertThat(cas("1", "1", "2", "")).startsWith("22 ");
        write("null", "null");
        assertThat(read("null")).endsWith("\"value\":null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"type\":\"read\"", "\"type\":\"write\",\"key\":1", "\"type\":\"write\",\"value\":1",
            "\"type\":\"cas\",\"key\":1,\"from\":1", "\"type\":\"cas\",\"key\":1,\"to\":1"})
    void requestWithoutItsParts_isMalformed_andSubmitsNothing(String members) {
        assertThat(kv.ask(members)).startsWith("12 ");
        assertThat(kv.payloads).isEmpty();
    }

    @Test
    void otherRequests_areNotSupported() {
        assertThat(kv.ask("\"type\":\"txn\"")).startsWith("10 ");
    }
}
