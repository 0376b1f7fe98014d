package org.espalier.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.espalier.checkers.txn.ConsistencyModel.READ_COMMITTED;
import static org.espalier.checkers.txn.ConsistencyModel.REPEATABLE_READ;
import static org.espalier.checkers.txn.ConsistencyModel.SERIALIZABLE;
import static org.espalier.checkers.txn.ConsistencyModel.SNAPSHOT_ISOLATION;
import static org.espalier.checkers.txn.ConsistencyModel.STRICT_SERIALIZABLE;
import static org.espalier.checkers.txn.ConsistencyModel.STRONG_SESSION_SERIALIZABLE;

import java.util.List;

import org.espalier.checkers.UnjudgeableHistory;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.workload.TxnResult;
import org.espalier.checkers.workload.Txns;
import org.junit.jupiter.api.Test;

/** Lists x, y ...; each bad history shows the anomaly that it is named after. */
class ListAppendTest {

    private final Script script = Script.ofLists();

    private void is(String... kinds) {
        assertThat(script.kinds()).as(script.judge().text()).containsExactly(kinds);
        assertThat(script.judge().verdict()).isEqualTo(kinds.length == 0 ? Verdict.VALID : Verdict.INVALID);
    }

    private String text() {
        return script.judge().text();
    }

    @Test
    void oneAfterTheOther_isValid() {
        script.run(0, "append x 1; r y").run(1, "r x 1; append x 2; r x 1 2; append y 1").run(0, "r x 1 2; r y 1");
        is();
        assertThat(text()).isEmpty();
    }

    @Test
    void atOneTime_anyOrderWillDo() {
        script.together("append x 1; r y 1", "append y 1", "append x 2; r x 2", "r x 2 1; r y 1").run(7, "r x 2 1");
        is();
    }

    @Test
    void nothingReturned_isUnknown() {
        assertThat(script.begin(0, "r x").judge().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void elementTwice_isADuplicate() {
        script.run(0, "append x 1").run(1, "r x 1 1");
        is("duplicate-elements");
        assertThat(text()).contains("1 stands twice in [1 1] of x: [r x [1 1]] (process 1, index 3)");
    }

    @Test
    void elementThatNobodyAppended_isGarbage() {
        script.run(0, "append x 1").run(1, "r x 1 7");
        is("garbage-read");
    }

    @Test
    void writesInACircle_areG0() {
        script.together("append x 1; append y 1", "append x 2; append y 2", "r x 1 2; r y 2 1");
        is("G0");
        assertThat(text()).isEqualTo("""
                G0: a cycle of 2
                  T1 = [append x 1] [append y 1] (process 0, index 3)
                  T2 = [append x 2] [append y 2] (process 1, index 4)
                  T1 < T2, because T2 appended 2 to x after T1 had appended 1
                  T2 < T1, because T1 appended 1 to y after T2 had appended 2
                not read-uncommitted""");
    }

    @Test
    void twoReadsOfWhichNeitherContinuesTheOther_areOfIncompatibleOrder() {
        script.together("append x 1", "append x 2", "r x 1", "r x 2 1");
        is("incompatible-order");
        assertThat(text()).contains("of x one transaction read [1], another [2 1], and neither continues the other:");
    }

    @Test
    void failedElementThatIsBuiltUpon_isADirtyUpdate() {
        script.begin(0, "append x 1").begin(1, "append x 2").end(0, Op.Type.FAIL).ok(1).run(2, "r x 1 2");
        is("dirty-update", "G1a");
    }

    @Test
    void failedElementThatIsRead_isG1a() {
        script.begin(0, "append x 1").end(0, Op.Type.FAIL).run(1, "r x 1");
        is("G1a");
        assertThat(text()).contains("1 of x was read, and appending it had failed:",
                "[append x 1] (process 0, index 1, failed)");
    }

    @Test
    void halfOfATransaction_isG1b() {
        script.together("append x 1; append x 2", "r x 1").run(3, "r x 1 2");
        is("G1b");
    }

    @Test
    void halfOfATransactionWhoseRestNobodySees_isG1b() {
        script.together("append x 1; append x 2", "r x 1");
        is("G1b");
    }

    @Test
    void ownElementBeforeItIsAppended_isAFutureRead() {
        script.run(0, "r x 1; append x 1");
        is("future-read");
    }

    @Test
    void twoThatReadEachOther_areG1c() {
        script.together("append x 1; r y 1", "append y 1; r x 1");
        is("G1c");
        assertThat(text()).contains("T1 < T2, because T2 read [1] of x, the end of which T1 had appended",
                "T2 < T1, because T1 read [1] of y, the end of which T2 had appended", "not read-committed");
    }

    @Test
    void ownAppendNotSeen_isInternal() {
        script.run(0, "append x 1; r x");
        is("internal");
    }

    @Test
    void readThatIsNotRepeated_isInternal() {
        script.together("append x 1", "r x; r x 1");
        is("internal");
        assertThat(text()).contains("read [1] of x where its own steps before make it []");
    }

    @Test
    void ownElementsInAnotherOrder_areInternal() {
        script.together("append x 1; append x 2", "append x 3").run(3, "r x 2 1 3");
        is("internal");
    }

    @Test
    void ownElementWithoutTheOneBefore_isInternal() {
        script.together("append x 1; append x 2").run(3, "r x 2");
        is("internal");
    }

    @Test
    void twoThatAppendToWhatBothRead_loseAnUpdate() {
        script.together("r x; append x 1", "r x; append x 2", "r x 1 2");
        is("lost-update", "G-single");
    }

    @Test
    void transactionThatIsHalfSeen_isGSingle() {
        script.together("append x 1; append y 1", "r x 1; r y");
        is("G-single");
        assertThat(text()).contains("T2 < T1, because T2 read [] of y, which lacks 1, that T1 appended");
        assertThat(script.judge(READ_COMMITTED).verdict()).isEqualTo(Verdict.VALID);
        assertThat(script.judge(SNAPSHOT_ISOLATION).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(script.judge(REPEATABLE_READ).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void longFork_isGNonadjacent() {
        script.together("r b 4; r x", "append x 1; append a 2", "r a 2; r y", "append y 1; append b 4");
        is("G-nonadjacent");
        assertThat(script.judge(SNAPSHOT_ISOLATION).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void writeSkew_isG2Item() {
        script.together("r x; append y 1", "r y; append x 1");
        is("G2-item");
        assertThat(script.judge(SNAPSHOT_ISOLATION).verdict()).isEqualTo(Verdict.VALID);
        assertThat(script.judge(SERIALIZABLE).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(script.judge(SNAPSHOT_ISOLATION).text()).startsWith("G2-item (allowed here): a cycle of 2");
    }

    @Test
    void laterAppendThatStandsBefore_isG0OfTheProcessOrOfRealTime() {
        script.begin(9, "r x 2 1").run(0, "append x 1").run(0, "append x 2").ok(9);
        is("G0-process");
        Script other = Script.ofLists().begin(9, "r x 2 1").run(0, "append x 1").run(1, "append x 2").ok(9);
        assertThat(other.kinds()).containsExactly("G0-realtime");
        assertThat(other.judge().text()).contains("T1 < T2, because T1 was over before T2 began");
    }

    @Test
    void readOfWhatIsOnlyAppendedLater_isG1cOfTheProcessOrOfRealTime() {
        script.run(0, "r x 1").run(0, "append x 1");
        is("G1c-process");
        assertThat(Script.ofLists().run(0, "r x 1").run(1, "append x 1").kinds()).containsExactly("G1c-realtime");
    }

    @Test
    void staleRead_isGSingleOfTheProcessOrOfRealTime() {
        script.run(0, "append x 1").run(0, "r x");
        is("G-single-process");
        assertThat(text()).contains("because process 0 made T1 before T2");
        Script other = Script.ofLists().run(0, "append x 1").run(2, "r z").run(1, "r x");
        assertThat(other.kinds()).containsExactly("G-single-realtime");
        assertThat(other.judge().text()).contains("a cycle of 2", "T1 < T2, because T1 was over before T2 began");
        assertThat(other.judge(STRONG_SESSION_SERIALIZABLE).verdict()).isEqualTo(Verdict.VALID);
        assertThat(other.judge(STRICT_SERIALIZABLE).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void longForkClosedByTime_isGNonadjacentOfTheProcessOrOfRealTime() {
        script.begin(1, "r x; r y 1").begin(4, "append y 1").run(2, "append x 1").run(2, "r y").ok(1, 4);
        is("G-nonadjacent-process");
        assertThat(Script.ofLists().begin(1, "r x; r y 1").begin(4, "append y 1").run(2, "append x 1").run(3, "r y")
                .ok(1, 4).kinds()).containsExactly("G-nonadjacent-realtime");
    }

    @Test
    void skewClosedByTime_isG2ItemOfTheProcessOrOfRealTime() {
        script.begin(1, "append x 1; r y").run(2, "append y 1").run(2, "r x").ok(1);
        is("G2-item-process");
        assertThat(Script.ofLists().begin(1, "append x 1; r y").run(2, "append y 1").run(3, "r x").ok(1).kinds())
                .containsExactly("G2-item-realtime");
    }

    @Test
    void appendThatNobodyEverSees_comesAfterAllThatWasSeen() {
        script.run(0, "append x 1").run(1, "append x 2").run(2, "r x 1");
        is("G-single-realtime");
        assertThat(text()).contains("T2 read [1] of x, which lacks 2, that T1 appended");
    }

    @Test
    void indeterminate_mayHaveHappenedOrNot_butNotByHalves() {
        script.begin(0, "append x 1; append y 1").end(0, Op.Type.INFO).run(1, "r x; r y").run(1, "r x; r y");
        is();
        script.run(1, "r x 1; r y 1");
        is();
        script.run(1, "r x 1; r y");
        assertThat(script.kinds()).contains("G-single");
    }

    @Test
    void whatIsNeverAnswered_mayHappenLate_butNotBeforeItBegan() {
        script.run(1, "r x").begin(0, "append x 1").run(1, "r x").run(1, "r x 1");
        is();
        assertThat(Script.ofLists().run(1, "r x 1").begin(0, "append x 1").kinds()).containsExactly("G1c-realtime");
    }

    @Test
    void shortestCycle_isTheOneThatIsTold() {
        script.together("append a 1; r e 1", "append b 1; r a 1", "append c 1; r b 1; r f 1", "append d 1; r c 1",
                "append e 1; r d 1; append f 1; r c 1");
        is("G1c");
        assertThat(text()).startsWith("G1c: a cycle of 2\n");
    }

    @Test
    void longestOfChains_needsNoStack() {
        int length = 20_000;
        script.begin(0, "append k" + (length - 1) + " 1");
        for (int i = 0; i < length; i++) {
            script.run(1, "r k" + i + (i + 1 < length ? "; append k" + (i + 1) + " 2" : " 1"));
        }
        script.ok(0);
        assertThat(script.kinds()).isNotEmpty();
    }

    @Test
    void result_namesTheModelsThatAreRuledOut() {
        TxnResult result = script.together("r x; append y 1", "r y; append x 1").judge();
        assertThat(result.toTree()).containsEntry("valid?", false).containsEntry("anomaly-types", List.of("G2-item"))
                .containsEntry("bad-anomaly-types", List.of("G2-item")).containsEntry("not", List.of("repeatable-read"))
                .containsEntry("also-not",
                        List.of("serializable", "strong-session-serializable", "strict-serializable"));
        assertThat(String.valueOf(result.toTree().get("anomalies"))).contains("transactions=[2, 3]");
    }

    @Test
    void elementThatIsAppendedTwice_orStepsOfAnotherKind_cannotBeJudged() {
        assertThatThrownBy(() -> script.run(0, "append x 1").run(1, "append x 1").judge())
                .isInstanceOf(UnjudgeableHistory.class)
                .hasMessage("index 3: 1 is written to key x a second time (first by process 0, index 1);"
                        + " transactions can be judged only if everything is written once");
        assertThatThrownBy(() -> Script.ofLists().run(0, "w x 1").judge()).isInstanceOf(UnjudgeableHistory.class)
                .hasMessageContaining("index 1: a transaction with [w x 1]; expected are [[\"r\", key, [element");
        Op alone = Op.invoke(0, 0, 3, null, "txn", List.of()).complete(5, 0, Op.Type.OK, List.of(), null);
        assertThatThrownBy(() -> Txns.listAppend(Txns.USUAL).check(History.of(List.of(alone))))
                .hasMessage("index 5: process 3 completes what it did not invoke");
    }
}
