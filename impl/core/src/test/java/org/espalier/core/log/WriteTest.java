package org.espalier.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class WriteTest {

    private static final Optional<Snapshot> NO_SNAPSHOT = Optional.empty();

    @Test
    void appendsToAnEmptyRecord() {
        Durable after = new Write(1, 1, NO_SNAPSHOT, 0, entries(1, 3)).applyTo(Durable.EMPTY);

        assertThat(seqs(after)).containsExactly(1L, 2L, 3L);
        assertThat(after.length()).isEqualTo(3);
    }

    @Test
    void cutsTheTailAndAdoptsInOneStep() {
        Durable before = new Durable(1, 1, NO_SNAPSHOT, entries(1, 5));

        Durable after = new Write(4, 4, NO_SNAPSHOT, 2, entries(7, 8)).applyTo(before);

        assertThat(seqs(after)).containsExactly(1L, 2L, 7L, 8L);
        assertThat(after.ep()).isEqualTo(4);
        assertThat(after.le()).isEqualTo(4);
    }

    @Test
    void aPromiseAloneKeepsTheLog() {
        Durable before = new Durable(1, 1, NO_SNAPSHOT, entries(1, 5));

        Durable after = new Write(3, 1, NO_SNAPSHOT, Long.MAX_VALUE, List.of()).applyTo(before);

        assertThat(seqs(after)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(after.ep()).isEqualTo(3);
    }

    @Test
    void aSnapshotReplacesWhatItStandsFor() {
        Durable before = new Durable(1, 1, NO_SNAPSHOT, entries(1, 5));

        Durable after = new Write(1, 1, snapshot(3), 5, List.of()).applyTo(before);

        assertThat(after.base()).isEqualTo(3);
        assertThat(seqs(after)).containsExactly(4L, 5L);
    }

    @Test
    void aSnapshotBeyondTheEndReplacesEverything() {
        Durable before = new Durable(1, 1, NO_SNAPSHOT, entries(1, 5));

        Durable after = new Write(2, 2, snapshot(9), 9, entries(10, 11)).applyTo(before);

        assertThat(after.length()).isEqualTo(11);
        assertThat(seqs(after)).containsExactly(10L, 11L);
    }

    @Test
    void anOlderSnapshotChangesNothing() {
        Durable before = new Durable(1, 1, snapshot(4), entries(5, 6));

        Durable after = new Write(1, 1, snapshot(2), 6, List.of()).applyTo(before);

        assertThat(after.base()).isEqualTo(4);
        assertThat(seqs(after)).containsExactly(5L, 6L);
    }

    @Test
    void refusesToCutBelowTheSnapshotOrToLeaveAGap() {
        Durable before = new Durable(1, 1, snapshot(4), entries(5, 6));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Write(1, 1, NO_SNAPSHOT, 3, List.of()).applyTo(before));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Write(1, 1, NO_SNAPSHOT, 8, entries(9, 9)).applyTo(before));
    }

    private static Optional<Snapshot> snapshot(long index) {
        return Optional.of(new Snapshot(index, List.of(), "state".getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Entry> entries(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(seq -> new Entry(0, 1, seq, new byte[0])).toList();
    }

    private static List<Long> seqs(Durable durable) {
        return durable.entries().stream().map(Entry::seq).toList();
    }
}
