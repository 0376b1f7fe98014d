package org.espalier.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.kafka.Anomaly.Kind;
import org.espalier.checkers.workload.Kafka;
import org.espalier.checkers.workload.KafkaResult;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** The checker of logs finds just the kinds of anomalies that a look at every pair of operations finds. */
class KafkaProperties {

    /** What one send or one poll at a time cannot show; hand-made histories do. */
    private static final Set<Kind> OF_TRANSACTIONS = Set.of(Kind.PRECOMMITTED_READ, Kind.INT_NONMONOTONIC_SEND);

    @Provide
    Arbitrary<List<Integer>> runs() {
        return Choices.upTo(160);
    }

    @Property(tries = 4_000)
    void anomalies(@ForAll("runs") List<Integer> choices) {
        History history = KafkaRun.of(choices);
        Set<String> expected = KafkaOracle.kinds(history);
        for (Kind kind : Kind.values()) {
            if (!OF_TRANSACTIONS.contains(kind)) {
                sometimes(kind.label(), expected.contains(kind.label()));
            }
        }
        KafkaResult result = judge(history);
        sometimes("valid", result.verdict() == Verdict.VALID);
        assertThat(labels(result)).as(() -> result.text() + history.ops()).isEqualTo(expected);
        assertThat(result.verdict() == Verdict.INVALID).isEqualTo(!expected.isEmpty());
        for (Kind kind : result.anomalies().kinds()) {
            assertThat(result.anomalies().examples(kind)).isNotEmpty();
        }
    }

    @Property(tries = 3_000)
    void checkerThatPassesOverAssignments_isFoundOut(@ForAll("runs") List<Integer> choices) {
        foundOut(choices, op -> op.f().equals("assign") ? retyped(op, "crash") : op);
    }

    @Property(tries = 3_000)
    void checkerThatTakesFailedForDone_isFoundOut(@ForAll("runs") List<Integer> choices) {
        foundOut(choices, op -> op.is(Op.Type.FAIL, "send")
                ? op.complete(op.index(), op.time(), Op.Type.INFO, op.value(), null)
                : op);
    }

    private static void foundOut(List<Integer> choices, UnaryOperator<Op> mistake) {
        History history = KafkaRun.of(choices);
        History mistaken = History.of(history.ops().stream().map(mistake).toList());
        boolean differs = !labels(judge(mistaken)).equals(KafkaOracle.kinds(history));
        Statistics.label("it finds something else").collect(differs);
        Statistics.label("it finds something else").coverage(c -> c.check(true).count(n -> n > 0));
    }

    private static Op retyped(Op op, String f) {
        return new Op(op.index(), op.time(), op.process(), op.node(), op.type(), f, null, null, false);
    }

    private static KafkaResult judge(History history) {
        Kafka checker = new Kafka();
        history.forEach(checker::accept);
        return checker.result();
    }

    private static Set<String> labels(KafkaResult result) {
        Set<String> labels = new TreeSet<>();
        result.anomalies().kinds().forEach(k -> labels.add(k.label()));
        return labels;
    }

    private static void sometimes(String what, boolean seen) {
        Statistics.label(what).collect(seen);
        Statistics.label(what).coverage(c -> {
            c.check(true).count(n -> n > 0);
            c.check(false).count(n -> n > 0);
        });
    }
}
