package org.espalier.core.cast;

import static org.assertj.core.api.Assertions.assertThat;

import org.espalier.core.Observer;
import org.junit.jupiter.api.Test;

/** One node among three, its neighbours played by the test. */
class FifoTreeTest {

    private static final CastConfig CONFIG = new CastConfig(4, 4, 2, 50, 100, 200);

    private final Recorder out = new Recorder();
    private final FifoTree node = new FifoTree(0, 3, CONFIG, Observer.NONE);

    private void hear(int peer, CastMessage message) {
        node.step(new CastInput.Received(peer, message), out);
    }

    private void sub(int peer, long sid, long... vec) {
        hear(peer, new CastMessage.Sub(sid, vec));
    }

    private void msg(int peer, long sid, int origin, long seq) {
        hear(peer, new CastMessage.Msg(sid, origin, seq, new byte[0]));
    }

    @Test
    void receive_tooEarly_isForwardedAtOnceAndDeliveredInOrder() {
        node.step(new CastInput.EdgeUp(1), out);
        sub(2, 1, 0, 0, 0);
        out.take();
        msg(1, 1, 1, 3);
        msg(1, 1, 1, 2);
        assertThat(out.take()).containsExactly("to 2 Msg 1 1:3", "to 2 Msg 1 1:2");
        msg(1, 1, 1, 1);
        assertThat(out.take()).containsExactly("deliver 1:1", "deliver 1:2", "deliver 1:3", "to 2 Msg 1 1:1");
    }

    @Test
    void receive_otherOrigin_doesNotWait() {
        node.step(new CastInput.EdgeUp(1), out);
        out.take();
        msg(1, 1, 1, 2);
        msg(1, 1, 2, 1);
        assertThat(out.take()).containsExactly("deliver 2:1");
    }

    @Test
    void receive_againWhileItWaits_isDroppedAndNotForwardedAgain() {
        node.step(new CastInput.EdgeUp(1), out);
        sub(2, 1, 0, 0, 0);
        msg(1, 1, 1, 2);
        out.take();
        msg(1, 1, 1, 2);
        assertThat(out.take()).isEmpty();
        assertThat(node.counters().duplicates()).isEqualTo(1);
    }

    @Test
    void sub_streamsTheHoldbackToo() {
        node.step(new CastInput.EdgeUp(1), out);
        msg(1, 1, 1, 2);
        out.take();
        sub(2, 1, 0, 0, 0);
        assertThat(out.take()).containsExactly("to 2 Accept 1", "to 2 Msg 1 1:2");
    }

    @Test
    void sub_subscriberRestarted_getsBackWhatItBroughtOnce() {
        node.step(new CastInput.EdgeUp(1), out);
        msg(1, 1, 1, 2);
        out.take();
        sub(1, 1, 0, 0, 0);
        assertThat(out.take())
                .as("1 sent it in an earlier session and may have lost it since")
                .containsExactly("to 1 Accept 1", "to 1 Msg 1 1:2");
    }

    @Test
    void sub_overtakenByItsSuccessorOrItsEnd_isIgnored() {
        sub(1, 2, 0, 0, 0);
        out.take();
        sub(1, 1, 0, 0, 0);
        assertThat(out.take()).isEmpty();
        hear(1, new CastMessage.Unsub(1));
        node.step(new CastInput.Multicast(new byte[0]), out);
        assertThat(out.take()).containsExactly("deliver 0:1", "to 1 Msg 2 0:1");
        hear(1, new CastMessage.Unsub(3));
        sub(1, 3, 0, 0, 0);
        assertThat(out.take()).isEmpty();
    }

    @Test
    void receive_tooFarAhead_isDroppedAndItsStreamOpenedAnew() {
        node.step(new CastInput.EdgeUp(1), out);
        out.take();
        msg(1, 1, 1, 5);
        assertThat(out.take()).containsExactly("to 1 Unsub 1");
        assertThat(node.counters().holdbackFull()).isEqualTo(1);
        node.step(new CastInput.Tick(50), out);
        assertThat(out.take()).containsExactly("to 1 Sub 2 [0, 0, 0]");
    }

    @Test
    void log_oldestStillWaits_isKept() {
        node.step(new CastInput.EdgeUp(1), out);
        msg(1, 1, 1, 2);
        for (int i = 0; i < 6; i++) {
            node.step(new CastInput.Multicast(new byte[0]), out);
        }
        assertThat(node.snapshot().log()).hasSize(4);
        out.take();
        msg(1, 1, 1, 1);
        assertThat(out.take()).containsExactly("deliver 1:1", "deliver 1:2");
    }

    @Test
    void install_keepsWhatWaitsBeyondTheSnapshot() {
        node.step(new CastInput.EdgeUp(1), out);
        msg(1, 1, 1, 2);
        msg(1, 1, 1, 4);
        hear(1, new CastMessage.NeedSnapshot(1));
        out.take();
        hear(1, new CastMessage.Snapshot(1, new long[]{0, 3, 0}, new byte[0]));
        assertThat(out.take()).containsExactly("install [0, 3, 0]", "deliver 1:4");
        assertThat(node.snapshot().log()).hasSize(1);
    }

    @Test
    void restore_wholeState_keepsTheHoldback_durableStateLosesIt() {
        node.step(new CastInput.EdgeUp(1), out);
        msg(1, 1, 1, 2);
        FifoTree twin = new FifoTree(0, 3, CONFIG, Observer.NONE);
        twin.restore(node.snapshot());
        assertThat(twin.snapshot()).isEqualTo(node.snapshot());
        out.take();
        twin.step(new CastInput.Received(1, new CastMessage.Msg(1, 1, 1, new byte[0])), out);
        assertThat(out.take()).containsExactly("deliver 1:1", "deliver 1:2");
        twin.restore(node.snapshot().durable());
        assertThat(twin.snapshot().log()).isEmpty();
    }
}
