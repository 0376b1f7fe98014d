package org.espalier.checkers.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import org.espalier.checkers.UnjudgeableHistory;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Edn;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.register.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Key 7, one event each millisecond. */
class LinKvTest {

    private static final long KEY = 7;

    private final List<Op> ops = new ArrayList<>();

    private Op ask(int process, String f, @Nullable Object value) {
        Op op = Op.invoke(ops.size(), ops.size() * 1_000_000L, process, "n" + process % 3, f,
                Arrays.asList(KEY, value));
        ops.add(op);
        return op;
    }

    private void end(Op op, Op.Type type, @Nullable Object value, @Nullable Object error) {
        ops.add(op.complete(ops.size(), ops.size() * 1_000_000L, type, Arrays.asList(KEY, value), error));
    }

    private void ok(Op op) {
        end(op, Op.Type.OK, ((List<?>) Objects.requireNonNull(op.value())).get(1), null);
    }

    private void info(Op op) {
        end(op, Op.Type.INFO, ((List<?>) Objects.requireNonNull(op.value())).get(1), "net-timeout");
    }

    private void refused(int process, String f, @Nullable Object value, String why) {
        end(ask(process, f, value), Op.Type.FAIL, value, List.of(why, "because"));
    }

    private void write(long value) {
        ok(ask(0, "write", value));
    }

    private void cas(long from, long to) {
        ok(ask(0, "cas", List.of(from, to)));
    }

    private void read(@Nullable Long value) {
        end(ask(1, "read", null), Op.Type.OK, value, null);
    }

    private LinKvResult judge() {
        return (LinKvResult) new LinKv().check(History.of(ops));
    }

    private void valid() {
        assertThat(judge().text()).isEmpty();
        assertThat(judge().verdict()).isEqualTo(Verdict.VALID);
    }

    private Window invalid() {
        LinKvResult result = judge();
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        return Objects.requireNonNull(Objects.requireNonNull(result.findings().get(KEY)).window());
    }

    private List<Long> indexes() {
        return invalid().operations().stream().map(events -> events.get(0).index()).toList();
    }

    @Test
    void oneAfterTheOther_isValid() {
        write(1);
        read(1L);
        cas(1, 2);
        read(2L);
        valid();
    }

    @Test
    void staleRead_isExplained() {
        write(1);
        write(2);
        read(1L);
        assertThat(invalid().text()).isEqualTo("""
                these 2 of 3 operations cannot be put in order:
                  0.002000 to 0.003000 s  write 2     (n0, process 0, index 2 to 3)
                  0.004000 to 0.005000 s  read saw 1  (n1, process 1, index 4 to 5)  <- impossible
                before them the register may have held 1
                when the impossible one returned it can only have held 2, not 1
                nothing else was under way that could have changed it""");
        assertThat(invalid().states()).containsExactly(2L);
    }

    @Test
    void valueThatNobodyWrote_needsNothingElse() {
        write(1);
        read(1L);
        read(3L);
        write(3);
        assertThat(indexes()).containsExactly(4L);
    }

    @Test
    void overlappingReads_maySeeOldAndNew_butNotNewAndThenOld() {
        write(1);
        Op write = ask(2, "write", 2L);
        read(1L);
        read(2L);
        ok(write);
        valid();
        ops.subList(3, ops.size()).clear();
        read(2L);
        read(1L);
        ok(write);
        assertThat(indexes()).containsExactly(3L, 5L);
    }

    @Test
    void indeterminateWrite_mayHappenLate_orNever() {
        write(1);
        info(ask(2, "write", 2L));
        read(1L);
        valid();
        write(3);
        read(2L);
        valid();
    }

    @Test
    void indeterminateWrite_happensOnce() {
        write(1);
        info(ask(2, "write", 2L));
        read(2L);
        write(3);
        valid();
        read(2L);
        assertThat(indexes()).containsExactly(4L, 6L, 8L);
        assertThat(invalid().text()).contains("write 2  (n2, process 2, index 2, no answer): does not fit");
    }

    @Test
    void unansweredWrite_isIndeterminateToo() {
        ask(2, "write", 2L);
        read(2L);
        valid();
    }

    @Test
    void indeterminateRead_saysNothing() {
        write(1);
        info(ask(2, "read", null));
        read(1L);
        valid();
    }

    @Test
    void indeterminateCompareAndSets_mayFollowOneAnother() {
        write(1);
        info(ask(2, "cas", List.of(2L, 3L)));
        info(ask(5, "cas", List.of(1L, 2L)));
        read(3L);
        valid();
        read(2L);
        assertThat(indexes()).containsExactly(6L, 8L); // who saw 3 knows that both have happened
    }

    @Test
    void failedWrite_didNotHappen() {
        write(1);
        end(ask(2, "write", 2L), Op.Type.FAIL, 2L, List.of("temporarily-unavailable", ""));
        read(1L);
        valid();
        read(2L);
        assertThat(indexes()).containsExactly(6L);
    }

    @Test
    void refusals_haveSeenSomething() {
        refused(1, "read", null, "key-does-not-exist");
        refused(1, "cas", List.of(1L, 2L), "key-does-not-exist");
        write(1);
        refused(1, "cas", List.of(2L, 3L), "precondition-failed");
        valid();
        refused(1, "cas", List.of(1L, 3L), "precondition-failed");
        assertThat(indexes()).containsExactly(8L); // nothing but 1 was ever written
        assertThat(invalid().text()).contains("cas saw another value than 1",
                "it can only have held 1, not another value");
        ops.subList(8, ops.size()).clear();
        refused(1, "read", null, "key-does-not-exist");
        assertThat(invalid().text()).contains("read saw nothing").contains("only have held 1, not nothing");
    }

    @Test
    void twoCompareAndSetsOfOneValue_bothOk_areOneTooMany() {
        write(1);
        Op one = ask(0, "cas", List.of(1L, 2L));
        Op two = ask(1, "cas", List.of(1L, 3L));
        ok(two);
        ok(one);
        assertThat(indexes()).containsExactly(2L, 3L);
        assertThat(invalid().text()).contains("before them the register may have held 1\n");
    }

    @Test
    void keysAreJudgedEachByItself() {
        write(1);
        Op other = Op.invoke(ops.size(), 0, 9, null, "write", List.of("x", 2L));
        ops.add(other);
        ops.add(other.complete(ops.size(), 0, Op.Type.OK, List.of("x", 2L), null));
        read(1L);
        valid();
        assertThat(judge().findings()).hasSize(2);
    }

    @Test
    void moreClientsThanAWordHasBits_areFine() {
        List<Op> writes = new ArrayList<>();
        for (int p = 0; p < 70; p++) {
            writes.add(ask(10 + p, "write", (long) p));
        }
        read(69L);
        read(3L);
        for (Op op : writes) {
            ok(op);
        }
        read(41L);
        valid();
    }

    @Test
    void nothingReturned_isUnknown() {
        info(ask(0, "write", 1L));
        assertThat(judge().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whatIsNotDecidedInSoManySteps_isUnknown_andSaysSo() {
        History history = RegisterLoad.history(new RegisterLoad.Shape(400, 1, 10, 3, 0.1, 0), 3);
        assertThat(new LinKv().check(history).verdict()).isEqualTo(Verdict.VALID);
        LinKvResult hasty = (LinKvResult) new LinKv(20).check(history);
        assertThat(hasty.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(hasty.text()).contains("key 0: not decided in");
        assertThat(hasty.toTree()).containsEntry("undecided", List.of(0L));
    }

    @Test
    void staleReadUnderLoad_isFoundWithFewOperations() {
        int found = 0;
        for (long seed = 1; seed <= 10; seed++) {
            History history = RegisterLoad.history(new RegisterLoad.Shape(1_000, 5, 20, 0, 0.1, 0.01), seed);
            LinKvResult result = (LinKvResult) new LinKv().check(history);
            for (var finding : result.findings().values()) {
                if (finding.window() != null) {
                    found++;
                    assertThat(finding.window().isSmallest()).isTrue();
                    assertThat(finding.window().operations()).hasSizeLessThan(12);
                }
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void goodStoreUnderLoad_isValid_whateverStaysUnknown() {
        Random random = new Random(5);
        for (int values : new int[]{0, 5}) {
            for (double indeterminate : new double[]{0, 0.05, 0.2}) {
                History history = RegisterLoad.history(
                        new RegisterLoad.Shape(2_000, 5, 20, values, indeterminate, 0), random.nextLong());
                assertThat(new LinKv().check(history).verdict()).isEqualTo(Verdict.VALID);
            }
        }
    }

    @Test
    void windowsAreInTheResult() {
        write(1);
        read(2L);
        assertThat(judge().toTree()).containsEntry("failures", List.of(KEY)).containsEntry("valid?", false);
        assertThat(Json.text(judge().toTree())).contains("\"what\":\"read saw 2\"", "\"states-at-the-end\":[1]");
        assertThat(Edn.text(judge().toTree())).contains(":smallest? true");
    }

    @Test
    void whatIsNoRegisterOperation_saysWhere() {
        ops.add(Op.invoke(0, 0, 0, null, "read", 5L));
        assertThatThrownBy(this::judge).isInstanceOf(UnjudgeableHistory.class)
                .hasMessage("index 0: a read of 5, not of [key, value]");
        ops.set(0, Op.invoke(0, 0, 0, null, "cas", List.of(KEY, 5L)));
        assertThatThrownBy(this::judge).hasMessage("index 0: a cas of [7, 5], not of [key, [old, new]]");
        ops.set(0, new Op(0, 0, 0, null, Op.Type.OK, "read", List.of(KEY, 5L), null, false));
        assertThatThrownBy(this::judge).hasMessage("index 0: process 0 completes what it did not invoke");
    }
}
