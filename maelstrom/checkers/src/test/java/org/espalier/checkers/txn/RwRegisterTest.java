package org.espalier.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.espalier.checkers.txn.ConsistencyModel.SERIALIZABLE;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Op;
import org.junit.jupiter.api.Test;

/** Registers x, y ...; each bad history shows the anomaly that it is named after. */
class RwRegisterTest {

    private final Script script = Script.ofRegisters();

    private void is(String... kinds) {
        assertThat(script.kinds()).as(script.judge().text()).containsExactly(kinds);
        assertThat(script.judge().verdict()).isEqualTo(kinds.length == 0 ? Verdict.VALID : Verdict.INVALID);
    }

    @Test
    void oneAfterTheOther_isValid() {
        script.run(0, "w x 1; r y").run(1, "r x 1; w x 2; r x 2; w y 1").run(0, "r x 2; r y 1");
        is();
        assertThat(script.judge().text()).isEmpty();
    }

    @Test
    void valueThatNobodyWrote_isGarbage() {
        script.run(1, "r x 7");
        is("garbage-read");
    }

    @Test
    void failedValueThatIsRead_isG1a_andADirtyUpdateIfItIsReplaced() {
        script.begin(0, "w x 1").end(0, Op.Type.FAIL).run(1, "r x 1");
        is("G1a");
        script.run(1, "r x 1; w x 2");
        is("dirty-update", "G1a");
    }

    @Test
    void valueThatItsTransactionReplaced_isG1b() {
        script.together("w x 1; w x 2", "r x 1");
        is("G1b");
    }

    @Test
    void ownValueBeforeItIsWritten_isAFutureRead() {
        script.run(0, "r x 1; w x 1");
        is("future-read");
    }

    @Test
    void ownWriteNotSeen_isInternal() {
        script.run(0, "w x 1; r x");
        is("internal");
        assertThat(script.judge().text()).contains("read nil of x where its own steps before make it 1");
    }

    @Test
    void twoThatReadEachOther_areG1c() {
        script.together("w x 1; r y 1", "w y 1; r x 1");
        is("G1c");
    }

    @Test
    void twoThatReplaceEachOther_areG0_whichTheySawThemselves() {
        script.together("w x 1; r y 2; w y 3", "r x 1; w x 4; w y 2");
        is("G0", "G1c");
    }

    @Test
    void twoThatReplaceWhatBothRead_loseAnUpdate() {
        script.together("r x; w x 1", "r x; w x 2");
        is("lost-update", "G2-item");
    }

    @Test
    void transactionThatIsHalfSeen_isGSingle() {
        script.together("w x 1; w y 1", "r x 1; r y");
        is("G-single");
        assertThat(script.judge().text()).contains("T2 read nil of y, before T1 wrote 1 (as at first)");
    }

    @Test
    void longFork_isGNonadjacent() {
        script.together("r b 4; r x", "w x 1; w a 2", "r a 2; r y", "w y 1; w b 4");
        is("G-nonadjacent");
    }

    @Test
    void writeSkew_isG2Item() {
        script.together("r x; w y 1", "r y; w x 1");
        is("G2-item");
    }

    @Test
    void missedWrite_isKnownByWhatItsTransactionRead() {
        script.run(0, "w x 1").together("r x 1; w x 2; w y 1", "r x 1; r y 1");
        is("G-single");
        assertThat(script.judge().text()).contains("T2 read 1 of x, before T1 wrote 2 (which process 0, index 4 read");
    }

    @Test
    void staleReadOfNothing_isGSingleOfTheProcessOrOfRealTime() {
        script.run(0, "w x 1").run(0, "r x");
        is("G-single-process");
        assertThat(Script.ofRegisters().run(0, "w x 1").run(1, "r x").kinds()).containsExactly("G-single-realtime");
    }

    @Test
    void staleReadOfWhatWasReplacedInTime_isFoundOnlyWhereTimeCounts() {
        script.run(0, "w x 1").run(1, "w x 2").run(2, "r x 1");
        is("G-single-realtime");
        assertThat(script.judge().text()).contains("process 0, index 1 had the one, was over, and then process 1");
        assertThat(script.judge(SERIALIZABLE).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void readsThatGoBack_areFoundWhereTimeCounts_thoughTheWritesWereAtOneTime() {
        script.begin(7, "w x 1").begin(8, "w x 2").run(1, "r x 1").run(2, "r x 2").run(3, "r x 1").ok(7, 8);
        is("G-single-realtime");
    }

    @Test
    void writesAtOneTime_mayBeInAnyOrder() {
        script.begin(7, "w x 1").begin(8, "w x 2").run(1, "r x 2").run(2, "r x 1").ok(7, 8).run(3, "r x 1");
        is();
    }

    @Test
    void indeterminate_mayHaveHappenedOrNot_butNotByHalves() {
        script.begin(0, "w x 1; w y 1").end(0, Op.Type.INFO).run(1, "r x; r y").run(1, "r x 1; r y 1");
        is();
        script.run(1, "r x 1; r y");
        assertThat(script.kinds()).contains("G-single");
    }
}
