package org.espalier.core.cast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetainedLogTest {

    private final RetainedLog log = new RetainedLog(2);

    private void append(int origin, long seq) {
        log.append(origin, seq, -1, new byte[]{(byte) seq});
    }

    @Test
    void append_manyBeyondTheFirstArray_keepsIndicesAndOrder() {
        for (int seq = 1; seq <= 10; seq++) {
            append(0, seq);
        }
        for (int i = 0; i < 10; i++) {
            log.truncate();
        }
        for (int seq = 11; seq <= 100; seq++) {
            append(0, seq);
        }
        assertThat(log.first()).isEqualTo(10);
        assertThat(log.end()).isEqualTo(100);
        for (long i = log.first(); i < log.end(); i++) {
            assertThat(log.seq(i)).isEqualTo(i + 1);
            assertThat(log.payload(i)).containsExactly((byte) (i + 1));
        }
    }

    @Test
    void truncate_remembersTheHighestNumberOfEachOrigin() {
        append(0, 2);
        append(1, 1);
        append(0, 1);
        log.truncate();
        log.truncate();
        log.truncate();
        assertThat(log.base).containsExactly(2, 1);
        assertThat(log.size()).isZero();
    }

    @Test
    void rotate_movesTheOldestToTheEnd() {
        append(0, 2);
        append(0, 1);
        log.rotate();
        assertThat(log.first()).isEqualTo(1);
        assertThat(log.seq(1)).isEqualTo(1);
        assertThat(log.seq(2)).isEqualTo(2);
        assertThat(log.base).containsExactly(0, 0);
    }

    @Test
    void rotate_fullRing_keepsEverything() {
        for (int seq = 1; seq <= 16; seq++) {
            append(0, seq);
        }
        log.rotate();
        assertThat(log.size()).isEqualTo(16);
        assertThat(log.seq(log.end() - 1)).isEqualTo(1);
    }

    @Test
    void reset_forgetsEntriesAndGoesOnCounting() {
        append(0, 1);
        log.reset(new long[]{5, 6});
        assertThat(log.size()).isZero();
        assertThat(log.end()).isEqualTo(1);
        assertThat(log.base).containsExactly(5, 6);
    }
}
