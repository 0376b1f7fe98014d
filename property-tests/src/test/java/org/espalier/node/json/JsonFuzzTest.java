package org.espalier.node.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Hostile bytes for the JSON reader. The build runs what is in {@code JsonFuzzTestInputs}; how to let Jazzer look for more is
 * in {@code property-tests/README.md}.
 */
class JsonFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void anyBytes_areOneValue_orRefused(byte[] text) {
        Json value;
        try {
            value = JsonReader.parse(text);
        } catch (JsonException refused) {
            assertThat(refused.getMessage()).contains(" at byte ");
            return;
        }
        assertThat(again(value.toBytes())).isEqualTo(value);
    }

    private static Json again(byte[] text) {
        try {
            return JsonReader.parse(text);
        } catch (JsonException refused) {
            throw new AssertionError("what was written is refused: " + refused.getMessage(), refused);
        }
    }
}
