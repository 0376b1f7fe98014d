package org.espalier.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;

import org.espalier.checkers.Results;
import org.espalier.checkers.delivery.BroadcastRecorder;
import org.espalier.checkers.delivery.CausalOrder;
import org.espalier.checkers.delivery.Convergence;
import org.espalier.checkers.delivery.DeliveryProperties;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.delivery.FifoOrder;
import org.espalier.checkers.delivery.GapFree;
import org.espalier.checkers.delivery.NoCreation;
import org.espalier.checkers.delivery.NoDuplication;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.TotalOrder;
import org.espalier.checkers.delivery.UniformAgreement;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.NodeMap;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Each fast checker of delivery order says what the definition says, on runs of which many are good and many bad. */
class DeliveryCheckersProperties {

    /** Percent of the runs, far below what was seen, so that chance does not fail the build. */
    private static final double SOMETIMES = 1;

    @Provide
    Arbitrary<List<Integer>> runs() {
        return Choices.upTo(160);
    }

    @Property(tries = 1_000)
    void noCreation(@ForAll("runs") List<Integer> choices) {
        compare(choices, NoCreation.NAME, DeliveryOracle::noCreation);
    }

    @Property(tries = 1_000)
    void noDuplication(@ForAll("runs") List<Integer> choices) {
        compare(choices, NoDuplication.NAME, DeliveryOracle::noDuplication);
    }

    @Property(tries = 1_000)
    void gapFree(@ForAll("runs") List<Integer> choices) {
        compare(choices, GapFree.NAME, DeliveryOracle::gapFree);
    }

    @Property(tries = 1_000)
    void fifoOrder(@ForAll("runs") List<Integer> choices) {
        compare(choices, FifoOrder.NAME, DeliveryOracle::fifoOrder);
    }

    @Property(tries = 1_000)
    void causalOrder(@ForAll("runs") List<Integer> choices) {
        compare(choices, CausalOrder.NAME, DeliveryOracle::causalOrder);
    }

    @Property(tries = 1_000)
    void totalOrder(@ForAll("runs") List<Integer> choices) {
        compare(choices, TotalOrder.NAME, DeliveryOracle::totalOrder);
    }

    @Property(tries = 1_000)
    void uniformAgreement(@ForAll("runs") List<Integer> choices) {
        compare(choices, UniformAgreement.NAME, DeliveryOracle::uniformAgreement);
    }

    @Property(tries = 1_000)
    void convergence(@ForAll("runs") List<Integer> choices) {
        compare(choices, Convergence.NAME, DeliveryOracle::converged);
    }

    /** CausalCast refines FifoCast: what keeps causal order and delivers nothing twice keeps FIFO order, without gaps. */
    @Property(tries = 1_000)
    void causalOrderWithoutDuplicates_isFifoOrderWithoutGaps(@ForAll("runs") List<Integer> choices) {
        Results results = judge(BroadcastRun.of(choices));
        boolean causalOnly = !holds(results, CausalOrder.NAME) && holds(results, FifoOrder.NAME)
                && holds(results, GapFree.NAME);
        Statistics.label("causal order alone is violated").collect(causalOnly);
        Statistics.label("causal order alone is violated").coverage(c -> c.check(true).percentage(p -> p > SOMETIMES));
        if (holds(results, CausalOrder.NAME) && holds(results, NoDuplication.NAME)) {
            assertThat(holds(results, FifoOrder.NAME)).isTrue();
            assertThat(holds(results, GapFree.NAME)).isTrue();
        }
    }

    @Property(tries = 2_000)
    void prefixReads(@ForAll("runs") List<Integer> choices) {
        History history = reads(new Choices(choices));
        boolean expected = new DeliveryOracle(history).prefixReads();
        Statistics.collect(expected);
        Statistics.coverage(c -> {
            c.check(true).percentage(p -> p > SOMETIMES);
            c.check(false).percentage(p -> p > SOMETIMES);
        });
        PropertyResult result = (PropertyResult) judge(history).part(BroadcastRecorder.PREFIX_READS);
        assertThat(result.violations() == 0).isEqualTo(expected);
    }

    /** Overlapping reads of two nodes that show some prefix of 0 1 2 ..., rarely something else. */
    private static History reads(Choices choices) {
        List<Op> ops = new ArrayList<>();
        @Nullable
        Op[] open = new @Nullable Op[4];
        int[] length = new int[2];
        int steps = 4 + choices.among(16);
        for (int s = 0; s < steps; s++) {
            int process = choices.among(open.length);
            Op asked = open[process];
            int node = process % 2;
            length[node] += choices.among(2);
            if (asked == null) {
                Op op = Op.invoke(ops.size(), ops.size(), process, "n" + node, "read", null);
                open[process] = op;
                ops.add(op);
            } else {
                List<Object> shown = new ArrayList<>();
                int n = choices.among(12) == 0 ? choices.among(length[node] + 1) : length[node];
                for (long i = 0; i < n; i++) {
                    shown.add(i);
                }
                if (n > 0 && choices.among(20) == 0) {
                    shown.set(choices.among(n), 99L);
                }
                ops.add(asked.complete(ops.size(), ops.size(), Op.Type.OK, shown, null));
                open[process] = null;
            }
        }
        return History.of(ops);
    }

    private static void compare(List<Integer> choices, String property, Predicate<DeliveryOracle> definition) {
        History history = BroadcastRun.of(choices);
        boolean expected = definition.test(new DeliveryOracle(history));
        Statistics.label(property).collect(expected);
        Statistics.label(property).coverage(c -> {
            c.check(true).percentage(p -> p > SOMETIMES);
            c.check(false).percentage(p -> p > SOMETIMES);
        });
        PropertyResult result = (PropertyResult) judge(history).part(property);
        assertThat(result.violations() == 0).as(() -> property + " of " + history.ops()).isEqualTo(expected);
        assertThat(result.examples().isEmpty()).isEqualTo(result.violations() == 0);
    }

    private static boolean holds(Results results, String property) {
        return ((PropertyResult) results.part(property)).violations() == 0;
    }

    private static Results judge(History history) {
        DeliveryProperties checker = new DeliveryProperties(NodeMap.of(history, NodeMap.Hints.NONE),
                EnumSet.allOf(Order.class));
        history.forEach(checker::accept);
        return checker.result();
    }
}
