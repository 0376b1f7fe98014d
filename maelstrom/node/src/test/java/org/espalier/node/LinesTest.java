package org.espalier.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class LinesTest {

    private final Lines lines = new Lines(10);

    @Test
    void lines_areCutWhereverTheChunksEnd() {
        String stream = "one\n\ntwo\nthree\nlast";
        for (int chunk = 1; chunk <= stream.length(); chunk++) {
            Lines each = new Lines(10);
            List<String> read = new ArrayList<>();
            for (int i = 0; i < stream.length(); i += chunk) {
                append(each, stream.substring(i, Math.min(stream.length(), i + chunk)));
                while (each.next()) {
                    read.add(current(each));
                }
            }
            assertThat(read).containsExactly("one", "", "two", "three");
            assertThat(each.last()).isTrue();
            assertThat(current(each)).isEqualTo("last");
        }
    }

    @Test
    void lineBeyondTheLimit_isPassedOver_andTheNextIsRead() {
        append(lines, "12345");
        assertThat(lines.next()).isFalse();
        append(lines, "678901234");
        assertThat(lines.next()).isFalse();
        append(lines, "x".repeat(1_000));
        assertThat(lines.next()).isFalse();
        append(lines, "5\n1234567890\n12345678901\nok\n");
        assertThat(lines.next()).isTrue();
        assertThat(current(lines)).isEqualTo("1234567890");
        assertThat(lines.next()).isTrue();
        assertThat(current(lines)).isEqualTo("ok");
        assertThat(lines.takeSkipped()).isEqualTo(2);
        assertThat(lines.takeSkipped()).isZero();
    }

    @Test
    void lastLineBeyondTheLimit_isPassedOver() {
        append(lines, "12345678901");
        assertThat(lines.next()).isFalse();
        assertThat(lines.last()).isFalse();
    }

    @Test
    void emptyRest_isNoLine() {
        append(lines, "a\n");
        assertThat(lines.next()).isTrue();
        assertThat(lines.last()).isFalse();
    }

    private static void append(Lines to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.append(bytes, bytes.length);
    }

    private static String current(Lines of) {
        return new String(of.bytes(), of.start(), of.end() - of.start(), StandardCharsets.UTF_8);
    }
}
