package org.espalier.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.espalier.core.log.LogMessage.Row;
import org.junit.jupiter.api.Test;

/** What {@code Founding.tla} leaves out of the class; all else of it is compared with the specification. */
class FoundingTest {

    private final Founding founding = new Founding(0, 2, 1);

    @Test
    void theRowOfALaterLife_takesThePlaceOfOneThatVouches_untilThatLifeVouchesToo() {
        founding.onRows(List.of(new Row(1, 1, List.of(1L, 1L))));
        assertThat(founding.confirmed()).isTrue();
        founding.onRows(List.of(new Row(1, 2, List.of(0L, 2L))));
        assertThat(founding.confirmed()).isFalse();
        founding.onRows(List.of(new Row(1, 1, List.of(1L, 1L))));
        assertThat(founding.confirmed()).as("an earlier life's word counts no more").isFalse();
        founding.onRows(List.of(new Row(1, 2, List.of(1L, 2L))));
        assertThat(founding.confirmed()).isTrue();
        assertThat(founding.rows().get(0)).as("the first life heard of").isEqualTo(new Row(0, 1, List.of(1L, 1L)));
    }

    @Test
    void aRowOfAnotherNumberOfVoters_isLeftAside() {
        founding.onRows(List.of(new Row(1, 1, List.of(1L)), new Row(2, 1, List.of(1L, 1L)),
                new Row(-1, 1, List.of(1L, 1L))));
        assertThat(founding.rows()).containsExactly(new Row(0, 1, List.of(1L, 0L)));
    }
}
