package org.espalier.core.cast;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Hand-made histories: a judge that cannot say no would be no judge. */
class JudgeTest {

    private final Judge judge = new Judge(3, true);

    private void multicast(int origin, long seq) {
        judge.multicast(origin);
        judge.delivered(origin, origin, seq);
    }

    @Test
    void delivered_neverMulticast_isCreation() {
        assertThatThrownBy(() -> judge.delivered(1, 0, 1)).hasMessageContaining("NoCreation");
    }

    @Test
    void delivered_twice_isDuplication() {
        multicast(0, 1);
        judge.delivered(1, 0, 1);
        assertThatThrownBy(() -> judge.delivered(1, 0, 1)).hasMessageContaining("NoDuplication");
    }

    @Test
    void delivered_successorFirst_breaksFifoOrder() {
        multicast(0, 1);
        multicast(0, 2);
        assertThatThrownBy(() -> judge.delivered(1, 0, 2)).hasMessageContaining("FifoOrder");
    }

    @Test
    void delivered_effectBeforeCause_breaksCausalOrder() {
        multicast(0, 1);
        judge.delivered(1, 0, 1);
        multicast(1, 1);
        assertThatThrownBy(() -> judge.delivered(2, 1, 1)).hasMessageContaining("CausalOrder");
    }

    @Test
    void delivered_effectBeforeCause_isNoMatterForFifo() {
        Judge fifo = new Judge(3, false);
        fifo.multicast(0);
        fifo.delivered(0, 0, 1);
        fifo.delivered(1, 0, 1);
        fifo.multicast(1);
        fifo.delivered(1, 1, 1);
        assertThatCode(() -> fifo.delivered(2, 1, 1)).doesNotThrowAnyException();
    }

    @Test
    void converged_somethingMissingSomewhere_isNoConvergence() {
        multicast(0, 1);
        judge.delivered(1, 0, 1);
        assertThatThrownBy(judge::converged).hasMessageContaining("Convergence");
        judge.delivered(2, 0, 1);
        assertThatCode(judge::converged).doesNotThrowAnyException();
    }

    @Test
    void installed_takesADeliveryBack_isRejected() {
        multicast(0, 1);
        byte[] empty = judge.state(1);
        assertThatThrownBy(() -> judge.installed(0, new long[3], empty)).hasMessageContaining("StableProp");
    }

    @Test
    void installed_stateOfOtherDeliveries_isRejected() {
        multicast(0, 1);
        byte[] empty = judge.state(1);
        assertThatThrownBy(() -> judge.installed(2, new long[]{1, 0, 0}, empty)).hasMessageContaining("NoCreation");
    }
}
