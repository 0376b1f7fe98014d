package org.espalier.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.properties.TxnOracle.Order;
import org.espalier.checkers.txn.ConsistencyModel;
import org.espalier.checkers.workload.TxnResult;
import org.espalier.checkers.workload.Txns;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * The search for cycles says what trying all orders says: of lists exactly that, of registers never that a good history is bad.
 */
class TxnProperties {

    /** With more there are too many ways to begin and to commit. */
    private static final int MOST_FOR_SNAPSHOTS = 5;

    @Provide
    Arbitrary<List<Integer>> runs() {
        return Choices.upTo(120);
    }

    @Property(tries = 10_000)
    void listsAreJudgedExactly(@ForAll("runs") List<Integer> choices) {
        History history = TxnRun.ofLists(choices);
        TxnResult found = judgeLists(history);
        for (Order order : Order.values()) {
            boolean expected = TxnOracle.serializable(history, order);
            sometimes("serializable in order " + order, expected, 5);
            assertThat(!ruledOut(found).contains(model(order)))
                    .as(() -> model(order) + "\n" + found.text() + "\n" + history.ops()).isEqualTo(expected);
        }
        sometimes("something ended indeterminate",
                history.ops().stream().anyMatch(op -> op.type() == Op.Type.INFO), 5);
        assertThat(found.verdict() == Verdict.INVALID).isEqualTo(!TxnOracle.serializable(history, Order.REAL_TIME));
    }

    @Property(tries = 10_000)
    void goodRegistersAreNeverBlamed(@ForAll("runs") List<Integer> choices) {
        History history = TxnRun.ofRegisters(choices);
        TxnResult found = judgeRegisters(history);
        for (Order order : Order.values()) {
            boolean expected = TxnOracle.serializable(history, order);
            boolean blamed = ruledOut(found).contains(model(order));
            sometimes("serializable in order " + order, expected, 5);
            assertThat(expected && blamed).as(() -> model(order) + "\n" + found.text() + "\n" + history.ops())
                    .isFalse();
            if (!expected) {
                Statistics.label("a bad one is found out in order " + order).collect(blamed);
                Statistics.label("a bad one is found out in order " + order)
                        .coverage(c -> c.check(true).percentage(p -> p > 50));
            }
        }
    }

    /**
     * Which cycles snapshot isolation allows is a matter of what they are made of, so the names are right, too. Exact where
     * nothing was appended that nobody read: of two such appends that overtook each other either order is bad, and no cycle
     * says so.
     */
    @Property(tries = 10_000)
    void snapshotIsolationOfLists_isJudgedExactlyWhereAllIsRead_andNeverBlamedElsewhere(
            @ForAll("runs") List<Integer> choices) {
        History history = TxnRun.ofLists(choices);
        Assume.that(SnapshotOracle.size(history) <= MOST_FOR_SNAPSHOTS);
        TxnResult found = judgeLists(history);
        boolean expected = SnapshotOracle.isolated(history);
        boolean blamed = ruledOut(found).contains(ConsistencyModel.SNAPSHOT_ISOLATION);
        boolean between = expected && ruledOut(found).contains(ConsistencyModel.SERIALIZABLE);
        Statistics.label("snapshot isolation and not serializable").collect(between);
        Statistics.label("snapshot isolation and not serializable").coverage(c -> c.check(true).count(n -> n > 0));
        sometimes("snapshot isolation", expected, 3);
        assertThat(expected && blamed).as(() -> found.text() + "\n" + history.ops()).isFalse();
        if (SnapshotOracle.everythingIsRead(history)) {
            assertThat(blamed).as(() -> found.text() + "\n" + history.ops()).isEqualTo(!expected);
            Statistics.label("snapshot isolation where all is read").collect(expected);
            Statistics.label("snapshot isolation where all is read").coverage(c -> {
                c.check(true).count(n -> n > 0);
                c.check(false).count(n -> n > 0);
            });
        } else if (!expected) {
            Statistics.label("found out where not all is read").collect(blamed);
        }
    }

    private static ConsistencyModel model(Order order) {
        return switch (order) {
            case ANY -> ConsistencyModel.SERIALIZABLE;
            case PROCESS -> ConsistencyModel.STRONG_SESSION_SERIALIZABLE;
            case REAL_TIME -> ConsistencyModel.STRICT_SERIALIZABLE;
        };
    }

    private static Set<ConsistencyModel> ruledOut(TxnResult result) {
        Set<ConsistencyModel> all = EnumSet.noneOf(ConsistencyModel.class);
        all.addAll(result.anomalies().not());
        all.addAll(result.anomalies().alsoNot());
        return all;
    }

    private static TxnResult judgeLists(History history) {
        return (TxnResult) Txns.listAppend(Txns.USUAL).check(history);
    }

    private static TxnResult judgeRegisters(History history) {
        return (TxnResult) Txns.rwRegister(Txns.USUAL).check(history);
    }

    @Property(tries = 3_000)
    void checkerThatIgnoresRealTime_isFoundOut(@ForAll("runs") List<Integer> choices) {
        foundOut(choices, TxnProperties::allAtOnce);
    }

    @Property(tries = 3_000)
    void checkerThatTakesIndeterminateForFailed_isFoundOut(@ForAll("runs") List<Integer> choices) {
        foundOut(choices, h -> each(h, op -> op.type() == Op.Type.INFO ? retyped(op, Op.Type.FAIL) : op));
    }

    @Property(tries = 3_000)
    void checkerThatTakesFailedForIndeterminate_isFoundOut(@ForAll("runs") List<Integer> choices) {
        foundOut(choices, h -> each(h, op -> op.type() == Op.Type.FAIL ? retyped(op, Op.Type.INFO) : op));
    }

    /** What a checker with that mistake would say is what this one says of the history as that one would see it. */
    private static void foundOut(List<Integer> choices, UnaryOperator<History> mistake) {
        History history = TxnRun.ofLists(choices);
        boolean wrong = judgeLists(mistake.apply(history)).verdict() == Verdict.INVALID;
        boolean expected = TxnOracle.serializable(history, Order.REAL_TIME);
        Statistics.label("it says the opposite").collect(wrong == expected);
        Statistics.label("it says the opposite").coverage(c -> c.check(true).count(n -> n > 0));
    }

    private static History each(History history, UnaryOperator<Op> change) {
        return History.of(history.ops().stream().map(change).toList());
    }

    private static Op retyped(Op op, Op.Type type) {
        return op.complete(op.index(), op.time(), type, op.value(), null);
    }

    /** Every process makes one transaction, all at the same time. */
    private static History allAtOnce(History history) {
        List<Op> begun = new ArrayList<>();
        List<Op> ended = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.ops().get(i).type() == Op.Type.INVOKE) {
                begun.add(by(begun.size(), history.ops().get(i)));
                if (history.partner(i) >= 0) {
                    ended.add(by(begun.size() - 1, history.ops().get(history.partner(i))));
                }
            }
        }
        begun.addAll(ended);
        return History.of(begun);
    }

    private static Op by(int process, Op op) {
        return new Op(op.index(), op.time(), process, null, op.type(), op.f(), op.value(), op.error(), false);
    }

    private static void sometimes(String what, boolean seen, double percent) {
        Statistics.label(what).collect(seen);
        Statistics.label(what).coverage(c -> {
            c.check(true).percentage(p -> p > percent);
            c.check(false).percentage(p -> p > percent);
        });
    }
}
