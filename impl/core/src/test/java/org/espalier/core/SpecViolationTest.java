package org.espalier.core;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpecViolationTest {

    @Test
    void check_invariantBroken_throwsWithItsName() {
        assertThatThrownBy(() -> SpecViolation.check(false, "GapFree", () -> "3 after 1"))
                .isInstanceOfSatisfying(SpecViolation.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.invariant()).isEqualTo("GapFree"))
                .hasMessage("GapFree does not hold: 3 after 1");
    }

    @Test
    void check_invariantHolds_doesNothing() {
        assertThatCode(() -> SpecViolation.check(true, "GapFree", () -> "")).doesNotThrowAnyException();
    }
}
