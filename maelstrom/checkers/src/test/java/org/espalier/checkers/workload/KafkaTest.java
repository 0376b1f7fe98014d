package org.espalier.checkers.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.UnjudgeableHistory;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Logs k and l; each bad history shows the anomaly that it is named after, and what follows from it. */
class KafkaTest {

    private final List<Op> ops = new ArrayList<>();

    private Op ask(int process, String f, @Nullable Object value) {
        Op op = Op.invoke(ops.size(), ops.size() * 1_000_000L, process, null, f, value);
        ops.add(op);
        return op;
    }

    private void end(Op op, Op.Type type, @Nullable Object value) {
        ops.add(op.complete(ops.size(), ops.size() * 1_000_000L, type, value, null));
    }

    private static List<Object> at(long offset, long message) {
        return List.of(offset, message);
    }

    private Op asked(int process, String key, long message) {
        return ask(process, "send", List.of(List.of("send", key, message)));
    }

    private void sent(Op op, String key, long offset, long message) {
        end(op, Op.Type.OK, List.of(List.of("send", key, at(offset, message))));
    }

    private void send(int process, String key, long offset, long message) {
        sent(asked(process, key, message), key, offset, message);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // handed on, and only read
    private void poll(int process, String key, List<Object>... entries) {
        poll(process, Map.of(key, List.of(entries)));
    }

    private void poll(int process, Map<String, ?> shown) {
        end(ask(process, "poll", List.of(List.of("poll"))), Op.Type.OK, List.of(List.of("poll", shown)));
    }

    private void assign(int process, String... keys) {
        end(ask(process, "assign", List.of(keys)), Op.Type.OK, List.of(keys));
    }

    private KafkaResult judge() {
        return (KafkaResult) new Kafka().check(History.of(ops));
    }

    private List<String> kinds() {
        return judge().anomalies().kinds().stream().map(k -> k.label()).toList();
    }

    @Test
    void whatIsSentIsPolled_isValid() {
        send(0, "k", 0, 1);
        send(0, "k", 5, 2); // offsets may have gaps
        assign(1, "k", "l");
        poll(1, "k", at(0, 1));
        poll(1, Map.of());
        poll(1, "k", at(5, 2));
        assertThat(judge().verdict()).isEqualTo(Verdict.VALID);
        assertThat(judge().text()).isEmpty();
    }

    @Test
    void twoMessagesAtOneOffset_areInconsistent() {
        send(0, "k", 0, 1);
        send(2, "k", 0, 2);
        poll(1, "k", at(0, 1));
        poll(3, "k", at(0, 2));
        assertThat(kinds()).containsExactly("inconsistent-offsets");
        assertThat(judge().text())
                .isEqualTo("inconsistent-offsets: offset 0 of key k holds 1 for some and 2 for others");
    }

    @Test
    void oneMessageAtTwoOffsets_isADuplicate() {
        send(0, "k", 0, 1);
        poll(1, "k", at(0, 1));
        poll(3, "k", at(1, 1));
        assertThat(kinds()).containsExactly("duplicate");
        assertThat(judge().text()).isEqualTo("duplicate: 1 stands at offsets [0, 1] of key k");
    }

    @Test
    void polledAlthoughSendingFailed_isG1a() {
        end(asked(0, "k", 1), Op.Type.FAIL, List.of(List.of("send", "k", 1L)));
        poll(1, "k", at(0, 1));
        assertThat(kinds()).containsExactly("G1a");
        assertThat(judge().text()).isEqualTo(
                "G1a: process 1 polled 1 of key k (index 3), although sending it had failed (index 1)");
    }

    @Test
    void indeterminateAndUnansweredSends_mayBePolledOrNot() {
        end(asked(0, "k", 1), Op.Type.INFO, List.of(List.of("send", "k", 1L)));
        asked(2, "k", 2);
        asked(4, "k", 3);
        send(6, "k", 2, 4);
        poll(1, "k", at(0, 1), at(1, 2), at(2, 4));
        assertThat(kinds()).isEmpty();
    }

    @Test
    void polledWithoutASend_isUnexpected() {
        poll(1, "k", at(0, 1));
        assertThat(kinds()).containsExactly("unexpected");
    }

    @Test
    void polledBeforeTheSendWasAsked_isG1c() {
        poll(1, "k", at(0, 1));
        send(0, "k", 0, 1);
        assertThat(kinds()).containsExactly("G1c-realtime");
    }

    @Test
    void acknowledgedNeverPolled_isLostIfALaterOneWas_andUnseenInAnyCase() {
        send(0, "k", 0, 1);
        send(0, "k", 1, 2);
        assertThat(kinds()).containsExactly("unseen");
        poll(1, "k", at(1, 2));
        assertThat(kinds()).containsExactly("lost-write", "unseen");
        assertThat(judge().text()).startsWith("lost-write: 1, which process 0 sent to key k (index 1), was never"
                + " polled, although 2, which is not before it in the log (index 5), was");
        poll(2, "k", at(0, 1));
        assertThat(kinds()).isEmpty();
    }

    @Test
    void acknowledgedAtAnOffsetThatSomethingElseTook_isLost() {
        send(0, "k", 0, 1);
        send(2, "k", 0, 2);
        poll(1, "k", at(0, 2));
        assertThat(kinds()).containsExactly("inconsistent-offsets", "lost-write", "unseen");
    }

    @Test
    void processThatGoesOnTooFar_skips() {
        for (long i = 0; i < 4; i++) {
            send(0, "k", i, i);
        }
        poll(1, "k", at(0, 0));
        poll(1, "k", at(3, 3));
        poll(2, "k", at(0, 0), at(1, 1), at(2, 2), at(3, 3));
        assertThat(kinds()).containsExactly("poll-skip");
        assertThat(judge().text()).isEqualTo("poll-skip: process 1 polled 0 (index 9) and then 3 of key k (index 11)"
                + " and passed over 1, 2");
    }

    @Test
    void processThatGoesBack_isNonmonotonic() {
        send(0, "k", 0, 1);
        send(0, "k", 1, 2);
        poll(1, "k", at(0, 1), at(1, 2));
        poll(1, "k", at(1, 2));
        assertThat(kinds()).containsExactly("nonmonotonic-poll");
        assertThat(judge().text()).endsWith("and then 2 of key k (index 7), the same again");
    }

    @Test
    void assigningAnew_goesOnWhereAKeyIsKept_andBeginsAnewElsewhere() {
        send(0, "k", 0, 1);
        send(0, "k", 1, 2);
        poll(1, "k", at(0, 1), at(1, 2));
        assign(1, "l");
        assign(1, "k", "l");
        poll(1, "k", at(0, 1));
        assertThat(kinds()).isEmpty();
        assign(1, "k");
        poll(1, "k", at(0, 1));
        assertThat(kinds()).containsExactly("nonmonotonic-poll");
    }

    @Test
    void pollThatFailed_movesNothing() {
        send(0, "k", 0, 1);
        end(ask(1, "poll", List.of(List.of("poll"))), Op.Type.FAIL, List.of(List.of("poll")));
        poll(1, "k", at(0, 1));
        assertThat(kinds()).isEmpty();
    }

    @Test
    void crash_endsAProcess() {
        send(0, "k", 0, 1);
        poll(1, "k", at(0, 1));
        end(ask(1, "crash", null), Op.Type.INFO, null);
        poll(6, "k", at(0, 1));
        assertThat(kinds()).isEmpty();
        Stats stats = new Stats();
        assertThat(stats.check(History.of(ops)).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void withinOnePoll_gapsAndStepsBackAreInternal() {
        send(0, "k", 0, 1);
        send(0, "k", 1, 2);
        send(0, "k", 2, 3);
        poll(1, "k", at(0, 1), at(2, 3), at(1, 2));
        assertThat(kinds()).containsExactly("int-poll-skip", "int-nonmonotonic-poll");
    }

    @Test
    void laterSendAtAnEarlierOffset_isNonmonotonic() {
        send(0, "k", 1, 1);
        send(0, "k", 0, 2);
        poll(1, "k", at(0, 2), at(1, 1));
        assertThat(kinds()).containsExactly("nonmonotonic-send");
        assertThat(judge().text()).isEqualTo("nonmonotonic-send: process 0 sent 1 (index 1) and then 2 of key k"
                + " (index 3), which stands before it in the log");
    }

    @Test
    void transaction_mustNotSeeItsOwnSends_norSendBackwards() {
        Op txn = ask(0, "txn", List.of(List.of("send", "k", 1L), List.of("send", "k", 2L), List.of("poll")));
        end(txn, Op.Type.OK, List.of(List.of("send", "k", at(1, 1)), List.of("send", "k", at(0, 2)),
                List.of("poll", Map.of("k", List.of(at(0, 2), at(1, 1))))));
        assertThat(kinds()).containsExactly("precommitted-read", "int-nonmonotonic-send");
    }

    @Test
    void nothingSentOrNothingPolled_isUnknown() {
        poll(1, Map.of());
        assertThat(judge().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void anomaliesAreInTheResult() {
        send(0, "k", 0, 1);
        poll(1, Map.of());
        assertThat(judge().toTree()).containsEntry("valid?", false).containsEntry("bad-error-types", List.of("unseen"));
        assertThat(Json.text(judge().toTree()))
                .contains("\"unseen\":{\"count\":1,\"errs\":[{\"key\":\"k\",\"value\":1,");
    }

    @Test
    void whatCannotBeUnderstood_saysWhere() {
        send(0, "k", 0, 1);
        send(0, "k", 1, 1);
        assertThatThrownBy(this::judge).isInstanceOf(UnjudgeableHistory.class)
                .hasMessageStartingWith("index 2: 1 is sent to key k a second time");
        ops.clear();
        end(ask(0, "poll", 5L), Op.Type.OK, 5L);
        assertThatThrownBy(this::judge).hasMessageStartingWith("index 1: a poll of 5; expected are [[\"send\"");
        ops.clear();
        end(ask(0, "poll", List.of(List.of("poll"))), Op.Type.OK,
                List.of(List.of("poll", Map.of("k", List.of(List.of("x", 1L))))));
        assertThatThrownBy(this::judge).hasMessageStartingWith("index 1: a poll of [x, 1]");
    }
}
