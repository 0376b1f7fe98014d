package org.espalier.workbench.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

    private static Wire.Envelope parse(String line) throws Malformed {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return Wire.parse(bytes, bytes.length);
    }

    @Test
    void body_isKeptByteForByte() throws Malformed {
        String body = "{ \"a\":[1, -2.5e+3,true , null,{}],\"ü\\u00e4\\n\":\"}\\\"{\"  }";
        Wire.Envelope envelope = parse(" {\"dest\" : \"c1\", \"body\":" + body + " ,\"id\":4,\"src\":\"n1\"} ");
        assertThat(envelope.src()).isEqualTo("n1");
        assertThat(envelope.dest()).isEqualTo("c1");
        assertThat(new String(envelope.body(), StandardCharsets.UTF_8)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "[]", "{", "{}", "{\"src\":\"n1\"}", "{\"src\":1,\"dest\":\"n2\",\"body\":{}}",
            "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":[]}", "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{}} x",
            "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{}", "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{\"a\":01}}",
            "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{\"a\":1,}}", "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{},}",
            "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{\"a\":nul}}",
            "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{\"a\":.5}}",
            "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{\"a\":\"\\x\"}}",
            "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{a:1}}",
            "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{},\"extra\":1}", "{\"src\":\"n1\" \"dest\":\"n2\",\"body\":{}}",
            "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{\"a\":\"\t\"}}",
            "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{\"a\":-}}"})
    void lineThatIsNoMessage_isRefusedWithAReason(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(Malformed.class).message().isNotBlank();
    }

    @Test
    void nesting_isBounded() {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> parse("{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{\"a\":" + deep + "}}"))
                .isInstanceOf(Malformed.class).hasMessageContaining("deeper");
    }
}
