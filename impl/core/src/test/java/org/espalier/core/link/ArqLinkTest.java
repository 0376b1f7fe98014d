package org.espalier.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.espalier.core.Observer;
import org.espalier.core.SpecViolation;
import org.espalier.core.link.ArqLink.Ack;
import org.espalier.core.link.ArqLink.Config;
import org.espalier.core.link.ArqLink.Data;
import org.espalier.core.link.ArqLink.Hi;
import org.espalier.core.link.ArqLink.Ho;
import org.espalier.core.link.ArqLink.Input;
import org.espalier.core.link.ArqLink.Message;
import org.junit.jupiter.api.Test;

/** One end, frame by frame. It is incarnation 7, its peer incarnation 3. */
class ArqLinkTest {

    private static final long ME = 7;
    private static final long PEER = 3;
    private static final Config CONFIG = new Config(4, 4, 100, 400, 20, 200, 1_000);

    private final Recorder out = new Recorder();
    private final List<String> actions = new ArrayList<>();
    private final Observer observer = (module, action, self, peer, x, y) -> actions.add(action + " " + x + " " + y);
    private ArqLink<String> link = new ArqLink<>(CONFIG, 0, 1, ME, observer);

    // Greeting

    @Test
    void tick_nobodyMet_saysHiAgainAfterWaitsThatDoubleUpToTheCap() {
        List<Long> at = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            long wake = link.wakeAt();
            tick(wake);
            assertThat(out.takeSent()).containsExactly(new Hi<>(ME));
            at.add(wake);
        }
        assertThat(at).containsExactly(0L, 100L, 300L, 700L, 1_100L, 1_500L);
    }

    @Test
    void hi_isAnsweredAndOpensNoSession() {
        receive(new Hi<>(PEER));
        assertThat(out.sent).containsExactly(new Ho<>(PEER, ME));
        assertThat(out.upcalls).isEmpty();
        assertThat(link.room()).isZero();
    }

    @Test
    void ho_forThisLife_opensASessionAndIsReturnedOnce() {
        receive(new Ho<>(ME, PEER));
        receive(new Ho<>(ME, PEER));
        assertThat(out.upcalls).containsExactly("reset 3 lost 0");
        assertThat(out.sent).containsExactly(new Ho<>(PEER, ME));
        assertThat(link.room()).isEqualTo(4);
        assertThat(link.wakeAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ho_afterThePeersHiWasAnswered_isNotReturned() {
        receive(new Hi<>(PEER));
        out.takeSent();
        receive(new Ho<>(ME, PEER));
        assertThat(out.sent).isEmpty();
    }

    @Test
    void ho_forAnEarlierLife_isStale() {
        receive(new Ho<>(ME - 1, PEER));
        assertThat(out.upcalls).isEmpty();
        assertThat(link.counters().stale()).isEqualTo(1);
    }

    @Test
    void ho_fromAnEarlierLifeOfThePeer_isStale() {
        meet();
        receive(new Ho<>(ME, PEER - 1));
        assertThat(out.upcalls).isEmpty();
        assertThat(link.peerIncarnation()).isEqualTo(PEER);
    }

    @Test
    void ho_fromALaterLifeOfThePeer_endsTheSessionAndSaysWhatWasLost() {
        meet();
        submit("a");
        submit("b");
        submit("c");
        receive(new Ack<>(ME, PEER, 2, 0));
        receive(new Ho<>(ME, PEER + 1));
        assertThat(out.upcalls).containsExactly("reset 4 lost 2");
        assertThat(link.room()).isEqualTo(4);
        assertThat(link.counters().lost()).isEqualTo(2);
        out.takeSent();
        submit("d");
        assertThat(out.sent).containsExactly(new Data<>(ME, PEER + 1, 1, true, "d"));
    }

    // Sending

    @Test
    void submit_beforeASession_isRefused() {
        assertThatIllegalStateException().isThrownBy(() -> submit("a")).withMessage("no session yet");
    }

    @Test
    void submit_fullWindow_isRefusedUntilAnAcknowledgement() {
        meet();
        for (String p : List.of("a", "b", "c", "d")) {
            submit(p);
        }
        assertThat(link.room()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> submit("e")).withMessage("the window is full");
        receive(new Ack<>(ME, PEER, 3, 0));
        assertThat(link.room()).isEqualTo(2);
    }

    @Test
    void timeout_repeatsTheLowestAndTheHighestAfterWaitsThatDoubleUpToTheCap() {
        meet();
        submit("a");
        submit("b");
        submit("c");
        out.takeSent();
        List<Long> at = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            at.add(link.wakeAt());
            tick(link.wakeAt());
            assertThat(out.takeSent()).containsExactly(data(1, "a"), data(3, "c"));
        }
        assertThat(at).containsExactly(200L, 600L, 1_400L, 2_400L, 3_400L);
    }

    @Test
    void ack_withAGap_repeatsWhatIsMissingAtOnceAndOnce() {
        meet();
        for (String p : List.of("a", "b", "c", "d")) {
            submit(p);
        }
        out.takeSent();
        receive(new Ack<>(ME, PEER, 1, 0b010));
        assertThat(out.takeSent()).containsExactly(data(1, "a"), data(2, "b"));
        receive(new Ack<>(ME, PEER, 1, 0b110));
        assertThat(out.takeSent()).isEmpty();
        assertThat(link.counters().retransmissions()).isEqualTo(2);
    }

    @Test
    void ack_thatReportsARepeatedPayload_repeatsWhatLeftBeforeIt() {
        meet();
        for (String p : List.of("a", "b", "c")) {
            submit(p);
        }
        receive(new Ack<>(ME, PEER, 1, 0b10)); // repeats a and b
        out.takeSent();
        receive(new Ack<>(ME, PEER, 1, 0b11)); // b has come, which left after a: a is lost again
        assertThat(out.sent).containsExactly(data(1, "a"));
    }

    @Test
    void ack_thatSaysLessThanIsKnown_isStale() {
        meet();
        submit("a");
        submit("b");
        receive(new Ack<>(ME, PEER, 3, 0));
        receive(new Ack<>(ME, PEER, 2, 0));
        assertThat(link.idle()).isTrue();
        assertThat(link.counters().stale()).isEqualTo(1);
    }

    @Test
    void ack_ofAnotherSession_isStale() {
        meet();
        submit("a");
        receive(new Ack<>(ME - 1, PEER, 2, 0));
        receive(new Ack<>(ME, PEER - 1, 2, 0));
        assertThat(link.room()).isEqualTo(3);
        assertThat(link.counters().stale()).isEqualTo(2);
    }

    @Test
    void timeout_afterARoundTripWasMeasured_adaptsToIt() {
        meet();
        submit("a");
        tick(40);
        receive(new Ack<>(ME, PEER, 2, 0));
        submit("b");
        assertThat(link.wakeAt()).as("now + 40 + 4 * 20 + ackAfter").isEqualTo(40 + 40 + 80 + 20);
    }

    // Receiving

    @Test
    void data_inSequence_isDeliveredAndItsAcknowledgementWaitsForTraffic() {
        meet();
        receive(data("a", 1, true));
        assertThat(out.upcalls).containsExactly("a");
        assertThat(out.sent).isEmpty();
        assertThat(link.idle()).isFalse();
        flush();
        flush();
        assertThat(out.sent).containsExactly(new Ack<>(PEER, ME, 2, 0));
        assertThat(link.idle()).isTrue();
    }

    @Test
    void data_withoutTraffic_isAcknowledgedInTime() {
        meet();
        receive(data("a", 1, true));
        tick(10);
        receive(data("b", 2, true)); // the half-full window answers at once
        assertThat(out.takeSent()).containsExactly(new Ack<>(PEER, ME, 3, 0));
        receive(data("c", 3, true));
        assertThat(link.wakeAt()).isEqualTo(30);
        tick(29);
        assertThat(out.sent).isEmpty();
        tick(30);
        assertThat(out.sent).containsExactly(new Ack<>(PEER, ME, 4, 0));
    }

    @Test
    void data_behindAGap_orderedWaitsAndTheRestDoesNot() {
        meet();
        receive(data("b", 2, true));
        receive(data("c", 3, false));
        assertThat(out.takeUpcalls()).containsExactly("c on arrival");
        assertThat(out.takeSent()).containsExactly(new Ack<>(PEER, ME, 1, 0b1), new Ack<>(PEER, ME, 1, 0b11));
        receive(data("a", 1, true));
        assertThat(out.upcalls).containsExactly("a", "b");
        assertThat(out.sent).containsExactly(new Ack<>(PEER, ME, 4, 0));
    }

    @Test
    void data_again_isDroppedAndAcknowledgedAtOnce() {
        meet();
        receive(data("a", 1, true));
        receive(data("a", 1, true));
        receive(data("c", 3, false));
        receive(data("c", 3, false));
        assertThat(out.upcalls).containsExactly("a", "c on arrival");
        assertThat(out.sent).containsExactly(new Ack<>(PEER, ME, 2, 0), new Ack<>(PEER, ME, 2, 1),
                new Ack<>(PEER, ME, 2, 1));
        assertThat(link.counters().duplicates()).isEqualTo(2);
    }

    @Test
    void data_beyondTheWindow_isDroppedAndAcknowledgedAtOnce() {
        meet();
        receive(data("e", 5, false));
        assertThat(out.upcalls).isEmpty();
        assertThat(out.sent).containsExactly(new Ack<>(PEER, ME, 1, 0));
        assertThat(link.counters().beyondWindow()).isEqualTo(1);
    }

    @Test
    void data_forAnEarlierLife_isAnsweredWithWhoThisIs() {
        receive(new Data<>(PEER, ME - 1, 1, true, "a"));
        assertThat(out.upcalls).isEmpty();
        assertThat(out.sent).containsExactly(new Ho<>(PEER, ME));
    }

    @Test
    void data_ofAnEarlierLifeOfThePeer_isStale() {
        meet();
        receive(new Data<>(PEER - 1, ME, 1, true, "a"));
        assertThat(out.upcalls).isEmpty();
        assertThat(link.idle()).isTrue();
        assertThat(link.counters().stale()).isEqualTo(1);
    }

    @Test
    void data_ofALaterLifeOfThePeer_resetsBothHalvesBeforeItIsDelivered() {
        meet();
        submit("mine");
        receive(data("old", 1, true));
        receive(data("held", 3, true));
        out.takeUpcalls();
        receive(new Data<>(PEER + 1, ME, 1, true, "new"));
        assertThat(out.upcalls).containsExactly("reset 4 lost 1", "new");
        assertThat(link.snapshot().held()).isEmpty();
    }

    @Test
    void gaps_widestWindow_areReportedInFull() {
        Config wide = new Config(64, 64, 100, 400, 20, 200, 1_000);
        ArqLink<String> receiver = new ArqLink<>(wide, 0, 1, ME, Observer.NONE);
        ArqLink<String> sender = new ArqLink<>(wide, 1, 0, PEER, Observer.NONE);
        Recorder senderOut = new Recorder();
        sender.step(new Input.Received<>(new Ho<>(PEER, ME)), senderOut);
        senderOut.takeSent();
        for (int i = 1; i <= 64; i++) {
            sender.step(new Input.Submit<>("p" + i, true), senderOut);
        }
        List<Message<String>> sent = senderOut.takeSent();
        for (Message<String> message : sent.subList(1, 64)) {
            receiver.step(new Input.Received<>(message), out);
        }
        Message<String> last = out.sent.get(out.sent.size() - 1);
        assertThat(last).isEqualTo(new Ack<>(PEER, ME, 1, (1L << 63) - 1));
        sender.step(new Input.Received<>(last), senderOut);
        assertThat(senderOut.sent).containsExactly(sent.get(0));
        receiver.step(new Input.Received<>(sent.get(0)), out);
        assertThat(out.upcalls).hasSize(1 + 64);
    }

    // Host

    @Test
    void deliver_maySubmitAnAnswer() {
        meet();
        List<Message<String>> sent = new ArrayList<>();
        link.step(new Input.Received<>(data("ask", 1, true)), new ArqLink.Outbox<>() {
            @Override
            public void send(Message<String> message) {
                sent.add(message);
            }

            @Override
            public void deliver(String payload, boolean ordered) {
                link.step(new Input.Submit<>("answer", true), this);
                link.step(new Input.Flush<>(), this);
            }

            @Override
            public void reset(long peerIncarnation, int lost) {
                throw new AssertionError("no new session");
            }
        });
        assertThat(sent).containsExactly(data(1, "answer"), new Ack<>(PEER, ME, 2, 0));
    }

    @Test
    void restore_continuesFromASnapshot() {
        meet();
        submit("a");
        submit("b");
        receive(data("y", 2, true));
        receive(new Ack<>(ME, PEER, 1, 0b1));
        ArqLink.State<String> state = link.snapshot();
        assertThat(state).isEqualTo(new ArqLink.State<>(ME, PEER, 1,
                List.of(new ArqLink.Buffered<>("a", true), new ArqLink.Buffered<>("b", true)), List.of(2L), 1,
                List.of(new ArqLink.Held<>(2, "y", true)), false));

        link = new ArqLink<>(CONFIG, 0, 1, ME, observer);
        link.restore(state);
        assertThat(link.snapshot()).isEqualTo(state);
        out.takeSent();
        out.takeUpcalls();
        receive(data("x", 1, true));
        assertThat(out.upcalls).containsExactly("x", "y");
        out.takeSent();
        tick(link.wakeAt());
        assertThat(out.sent).containsExactly(data(1, "a"));
    }

    @Test
    void observer_seesEveryActionOnceUnderTheSpecsName() {
        tick(0);
        receive(new Hi<>(PEER));
        receive(new Ho<>(ME, PEER));
        submit("a");
        tick(200);
        receive(new Ack<>(ME, PEER, 2, 0));
        receive(data("y", 2, false));
        receive(data("x", 1, true));
        receive(new Data<>(PEER, ME - 2, 1, true, "z"));
        assertThat(actions).containsExactly("SayHi 7 0", "OnHi 3 0", "Meet 3 0", "Submit 1 1", "Retransmit 1 0",
                "OnAck 2 0", "OnData 2 0", "SendAck 1 1", "OnData 1 1", "Advance 1 0", "Advance 2 0", "SendAck 3 0",
                "OnOldData 3 5");
    }

    // What only a defect can bring about

    @Test
    void ack_ofWhatWasNeverSent_isAViolation() {
        meet();
        submit("a");
        violates("AckIsTrue", new Ack<>(ME, PEER, 3, 0));
        violates("AckIsTrue", new Ack<>(ME, PEER, 1, 1));
    }

    @Test
    void frame_forALaterLife_isAViolation() {
        violates("NoFuture", new Ho<>(ME + 1, PEER));
        violates("NoFuture", new Data<>(PEER, ME + 1, 1, true, "a"));
        violates("NoFuture", new Ack<>(ME + 1, PEER, 1, 0));
    }

    @Test
    void config_outOfBounds_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Config(0, 4, 100, 400, 20, 200, 1_000))
                .withMessageContaining("sendWindow");
        assertThatIllegalArgumentException().isThrownBy(() -> new Config(4, 65, 100, 400, 20, 200, 1_000))
                .withMessageContaining("receiveWindow");
        assertThatIllegalArgumentException().isThrownBy(() -> new Config(4, 4, 100, 99, 20, 200, 1_000))
                .withMessageContaining("maxHelloAfterMillis");
        assertThatIllegalArgumentException().isThrownBy(() -> new Config(4, 4, 100, 400, -1, 200, 1_000))
                .withMessageContaining("ackAfterMillis");
        assertThatIllegalArgumentException().isThrownBy(() -> new Config(4, 4, 100, 400, 20, 200, 199))
                .withMessageContaining("maxRetransmitAfterMillis");
        assertThatIllegalArgumentException().isThrownBy(() -> new ArqLink<String>(CONFIG, 0, 1, 0, Observer.NONE))
                .withMessageContaining("incarnation");
    }

    private void violates(String invariant, Message<String> message) {
        assertThatThrownBy(() -> receive(message)).isInstanceOfSatisfying(SpecViolation.class,
                e -> assertThat(e.invariant()).isEqualTo(invariant));
    }

    private void meet() {
        receive(new Ho<>(ME, PEER));
        out.takeSent();
        out.takeUpcalls();
    }

    private void tick(long now) {
        link.step(new Input.Tick<>(now), out);
    }

    private void submit(String payload) {
        link.step(new Input.Submit<>(payload, true), out);
    }

    private void receive(Message<String> message) {
        link.step(new Input.Received<>(message), out);
    }

    private void flush() {
        link.step(new Input.Flush<>(), out);
    }

    private static Data<String> data(long n, String payload) {
        return new Data<>(ME, PEER, n, true, payload);
    }

    private static Data<String> data(String payload, long n, boolean ordered) {
        return new Data<>(PEER, ME, n, ordered, payload);
    }
}
