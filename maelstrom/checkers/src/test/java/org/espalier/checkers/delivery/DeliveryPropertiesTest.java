package org.espalier.checkers.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.espalier.checkers.Result;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.delivery.Violation.Why;
import org.junit.jupiter.api.Test;

/** Hand-made histories of nodes p, q, r; each bad one violates just what it is named after. */
class DeliveryPropertiesTest {

    private static final int P = 0;
    private static final int Q = 1;
    private static final int R = 2;

    private final DeliveryHistory.Builder h = DeliveryHistory.of(List.of("p", "q", "r"));

    private int message(String label) {
        return h.message(label);
    }

    /** Asked, delivered at home, acknowledged and seen. */
    private int sent(int p, String label) {
        int m = message(label);
        h.asked(p, m).delivered(p, m).acked(m).observed(p);
        return m;
    }

    private Map<String, Result> violated() {
        Map<String, Result> bad = new LinkedHashMap<>();
        DeliveryProperties.check(h.build(), EnumSet.of(Order.FIFO, Order.CAUSAL)).parts().forEach((name, part) -> {
            if (part.verdict() == Verdict.INVALID) {
                bad.put(name, part);
            }
        });
        return bad;
    }

    private PropertyResult result(String property) {
        return (PropertyResult) DeliveryProperties.check(h.build(), EnumSet.of(Order.FIFO, Order.CAUSAL))
                .part(property);
    }

    private Violation only(String property) {
        PropertyResult result = result(property);
        assertThat(result.violations()).isEqualTo(1);
        return result.examples().get(0);
    }

    @Test
    void nothing_isValid() {
        assertThat(violated()).isEmpty();
    }

    @Test
    void causalRun_isValid() {
        int a = sent(P, "a");
        int b = sent(P, "b");
        h.delivered(Q, a).observed(Q);
        int c = sent(Q, "c");
        h.delivered(Q, b).delivered(R, a).delivered(R, c).delivered(R, b).delivered(P, c);
        assertThat(violated()).isEmpty();
        assertThat(h.build().deliveries()).isEqualTo(9);
    }

    @Test
    void deliveredFromNowhere_isCreation() {
        h.delivered(Q, message("x"));
        Violation v = only("NoCreation");
        assertThat(v.why()).isEqualTo(Why.NEVER_ASKED);
        assertThat(v.text()).isEqualTo("q delivered x at position 0, which nobody was asked for");
        assertThat(violated()).containsOnlyKeys("NoCreation");
    }

    @Test
    void deliveredBeforeItWasAskedFor_isCreation() {
        int x = message("x");
        h.delivered(Q, x).asked(P, x).acked(x).delivered(P, x);
        assertThat(violated()).containsOnlyKeys("NoCreation");
        assertThat(result("NoCreation").examples()).extracting(Violation::why)
                .containsOnly(Why.AHEAD_OF_REQUEST);
    }

    @Test
    void deliveredAfterADefiniteError_isCreation() {
        int x = message("x");
        h.asked(P, x).refused(x).delivered(Q, x);
        Violation v = only("NoCreation");
        assertThat(v.why()).isEqualTo(Why.REFUSED);
        assertThat(v.text()).isEqualTo("q delivered x (of p) at position 0, which p had refused for good");
    }

    @Test
    void deliveredTwice_isDuplicationAndOutOfOrder() {
        int a = sent(P, "a");
        h.delivered(Q, a).delivered(Q, a);
        Violation v = only("NoDuplication");
        assertThat(v.text()).isEqualTo("q delivered a (of p) at position 0 and again at position 1");
        assertThat(v.message().position()).isEqualTo(1);
        assertThat(v.cause()).isNotNull().extracting(Violation.Delivery::position).isEqualTo(0);
        assertThat(violated()).containsOnlyKeys("NoDuplication", "FifoOrder");
    }

    @Test
    void laterWithoutEarlier_isAGap() {
        int a = sent(P, "a");
        int b = sent(P, "b");
        h.delivered(Q, b);
        Violation v = only("GapFree");
        assertThat(v.text()).isEqualTo("q delivered b (of p) at position 0 and never a (of p),"
                + " although p had acknowledged a before it was asked for b");
        assertThat(violated()).containsOnlyKeys("GapFree", "CausalOrder");
        h.delivered(R, a).delivered(R, b);
        assertThat(violated()).containsOnlyKeys("GapFree", "CausalOrder");
    }

    @Test
    void laterBeforeEarlier_isOutOfFifoOrder() {
        int a = h.message("a");
        int b = h.message("b");
        h.asked(P, a, 3).acked(a, 4).asked(P, b, 7).acked(b, 9);
        h.delivered(Q, b).delivered(Q, a);
        Violation v = only("FifoOrder");
        assertThat(v.text()).isEqualTo("q delivered b (of p) at position 0 before a (of p) at position 1,"
                + " although p had acknowledged a (index 4) before it was asked for b (index 7)");
        assertThat(v.why()).isEqualTo(Why.ACKNOWLEDGED_BEFORE);
        assertThat(violated()).containsOnlyKeys("FifoOrder", "CausalOrder");
        assertThat(only("CausalOrder").text()).isEqualTo(v.text());
    }

    /** More nodes than are judged side by side, and logs longer than one of them is ahead of the next. */
    @Test
    void manyNodesWithLongLogs_areJudgedOneAfterTheOther() {
        List<String> names = IntStream.range(0, 20).mapToObj(p -> "n" + p).toList();
        DeliveryHistory.Builder many = DeliveryHistory.of(names);
        int[] sent = IntStream.range(0, 2_500).map(many::message).toArray();
        for (int m : sent) {
            many.asked(P, m).acked(m);
        }
        Map<Integer, Integer> swapped = Map.of(19, 10, 2, 2_400, 13, 1_500);
        for (int p = 0; p < names.size(); p++) {
            for (int i = 0; i < sent.length; i++) {
                int early = swapped.getOrDefault(p, -2);
                many.delivered(p, sent[i == early ? i + 1 : i == early + 1 ? i - 1 : i]);
            }
        }
        PropertyResult result = CausalOrder.check(many.build());
        assertThat(result.violations()).isEqualTo(3);
        assertThat(result.checked()).isEqualTo(50_000);
        assertThat(result.examples()).extracting(Violation::text).containsExactly(
                "n2 delivered 2401 (of n0) at position 2400 before 2400 (of n0) at position 2401,"
                        + " although n0 had acknowledged 2400 before it was asked for 2401",
                "n13 delivered 1501 (of n0) at position 1500 before 1500 (of n0) at position 1501,"
                        + " although n0 had acknowledged 1500 before it was asked for 1501",
                "n19 delivered 11 (of n0) at position 10 before 10 (of n0) at position 11,"
                        + " although n0 had acknowledged 10 before it was asked for 11");
    }

    @Test
    void overlappingRequests_haveNoOrder() {
        int a = message("a");
        int b = message("b");
        h.asked(P, a).asked(P, b).acked(b).acked(a);
        h.delivered(Q, b).delivered(Q, a).delivered(R, a).delivered(R, b);
        assertThat(violated()).isEmpty();
    }

    @Test
    void neverAcknowledged_ordersNothing_butIsOrdered() {
        int a = message("a");
        h.asked(P, a);
        int b = sent(P, "b");
        int lost = message("c");
        h.asked(P, lost);
        h.delivered(Q, b);
        assertThat(violated()).isEmpty();
        h.delivered(R, lost).delivered(R, b);
        assertThat(violated()).containsOnlyKeys("FifoOrder", "CausalOrder");
    }

    @Test
    void answerBeforeQuestion_violatesCausalOrderOnly() {
        int a = h.message("a");
        h.asked(P, a, 0).acked(a, 1).delivered(P, a).delivered(Q, a).observed(Q, 1, 5);
        int b = h.message("b");
        h.asked(Q, b, 6).acked(b, 7).delivered(Q, b);
        h.delivered(R, b).delivered(R, a);
        Violation v = only("CausalOrder");
        assertThat(v.text()).isEqualTo("r delivered b (of q) at position 0 before a (of p) at position 1,"
                + " although q had delivered a at position 0, as it said at index 5, before it was asked for b (index 6)");
        assertThat(v.why()).isEqualTo(Why.DELIVERED_BEFORE);
        assertThat(v.toTree()).containsEntry("property", "CausalOrder").containsEntry("why", "delivered-before");
        assertThat(violated()).containsOnlyKeys("CausalOrder");
    }

    @Test
    void answerWithoutQuestion_violatesCausalOrder() {
        int a = sent(P, "a");
        h.delivered(Q, a).observed(Q);
        int b = sent(Q, "b");
        h.delivered(R, b);
        assertThat(only("CausalOrder").text()).isEqualTo("r delivered b (of q) at position 0 and never a (of p),"
                + " although q had delivered a at position 0 before it was asked for b");
    }

    @Test
    void whatNobodySent_isInNoPast() {
        h.delivered(Q, message("x")).observed(Q);
        h.delivered(R, sent(Q, "b"));
        assertThat(violated()).containsOnlyKeys("NoCreation");
    }

    @Test
    void unobservedDeliveries_orderNothing() {
        int a = sent(P, "a");
        h.delivered(Q, a);
        int b = message("b");
        h.asked(Q, b).acked(b).observed(Q).delivered(R, b).delivered(R, a);
        assertThat(violated()).isEmpty();
    }

    @Test
    void manyViolations_areCounted_andTheFirstExplained() {
        int a = sent(P, "a");
        for (int i = 0; i < 20; i++) {
            h.delivered(Q, sent(P, "b" + i));
        }
        h.delivered(Q, a);
        PropertyResult causal = result("CausalOrder");
        assertThat(causal.violations()).isEqualTo(20);
        assertThat(causal.examples()).hasSize(Findings.MAX_EXAMPLES);
        assertThat(only("FifoOrder").cause()).isNotNull().extracting(Violation.Delivery::label).isEqualTo("a");
    }

    @Test
    void finalLogs_mustBeEqual() {
        int a = sent(P, "a");
        h.delivered(Q, a).delivered(R, a).settled(P).settled(Q);
        assertThat(Convergence.check(h.build()).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(Convergence.check(h.build()).note()).contains("nobody read r");
        h.settled(R);
        assertThat(Convergence.check(h.build()).verdict()).isEqualTo(Verdict.VALID);
        int b = message("b");
        h.asked(R, b).delivered(R, b);
        PropertyResult two = Convergence.check(h.build());
        assertThat(two.violations()).isEqualTo(2);
        assertThat(two.examples().get(0).text())
                .isEqualTo("p does not have b (of r) in the end, although r does");
    }

    @Test
    void acknowledgedAndNowhere_isNotConverged() {
        int a = message("a");
        h.asked(P, a, 0).acked(a, 1).settled(P).settled(Q).settled(R);
        PropertyResult result = Convergence.check(h.build());
        assertThat(result.violations()).isEqualTo(3);
        assertThat(result.examples().get(1).text())
                .isEqualTo("q does not have a (of p) in the end, although p had acknowledged it (index 1)");
    }

    @Test
    void misuse_isRefused() {
        int a = sent(P, "a");
        assertThatThrownBy(() -> h.asked(Q, a)).hasMessage("message a is asked for twice");
        assertThatThrownBy(() -> h.acked(a)).hasMessage("message a is acknowledged twice");
        int x = message("x");
        assertThatThrownBy(() -> h.acked(x)).hasMessage("message x was never asked for");
        assertThatThrownBy(() -> h.observed(P, 2, 0)).hasMessage("2 of 1 deliveries");
    }
}
