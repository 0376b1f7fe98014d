package org.espalier.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class TlcConfigTest {

    private static final TlcConfig CONFIG = TlcConfig.parse("""
            \\* INVARIANT Commented
            SPECIFICATION Spec (* PROPERTY (* nested *) Commented *)
            CONSTANTS A = {a, b}
              Guard <- NoGuard
            INVARIANTS TypeOK
                       Inv   \\* why
            INVARIANT Other
            PROPERTY Live
            SYMMETRY Sym
            CHECK_DEADLOCK FALSE""");

    @Test
    void sections_areReadWithoutComments() {
        assertThat(CONFIG.invariants()).containsExactly("TypeOK", "Inv", "Other");
        assertThat(CONFIG.properties()).containsExactly("Live");
        assertThat(CONFIG.all("CONSTANT")).containsExactly("A", "=", "{a,", "b}", "Guard", "<-", "NoGuard");
        assertThat(CONFIG.reductions()).containsExactly("SYMMETRY");
    }

    @Test
    void withInvariants_keepsTheModel() {
        assertThat(CONFIG.withInvariants(List.of("X", "Y"))).isEqualTo("""
                SPECIFICATION Spec
                CONSTANT A = {a, b} Guard <- NoGuard
                SYMMETRY Sym
                CHECK_DEADLOCK FALSE
                INVARIANT X Y
                """);
    }
}
