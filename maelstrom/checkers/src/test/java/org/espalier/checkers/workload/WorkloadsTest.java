package org.espalier.checkers.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Checks;
import org.espalier.checkers.OpChecker;
import org.espalier.checkers.Result;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Edn;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One event each millisecond. */
class WorkloadsTest {

    private final List<Op> ops = new ArrayList<>();

    private Op ask(int process, String f, @Nullable Object value) {
        Op op = Op.invoke(ops.size(), ops.size() * 1_000_000L, process, null, f, value);
        ops.add(op);
        return op;
    }

    private void end(Op op, Op.Type type, @Nullable Object value) {
        ops.add(op.complete(ops.size(), ops.size() * 1_000_000L, type, value, null));
    }

    private void run(String f, @Nullable Object value, Op.Type type, @Nullable Object answer) {
        end(ask(0, f, value), type, answer);
    }

    private void add(Object value) {
        run("add", value, Op.Type.OK, value);
    }

    private void read(Object... values) {
        run("read", null, Op.Type.OK, List.of(values));
    }

    private void finalRead(Object value) {
        Op op = ask(0, "read", null).asFinal();
        ops.set(ops.size() - 1, op);
        end(op, Op.Type.OK, value);
    }

    private Result check(OpChecker checker) {
        return checker.check(History.of(ops));
    }

    private SetFullResult set() {
        return (SetFullResult) check(Workloads.checker("g-set"));
    }

    @Test
    void set_elementsThatStay_areStable() {
        add(1L);
        add(2L);
        read(1L, 2L);
        SetFullResult r = set();
        assertThat(r.verdict()).isEqualTo(Verdict.VALID);
        assertThat(r.stableCount()).isEqualTo(2);
        assertThat(r.stableLatencies()).containsEntry(1.0, 0L).containsOnlyKeys(0.0, 0.5, 0.95, 0.99, 1.0);
    }

    @Test
    void set_elementThatVanishes_isLost() {
        add(1L);
        read(1L);
        read();
        SetFullResult r = set();
        assertThat(r.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(r.lost()).containsExactly(1L);
        assertThat(r.toTree()).containsEntry("valid?", false).containsEntry("lost-count", 1L);
    }

    @Test
    void set_acknowledgedAndNeverSeen_isLost() {
        add(1L);
        read();
        assertThat(set().lost()).containsExactly(1L);
    }

    @Test
    void set_absentFromAReadThatBeganBeforeItWasKnown_isNeverRead() {
        Op read = ask(1, "read", null);
        add(1L);
        end(read, Op.Type.OK, List.of());
        SetFullResult r = set();
        assertThat(r.neverRead()).containsExactly(1L);
        assertThat(r.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void set_indeterminateAdd_maybeThereOrNot() {
        run("add", 1L, Op.Type.INFO, 1L);
        run("add", 2L, Op.Type.INFO, 2L);
        read(1L);
        SetFullResult r = set();
        assertThat(r.verdict()).isEqualTo(Verdict.VALID);
        assertThat(r.neverRead()).containsExactly(2L);
    }

    @Test
    void set_elementSeenLate_isStale() {
        add(1L); // known at 1 ms
        read();
        read(); // begins at 4 ms
        read(1L);
        SetFullResult r = set();
        assertThat(r.verdict()).isEqualTo(Verdict.VALID);
        assertThat(r.stale()).containsExactly(1L);
        assertThat(r.worstStale()).containsExactly(new SetFullResult.Stale(1L, 3, 1, 4));
        assertThat(r.stableLatencies()).containsEntry(1.0, 3L);
    }

    @Test
    void set_shownTwice_isDuplicated() {
        add(1L);
        read(1L, 1L, 1L);
        SetFullResult r = set();
        assertThat(r.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(r.duplicated()).containsExactly(Map.entry(1L, 3));
    }

    @Test
    void set_neverAskedFor_isUnexpected() {
        add(1L);
        read(1L, "x", 7L);
        SetFullResult r = set();
        assertThat(r.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(r.unexpected()).containsExactly(Map.entry(7L, 3L), Map.entry("x", 3L));
    }

    @Test
    void quantiles_areJepsens() {
        List<Long> hundred = new ArrayList<>();
        for (long i = 0; i < 100; i++) {
            hundred.add(99 - i);
        }
        assertThat(SetFull.quantiles(hundred)).containsExactly(Map.entry(0.0, 0L), Map.entry(0.5, 50L),
                Map.entry(0.95, 95L), Map.entry(0.99, 99L), Map.entry(1.0, 99L));
        assertThat(SetFull.quantiles(List.of())).isEmpty();
    }

    @Test
    void echo_mustReturnWhatWasSent() {
        run("echo", "hi", Op.Type.OK, Map.of("type", "echo_ok", "echo", "hi"));
        assertThat(check(new Echo()).verdict()).isEqualTo(Verdict.VALID);
        run("echo", "hi", Op.Type.OK, Map.of("type", "echo_ok", "echo", "ho"));
        Result r = check(new Echo());
        assertThat(r.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(r.toTree().get("errors")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    @Test
    void echo_unanswered_isAnError() {
        run("echo", "hi", Op.Type.INFO, "hi");
        assertThat(check(new Echo()).verdict()).isEqualTo(Verdict.INVALID);
        ops.clear();
        ask(0, "echo", "hi");
        assertThat(check(new Echo()).verdict()).isEqualTo(Verdict.INVALID);
        ops.clear();
        assertThat(check(new Echo()).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void uniqueIds_mustDiffer() {
        run("generate", null, Op.Type.OK, 3L);
        run("generate", null, Op.Type.OK, 10L);
        run("generate", null, Op.Type.INFO, null);
        Result r = check(new UniqueIds());
        assertThat(r.verdict()).isEqualTo(Verdict.VALID);
        assertThat(Json.text(r.toTree())).isEqualTo("{\"valid?\":true,\"attempted-count\":3,\"acknowledged-count\":2,"
                + "\"duplicated-count\":0,\"duplicated\":{},\"range\":[3,10]}");
        run("generate", null, Op.Type.OK, 3L);
        assertThat(check(new UniqueIds()).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void counter_readsTheDefiniteSum_plusAnyOfTheUncertain() {
        add(5L);
        run("add", 10L, Op.Type.INFO, 10L);
        run("add", 1L, Op.Type.FAIL, 1L);
        run("add", -1L, Op.Type.INFO, -1L);
        run("read", null, Op.Type.OK, 77L); // not final: passed over
        for (long sum : List.of(5L, 15L, 4L, 14L)) {
            finalRead(sum);
        }
        Result r = check(Workloads.checker("pn-counter"));
        assertThat(r.verdict()).isEqualTo(Verdict.VALID);
        assertThat(r.toTree()).containsEntry("acceptable", List.of(List.of(4L, 5L), List.of(14L, 15L)));
        finalRead(6L);
        assertThat(check(Workloads.checker("g-counter")).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void counter_withoutFinalReads_isUnknown() {
        add(5L);
        assertThat(check(new CounterSum()).verdict()).isEqualTo(Verdict.UNKNOWN);
        finalRead(5.5);
        assertThat(check(new CounterSum()).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void availability_isAgainstItsGoal() {
        add(1L);
        run("add", 2L, Op.Type.INFO, 2L);
        assertThat(check(new Availability(null)).verdict()).isEqualTo(Verdict.VALID);
        assertThat(check(new Availability(0.5)).verdict()).isEqualTo(Verdict.VALID);
        assertThat(check(new Availability(Availability.parseGoal("total"))).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(check(new Availability(1.0)).toTree()).containsEntry("ok-fraction", 0.5);
        assertThatThrownBy(() -> Availability.parseGoal("2")).hasMessageContaining("'total' or a number");
    }

    @Test
    void stats_everyFunctionMustSucceedOnce() {
        add(1L);
        run("read", null, Op.Type.FAIL, null);
        Result r = check(new Stats());
        assertThat(r.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(Json.text(r.toTree())).isEqualTo("{\"valid?\":false,\"count\":2,\"ok-count\":1,\"fail-count\":1,"
                + "\"info-count\":0,\"by-f\":{"
                + "\"add\":{\"valid?\":true,\"count\":1,\"ok-count\":1,\"fail-count\":0,\"info-count\":0},"
                + "\"read\":{\"valid?\":false,\"count\":1,\"ok-count\":0,\"fail-count\":1,\"info-count\":0}}}");
    }

    @Test
    void checks_mergeWorstFirst_andPrintAsEdn() {
        add(1L);
        Checks checks = new Checks().with("workload", Workloads.checker("g-set")).with("availability",
                new Availability(1.0));
        ops.forEach(checks::accept);
        assertThat(Edn.text(checks.result().toTree())).isEqualTo("""
                {:valid? :unknown,
                 :workload {:valid? :unknown,
                            :attempt-count 1,
                            :acknowledged-count 1,
                            :stable-count 0,
                            :lost-count 0,
                            :lost [],
                            :never-read-count 1,
                            :never-read [1],
                            :stale-count 0,
                            :stale [],
                            :worst-stale [],
                            :duplicated-count 0,
                            :duplicated {},
                            :unexpected-count 0,
                            :unexpected {}},
                 :availability {:valid? true,
                                :ok-fraction 1.0}}""");
        assertThatThrownBy(() -> Workloads.checker("lin-tso")).hasMessageContaining("no workload lin-tso");
    }
}
