package org.espalier.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.register.Window;
import org.espalier.checkers.workload.LinKv;
import org.espalier.checkers.workload.LinKvResult;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** The search for an order says what trying all orders says, and its windows are where all orders fail first. */
class LinearizabilityProperties {

    @Provide
    Arbitrary<List<Integer>> runs() {
        return Choices.upTo(140);
    }

    @Property(tries = 10_000)
    void linearizable(@ForAll("runs") List<Integer> choices) {
        History history = RegisterRun.of(choices);
        boolean expected = RegisterOracle.linearizable(history);
        sometimes("linearizable", expected, 5);
        sometimes("something ended indeterminate",
                history.ops().stream().anyMatch(op -> op.type() == Op.Type.INFO), 5);
        LinKvResult found = judge(history);
        assertThat(found.verdict() != Verdict.INVALID).as(() -> found.text() + history.ops()).isEqualTo(expected);
    }

    /** The window ends where the shortest prefix does that no order explains, and needs nothing from beyond. */
    @Property(tries = 5_000)
    void window(@ForAll("runs") List<Integer> choices) {
        History history = RegisterRun.of(choices);
        int longest = RegisterOracle.longestPrefix(history);
        List<Window> windows = judge(history).findings().values().stream().map(f -> f.window())
                .filter(Objects::nonNull).toList();
        sometimes("there is a window", !windows.isEmpty(), 5);
        assertThat(windows.isEmpty()).isEqualTo(longest == history.size());
        long earliest = Long.MAX_VALUE;
        for (Window window : windows) {
            assertThat(window.isSmallest()).isTrue();
            long last = window.operations().stream().flatMap(List::stream).mapToLong(Op::index).max().orElseThrow();
            earliest = Math.min(earliest, last);
            assertThat(window.text()).contains("<- impossible");
            sometimes("several operations", window.operations().size() > 1, 1);
        }
        if (!windows.isEmpty()) {
            assertThat(earliest).as(() -> windows.get(0).text() + history.ops()).isEqualTo(longest);
        }
    }

    private static LinKvResult judge(History history) {
        LinKv checker = new LinKv();
        history.forEach(checker::accept);
        return checker.result();
    }

    @Property(tries = 4_000)
    void checkerThatIgnoresRealTime_isFoundOut(@ForAll("runs") List<Integer> choices) {
        foundOut(choices, LinearizabilityProperties::allAtOnce);
    }

    @Property(tries = 4_000)
    void checkerThatTakesIndeterminateForFailed_isFoundOut(@ForAll("runs") List<Integer> choices) {
        foundOut(choices, h -> each(h, op -> op.type() == Op.Type.INFO ? retyped(op, Op.Type.FAIL) : op));
    }

    @Property(tries = 4_000)
    void checkerThatTakesIndeterminateForDone_isFoundOut(@ForAll("runs") List<Integer> choices) {
        foundOut(choices, h -> each(h, op -> op.type() == Op.Type.INFO ? retyped(op, Op.Type.OK) : op));
    }

    @Property(tries = 4_000)
    void checkerThatPassesOverRefusals_isFoundOut(@ForAll("runs") List<Integer> choices) {
        foundOut(choices, h -> each(h, op -> op.type() == Op.Type.FAIL
                ? op.complete(op.index(), op.time(), Op.Type.FAIL, op.value(), null)
                : op));
    }

    /** What a checker with that mistake would say is what this one says of the history as that one would see it. */
    private static void foundOut(List<Integer> choices, UnaryOperator<History> mistake) {
        History history = RegisterRun.of(choices);
        boolean wrong = judge(mistake.apply(history)).verdict() == Verdict.INVALID;
        boolean expected = RegisterOracle.linearizable(history);
        Statistics.label("it says the opposite").collect(wrong == expected);
        Statistics.label("it says the opposite").coverage(c -> c.check(true).count(n -> n > 0));
    }

    private static History each(History history, UnaryOperator<Op> change) {
        return History.of(history.ops().stream().map(change).toList());
    }

    private static Op retyped(Op op, Op.Type type) {
        return op.complete(op.index(), op.time(), type, op.value(), null);
    }

    private static History allAtOnce(History history) {
        List<Op> ops = new ArrayList<>();
        history.ops().stream().filter(op -> op.type() == Op.Type.INVOKE).forEach(ops::add);
        history.ops().stream().filter(op -> op.type() != Op.Type.INVOKE).forEach(ops::add);
        return History.of(ops);
    }

    private static void sometimes(String what, boolean seen, double percent) {
        Statistics.label(what).collect(seen);
        Statistics.label(what).coverage(c -> {
            c.check(true).percentage(p -> p > percent);
            c.check(false).percentage(p -> p > percent);
        });
    }
}
