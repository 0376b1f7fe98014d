package org.espalier.node.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "false", "0", "-0", "1.0", "1e400", "-12.50E-07",
            "123456789012345678901234567890.10", "\"\"", "\"a\\\"b\\\\c\"", "\"\\n\\r\\t\\b\\f\\u0000\\u001f\"",
            "\"\u007f\"",
            "\"gr\u00fc\u00df \u20ac \ud83d\ude00\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "[]", "{}",
            "[[],{},[1,\"x\"]]",
            "{\"b\":1,\"a\":{\"\":[null]}}"})
    void compactText_comesBackAsItWas(String text) throws JsonException {
        assertThat(JsonReader.parse(text).toText()).isEqualTo(text);
    }

    @Test
    void whitespaceAndNeedlessEscapes_areNotKept() throws JsonException {
        assertThat(JsonReader.parse(" { \"a\" :\t[ 1 ,\r\n2 ] } ").toText()).isEqualTo("{\"a\":[1,2]}");
        assertThat(JsonReader.parse("\"\\u0041\\/\\ud83d\\ude00\"").toText()).isEqualTo("\"A/\ud83d\ude00\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nul", "nulls", "True", "+1", "01", "-", "1.", ".5", "1e", "1e+", "0x10", "NaN",
            "Infinity",
            "'a'", "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u\uff11234\"", "\"\t\"",
            "\"\u0000\"", "[", "[1",
            "[1,", "[1,]", "[,1]", "[1 2]", "]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "{a:1}", "{1:1}",
            "{\"a\" 1}", "{\"a\":1 \"b\":2}", "1 2", "[]]", "{}x", "\ufeff1", "1//", "{\"a\":1,\"b\":2,\"a\":3}"})
    void whatIsNoJson_isRefusedWithOneLine(String text) {
        assertThatThrownBy(() -> JsonReader.parse(text)).isInstanceOf(JsonException.class)
                .hasMessageContaining(" at byte ")
                .hasMessageNotContainingAny("\n");
    }

    @Test
    void malformedUtf8_isRefused() {
        int[][] malformed = {{0x80}, {0xBF}, {0xC3}, {0xC3, 0x28}, {0xC0, 0xAF}, {0xC1, 0xBF}, {0xE0, 0x80, 0xAF},
                {0xED, 0xA0, 0x80}, {0xE2, 0x82}, {0xF0, 0x80, 0x80, 0xAF}, {0xF4, 0x90, 0x80, 0x80},
                {0xF8, 0x88, 0x80, 0x80, 0x80}, {0xFF}};
        for (int[] sequence : malformed) {
            byte[] text = new byte[sequence.length + 2];
            text[0] = '"';
            text[text.length - 1] = '"';
            for (int i = 0; i < sequence.length; i++) {
                text[i + 1] = (byte) sequence[i];
            }
            assertThatThrownBy(() -> JsonReader.parse(text)).isInstanceOf(JsonException.class)
                    .hasMessage("malformed UTF-8 at byte 1");
        }
    }

    @Test
    void nesting_isTakenUpToTheLimitAndNotBeyond() throws JsonException {
        int most = JsonReader.MAX_DEPTH;
        String deepest = "[".repeat(most) + "]".repeat(most);
        assertThat(JsonReader.parse(deepest).toText()).isEqualTo(deepest);
        assertThatThrownBy(() -> JsonReader.parse("[" + deepest + "]")).hasMessage("nested too deep at byte " + most);
        assertThatThrownBy(() -> JsonReader.parse("{\"a\":".repeat(1_000_000)))
                .hasMessageStartingWith("nested too deep");
    }

    @Test
    void errors_countBytesFromTheStartOfTheText() {
        byte[] line = "xx[1,?]yy".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> JsonReader.parse(line, 2, 7)).hasMessage("no value starts like this at byte 3");
        assertThatThrownBy(() -> JsonReader.parse(line, 2, 4)).hasMessageStartingWith("a comma or a closing bracket");
    }

    @Test
    void numbers_knowWhetherTheyAreIntegers() {
        assertThat(new Json.Num("-12").isInteger()).isTrue();
        assertThat(new Json.Num("1.0").isInteger()).isFalse();
        assertThat(new Json.Num("1E2").isInteger()).isFalse();
        assertThat(new Json.Num("9223372036854775807").longValue()).isEqualTo(Long.MAX_VALUE);
        assertThat(new Json.Num("9223372036854775808").isLong()).isFalse();
        assertThat(new Json.Num("1" + "0".repeat(100)).isLong()).isFalse();
    }

    @Test
    void writer_putsCommasBetweenValuesOnly() {
        JsonWriter text = new JsonWriter(1).number(1).string("b").literal("3.0");
        JsonWriter out = new JsonWriter(1).beginObject().name("a").beginArray().endArray().name("b").beginArray()
                .raw(new JsonWriter()).raw(text).beginObject().endObject().endArray().endObject();
        assertThat(new String(out.toBytes(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":[],\"b\":[1,\"b\",3.0,{}]}");
    }
}
