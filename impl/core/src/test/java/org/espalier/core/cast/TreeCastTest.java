package org.espalier.core.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.espalier.core.Observer;
import org.junit.jupiter.api.Test;

/** One node among three, its neighbours played by the test. */
class TreeCastTest {

    private static final CastConfig CONFIG = new CastConfig(4, 4, 2, 50, 100, 200);

    private final List<String> actions = new ArrayList<>();
    private final Recorder out = new Recorder();
    private final TreeCast node = new TreeCast(0, 3, CONFIG,
            (module, action, self, peer, x, y) -> actions.add(action));

    private void multicast() {
        node.step(new CastInput.Multicast(new byte[0]), out);
    }

    private void hear(int peer, CastMessage message) {
        node.step(new CastInput.Received(peer, message), out);
    }

    private void sub(int peer, long sid, long... vec) {
        hear(peer, new CastMessage.Sub(sid, vec));
    }

    private void msg(int peer, long sid, int origin, long seq) {
        hear(peer, new CastMessage.Msg(sid, origin, seq, new byte[0]));
    }

    private void tick(long now) {
        node.step(new CastInput.Tick(now), out);
    }

    @Test
    void multicast_noNeighbour_isDeliveredAtOnce() {
        multicast();
        assertThat(out.take()).containsExactly("deliver 0:1");
        assertThat(node.vec()).containsExactly(1, 0, 0);
    }

    @Test
    void edgeUp_subscribesWithItsVector() {
        multicast();
        out.take();
        node.step(new CastInput.EdgeUp(2), out);
        assertThat(out.take()).containsExactly("to 2 Sub 1 [1, 0, 0]");
    }

    @Test
    void sub_streamsWhatTheVectorLacksThenWhatComes() {
        multicast();
        multicast();
        out.take();
        sub(1, 1, 1, 0, 0);
        assertThat(out.take()).containsExactly("to 1 Accept 1", "to 1 Msg 1 0:2");
        multicast();
        assertThat(out.take()).containsExactly("deliver 0:3", "to 1 Msg 1 0:3");
    }

    @Test
    void receive_forwardsToAllButWhoBroughtIt() {
        node.step(new CastInput.EdgeUp(1), out);
        sub(1, 1, 0, 0, 0);
        sub(2, 1, 0, 0, 0);
        out.take();
        msg(1, 1, 1, 1);
        assertThat(out.take()).containsExactly("deliver 1:1", "to 2 Msg 1 1:1");
    }

    @Test
    void receive_again_isDroppedAndCounted() {
        node.step(new CastInput.EdgeUp(1), out);
        msg(1, 1, 1, 1);
        out.take();
        msg(1, 1, 1, 1);
        assertThat(out.take()).isEmpty();
        assertThat(node.counters().duplicates()).isEqualTo(1);
    }

    @Test
    void receive_oldSid_isDropped() {
        node.step(new CastInput.EdgeUp(1), out);
        node.step(new CastInput.EdgeDown(1), out);
        tick(1_000);
        node.step(new CastInput.EdgeUp(1), out);
        assertThat(out.take()).containsExactly("to 1 Sub 1 [0, 0, 0]", "to 1 Unsub 1", "to 1 Sub 2 [0, 0, 0]");
        msg(1, 1, 1, 1);
        assertThat(out.take()).isEmpty();
        assertThat(node.counters().stale()).isEqualTo(1);
        msg(1, 2, 1, 1);
        assertThat(out.take()).containsExactly("deliver 1:1");
    }

    @Test
    void receive_gap_dropsTheStreamAndAsksAnewLater() {
        node.step(new CastInput.EdgeUp(1), out);
        out.take();
        msg(1, 1, 1, 2);
        assertThat(out.take()).containsExactly("to 1 Unsub 1");
        assertThat(node.counters().gaps()).isEqualTo(1);
        assertThat(node.wakeAt()).isEqualTo(50);
        tick(50);
        assertThat(out.take()).containsExactly("to 1 Sub 2 [0, 0, 0]");
    }

    @Test
    void close_subscribesAnewAfterAWhile() {
        node.step(new CastInput.EdgeUp(1), out);
        out.take();
        hear(1, new CastMessage.Close(1));
        tick(49);
        assertThat(out.take()).isEmpty();
        tick(50);
        assertThat(out.take()).containsExactly("to 1 Sub 2 [0, 0, 0]");
    }

    @Test
    void edgeDown_endsBothStreamsAndSaysSo() {
        node.step(new CastInput.EdgeUp(1), out);
        sub(1, 7, 0, 0, 0);
        out.take();
        node.step(new CastInput.EdgeDown(1), out);
        assertThat(out.take()).containsExactly("to 1 Unsub 1", "to 1 Close 7");
        multicast();
        assertThat(out.take()).containsExactly("deliver 0:1");
    }

    @Test
    void linkReset_subscribesAnewInTheNewSession() {
        node.step(new CastInput.EdgeUp(1), out);
        sub(1, 1, 0, 0, 0);
        out.take();
        node.step(new CastInput.LinkReset(1), out);
        assertThat(out.take()).containsExactly("to 1 Sub 1 [0, 0, 0]");
        multicast();
        assertThat(out.take()).containsExactly("deliver 0:1");
    }

    @Test
    void sub_moreStreamsThanAllowed_isBusy() {
        sub(1, 1, 0, 0, 0);
        TreeCast narrow = new TreeCast(0, 3, new CastConfig(4, 4, 1, 50, 100, 200), Observer.NONE);
        narrow.step(new CastInput.Received(1, new CastMessage.Sub(1, new long[3])), out);
        out.take();
        narrow.step(new CastInput.Received(2, new CastMessage.Sub(1, new long[3])), out);
        assertThat(out.take()).containsExactly("to 2 Busy 1");
    }

    @Test
    void sub_vectorOfAnotherGroup_isIgnored() {
        hear(1, new CastMessage.Sub(1, new long[2]));
        msg(1, 1, 9, 1);
        msg(1, 1, 1, 0);
        assertThat(out.take()).isEmpty();
        assertThat(node.counters().stale()).isEqualTo(3);
    }

    @Test
    void pump_linkFull_goesOnWhenReady() {
        multicast();
        multicast();
        out.take();
        out.room = 2;
        sub(1, 1, 0, 0, 0);
        assertThat(out.take()).containsExactly("to 1 Accept 1", "to 1 Msg 1 0:1");
        out.room = 5;
        node.step(new CastInput.Ready(1), out);
        assertThat(out.take()).containsExactly("to 1 Msg 1 0:2");
    }

    @Test
    void unsubscribe_linkFull_isSaidWhenReady() {
        node.step(new CastInput.EdgeUp(1), out);
        out.take();
        out.room = 0;
        node.step(new CastInput.EdgeDown(1), out);
        assertThat(out.take()).isEmpty();
        out.room = 1;
        node.step(new CastInput.Ready(1), out);
        assertThat(out.take()).containsExactly("to 1 Unsub 1");
    }

    @Test
    void log_beyondItsBound_closesTheStreamThatLags() {
        out.room = 1;
        sub(1, 1, 0, 0, 0);
        for (int i = 0; i < 5; i++) {
            multicast();
        }
        assertThat(node.counters().lagging()).isEqualTo(1);
        assertThat(node.snapshot().base()).containsExactly(1L, 0L, 0L);
        out.take();
        out.room = 1;
        node.step(new CastInput.Ready(1), out);
        assertThat(out.take()).containsExactly("to 1 Close 1");
    }

    @Test
    void sub_lacksWhatWasTruncated_needsASnapshotAndGetsTheStreamAfterIt() {
        for (int i = 0; i < 5; i++) {
            multicast();
        }
        out.take();
        sub(1, 1, 0, 0, 0);
        assertThat(out.take()).containsExactly("to 1 NeedSnapshot 1");
        hear(1, new CastMessage.SnapshotRequest(1, new long[]{0, 0, 0}));
        assertThat(out.take()).containsExactly("snapshotWanted 1 1");
        node.step(new CastInput.SnapshotTaken(1, 1, new byte[7]), out);
        assertThat(out.take()).containsExactly("to 1 Snapshot 1 [5, 0, 0] of 7 bytes");
        multicast();
        assertThat(out.take()).containsExactly("deliver 0:6", "to 1 Msg 1 0:6");
    }

    @Test
    void snapshotRequest_publisherLacksSomethingOfTheSubscriber_waitsUntilItHasIt() {
        node.step(new CastInput.EdgeUp(1), out);
        for (int i = 0; i < 5; i++) {
            multicast();
        }
        sub(1, 1, 0, 1, 0);
        out.take();
        hear(1, new CastMessage.SnapshotRequest(1, new long[]{0, 1, 0}));
        assertThat(out.take()).isEmpty();
        msg(1, 1, 1, 1);
        assertThat(out.take()).containsExactly("deliver 1:1", "snapshotWanted 1 1");
    }

    @Test
    void snapshotRequest_notInvited_isIgnored() {
        sub(1, 1, 0, 0, 0);
        out.take();
        hear(1, new CastMessage.SnapshotRequest(1, new long[3]));
        hear(2, new CastMessage.SnapshotRequest(0, new long[3]));
        node.step(new CastInput.SnapshotTaken(1, 1, new byte[0]), out);
        assertThat(out.take()).isEmpty();
    }

    @Test
    void needSnapshot_asksForOneAndInstallsIt() {
        node.step(new CastInput.EdgeUp(1), out);
        sub(2, 3, 0, 0, 0);
        out.take();
        hear(1, new CastMessage.NeedSnapshot(1));
        assertThat(out.take()).containsExactly("snapshotNeeded 1", "to 1 SnapshotRequest 1 [0, 0, 0]");
        hear(1, new CastMessage.Snapshot(1, new long[]{0, 9, 2}, new byte[0]));
        assertThat(out.take())
                .as("its own subscribers cannot get what the snapshot stands for, so their streams end")
                .containsExactly("to 2 Close 3", "install [0, 9, 2]");
        msg(1, 1, 1, 10);
        assertThat(out.take()).containsExactly("deliver 1:10");
        assertThat(node.snapshot().base()).containsExactly(0L, 9L, 2L);
        assertThat(actions).endsWith("AskSnapshot", "Install", "Receive");
    }

    @Test
    void snapshot_lacksWhatWasDelivered_isDeclined() {
        node.step(new CastInput.EdgeUp(1), out);
        hear(1, new CastMessage.NeedSnapshot(1));
        multicast();
        out.take();
        hear(1, new CastMessage.Snapshot(1, new long[]{0, 9, 2}, new byte[0]));
        assertThat(out.take()).containsExactly("to 1 Unsub 1");
        assertThat(node.vec()).containsExactly(1, 0, 0);
        tick(50);
        assertThat(out.take()).containsExactly("to 1 Sub 2 [1, 0, 0]");
    }

    @Test
    void digest_somethingStaysMissing_isFetchedThereAndNoMore() {
        node.step(new CastInput.BackupUp(2), out);
        tick(10);
        assertThat(out.take()).containsExactly("to 2 Digest [0, 0, 0]");
        hear(2, new CastMessage.Digest(new long[]{0, 1, 0}));
        tick(209);
        out.take();
        tick(210);
        assertThat(out.take()).contains("to 2 Sub 1 [0, 0, 0]");
        msg(2, 1, 1, 1);
        assertThat(out.take()).containsExactly("deliver 1:1", "to 2 Unsub 1");
        assertThat(node.counters().grafts()).isEqualTo(1);
    }

    @Test
    void digest_missingOneComesByItself_fetchesNothing() {
        node.step(new CastInput.BackupUp(2), out);
        node.step(new CastInput.EdgeUp(1), out);
        hear(2, new CastMessage.Digest(new long[]{0, 1, 0}));
        msg(1, 1, 1, 1);
        out.take();
        tick(1_000);
        assertThat(out.take()).containsExactly("to 2 Digest [0, 1, 0]");
    }

    @Test
    void restore_wholeState_goesOnAsBefore() {
        node.step(new CastInput.EdgeUp(1), out);
        out.room = 1;
        sub(1, 1, 0, 0, 0);
        multicast();
        TreeCast twin = new TreeCast(0, 3, CONFIG, Observer.NONE);
        twin.restore(node.snapshot());
        assertThat(twin.snapshot()).isEqualTo(node.snapshot());
        out.take();
        out.room = 1;
        twin.step(new CastInput.Ready(1), out);
        assertThat(out.take()).containsExactly("to 1 Msg 1 0:1");
    }

    @Test
    void restore_durableState_knowsItsLastNumberAndHasNoStream() {
        sub(1, 1, 0, 0, 0);
        multicast();
        TreeCast again = new TreeCast(0, 3, CONFIG, Observer.NONE);
        again.restore(node.snapshot().durable());
        out.take();
        again.step(new CastInput.Multicast(new byte[0]), out);
        assertThat(out.take()).containsExactly("deliver 0:2");
    }

    @Test
    void restore_stateOfAnotherGroup_isRefused() {
        TreeCast other = new TreeCast(0, 2, CONFIG, Observer.NONE);
        assertThatThrownBy(() -> other.restore(node.snapshot())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a state of 3 members, not 2");
    }

    @Test
    void config_zeroLimit_isRefusedByName() {
        assertThatThrownBy(() -> new CastConfig(0, 1, 1, 1, 1, 1))
                .hasMessage("maxRetained must be at least 1 but is 0");
    }

    @Test
    void variant_unknownName_isRefused() {
        assertThatThrownBy(() -> CastVariant.named("none"))
                .hasMessageContaining("known: no-sync, no-dedup, no-holdback");
        assertThat(CastVariant.named("no-sync")).isEqualTo(new CastVariant.NoSync());
        assertThat(CastVariant.named("no-holdback")).isEqualTo(new CastVariant.NoHoldback());
    }
}
