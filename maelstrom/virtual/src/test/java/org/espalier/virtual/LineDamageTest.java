package org.espalier.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class LineDamageTest {

    private static final String BEFORE = "{\"src\":\"n0\",\"dest\":\"n1\",\"body\":";
    private static final String BODY = "{\"type\":\"espalier\",\"m\":[]}";

    @Test
    void bitsFlip_inTheBodyAlone_andItStaysALine() {
        byte[] line = (BEFORE + BODY + "}").getBytes(StandardCharsets.UTF_8);
        int damaged = 0;
        for (long luck = 0; luck < 2_000; luck++) {
            byte[] read = LineDamage.read(line, luck);
            assertThat(read).as("luck %s", luck).hasSameSizeAs(line).doesNotContain((byte) 10, (byte) 13)
                    .startsWith(BEFORE.getBytes(StandardCharsets.UTF_8)).endsWith((byte) 125)
                    .isEqualTo(LineDamage.read(line, luck));
            damaged += java.util.Arrays.equals(read, line) ? 0 : 1;
        }
        assertThat(damaged).isGreaterThan(1_900);
        assertThat(new String(line, StandardCharsets.UTF_8)).as("what was sent").isEqualTo(BEFORE + BODY + "}");
    }

    @Test
    void aLineWithoutABody_isNoMessage() {
        assertThatThrownBy(() -> LineDamage.read(new byte[]{'{', '}'}, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("body");
    }
}
