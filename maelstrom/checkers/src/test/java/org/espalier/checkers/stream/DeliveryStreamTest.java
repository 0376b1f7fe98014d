package org.espalier.checkers.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.delivery.PropertyResult;
import org.junit.jupiter.api.Test;

/** Hand-made histories of p, q and r; each bad one violates what it is named after, and the sentence says what happened. */
class DeliveryStreamTest {

    private final DeliveryStream s = new DeliveryStream(List.of("p", "q", "r"), EnumSet.allOf(Order.class));

    private DeliveryStreamTest multicast(String node, Object message) {
        s.multicast(node, message, null);
        return this;
    }

    private DeliveryStreamTest deliver(String node, Object... messages) {
        for (Object m : messages) {
            s.deliver(node, m, null);
        }
        return this;
    }

    private DeliveryStreamTest everybody(Object... messages) {
        return deliver("p", messages).deliver("q", messages).deliver("r", messages);
    }

    /** The first sentence on each property that does not hold. */
    private Map<String, String> violated() {
        Map<String, String> bad = new LinkedHashMap<>();
        s.result().parts().forEach((name, part) -> {
            if (part.verdict() == Verdict.INVALID) {
                bad.put(name, ((PropertyResult) part).examples().get(0).text());
            }
        });
        return bad;
    }

    private Verdict verdict(String property) {
        return s.result().part(property).verdict();
    }

    @Test
    void aRunInWhichAllDeliverAllInOneOrder_holds_andNothingIsKept() {
        multicast("p", "a").deliver("q", "a").multicast("q", "b").deliver("p", "a", "b").deliver("q", "b")
                .deliver("r", "a", "b");
        s.end();
        assertThat(violated()).isEmpty();
        assertThat(s.result().verdict()).isEqualTo(Verdict.VALID);
        assertThat(s.live()).isZero();
    }

    @Test
    void nothingAtAll_decidesNothing() {
        assertThat(s.result().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void withoutAnEnd_nobodyKnowsWhetherItConverges() {
        multicast("p", "a").deliver("p", "a");
        assertThat(violated()).isEmpty();
        assertThat(verdict("Convergence")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void deliveringWhatNobodyMulticast_isCreation_andMightBeARepetition() {
        deliver("q", "x");
        assertThat(violated()).containsOnlyKeys("NoCreation").hasEntrySatisfying("NoCreation",
                t -> assertThat(t).startsWith("q delivered x at position 0, which nobody had multicast"));
        assertThat(verdict("NoDuplication")).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void deliveringTwice_isDuplication() {
        multicast("p", "a").deliver("q", "a", "a");
        assertThat(violated()).containsOnlyKeys("NoDuplication", "FifoOrder").containsEntry(
                "NoDuplication", "q delivered a (of p) again, at position 1");
    }

    @Test
    void deliveringTheSecondOfAnOriginFirst_breaksFifo() {
        s.at(7);
        multicast("p", "a").multicast("p", "b").deliver("q", "b", "a");
        assertThat(violated()).containsOnlyKeys("FifoOrder", "CausalOrder").containsEntry("FifoOrder",
                "q delivered a (of p) at position 1 and had delivered b (of p) before, although p multicast a (line 7)"
                        + " first");
    }

    @Test
    void deliveringTheAnswerBeforeTheQuestion_breaksCausalOrder() {
        multicast("p", "question").deliver("q", "question").multicast("q", "answer").deliver("r", "answer");
        assertThat(violated()).containsOnlyKeys("CausalOrder", "TotalOrder").containsEntry("CausalOrder",
                "r delivered answer (of q) at position 0 without question (of p), which was in the past of q before"
                        + " (line 0)");
    }

    @Test
    void whatThePastKnew_isInThePastToo() {
        multicast("p", "a").deliver("q", "a").multicast("q", "b").deliver("r", "b").multicast("r", "c");
        // p has b and not yet a; that b was delivered at r without a does not free c of having a in its past
        multicast("q", "d").deliver("r", "a").deliver("p", "b", "c");
        assertThat(((PropertyResult) s.result().part("CausalOrder")).violations()).isEqualTo(3);
    }

    @Test
    void deliveringInTwoOrders_isNotTotal() {
        multicast("p", "a").multicast("q", "b").deliver("p", "a", "b").deliver("q", "b", "a");
        assertThat(violated()).containsOnlyKeys("TotalOrder").containsEntry("TotalOrder",
                "q delivered b (of q) at position 0 of the sequence, where a (of p) stands, which p delivered");
    }

    @Test
    void aSlowMemberIsHeldToWhatTheOthersDeliveredLongAgo() {
        for (int i = 0; i < 1000; i++) {
            multicast("p", i).deliver("p", i).deliver("q", i);
        }
        for (int i = 0; i < 999; i++) {
            deliver("r", i);
        }
        multicast("p", "last").deliver("r", "last");
        assertThat(violated()).containsOnlyKeys("TotalOrder", "CausalOrder", "GapFree");
    }

    @Test
    void skippingAMessageForGood_isAGap() {
        multicast("p", "a").multicast("p", "b").deliver("q", "b");
        assertThat(violated()).containsEntry("GapFree",
                "q never delivered a (of p) and delivered b, which p multicast after it");
    }

    @Test
    void lackingInTheEndWhatAnotherHas_isNoConvergence() {
        multicast("p", "a").deliver("p", "a").deliver("q", "a");
        s.end();
        assertThat(violated()).containsOnlyKeys("UniformAgreement", "Convergence").containsEntry("Convergence",
                "r does not have a (of p) in the end, although p had delivered it");
    }

    @Test
    void whatOnlyACrashedMemberDelivered_isMissedByUniformAgreementAlone() {
        multicast("p", "a").deliver("p", "a");
        s.crash("p");
        s.end();
        assertThat(violated()).containsOnlyKeys("UniformAgreement").containsEntry("UniformAgreement",
                "q does not have a (of p) in the end, although p had delivered it before it crashed");
    }

    @Test
    void whatACrashedMemberMulticastAndNobodyDelivered_isMissedByNobody() {
        multicast("p", "a");
        s.crash("p");
        multicast("q", "b").deliver("q", "b").deliver("r", "b");
        s.end();
        assertThat(violated()).isEmpty();
    }

    @Test
    void aChangedMessage_violatesIntegrity() {
        s.at(3);
        s.multicast("p", "a", "12ab");
        s.deliver("p", "a", "12ab");
        s.deliver("q", "a", "12aa");
        assertThat(violated()).containsOnlyKeys("Integrity").containsEntry("Integrity",
                "q delivered a (of p) at position 0 with digest 12aa, and it was multicast with 12ab (line 3)");
    }

    @Test
    void leavingAViewWithoutWhatAnotherDeliveredInIt_breaksViewSynchrony() {
        views(1, "p", "q", "r");
        multicast("p", "a").deliver("p", "a").deliver("q", "a");
        views(2, "p", "q", "r");
        assertThat(violated()).containsOnlyKeys("ViewSynchrony").containsEntry("ViewSynchrony",
                "p delivered a (of p) in view 1 and r did not, although both went on to view 2");
    }

    @Test
    void deliveringAfterTheNextViewWhatOthersDeliveredBefore_breaksViewSynchrony() {
        views(1, "p", "q", "r");
        multicast("p", "a").deliver("p", "a").deliver("q", "a");
        views(2, "p", "q", "r");
        deliver("r", "a");
        assertThat(violated()).containsOnlyKeys("ViewSynchrony");
    }

    @Test
    void whoGoesToAnotherView_needNotHaveTheSame() {
        views(1, "p", "q", "r");
        multicast("p", "a").deliver("p", "a").deliver("q", "a");
        s.view("p", 2, List.of("p", "q"));
        s.view("q", 2, List.of("p", "q"));
        s.view("r", 3, List.of("r"));
        assertThat(violated()).isEmpty();
    }

    @Test
    void aViewWithTwoLists_isNotTheSameView() {
        s.view("p", 1, List.of("p", "q"));
        s.view("q", 1, List.of("p", "q", "r"));
        s.view("r", 1, List.of("p", "q"));
        multicast("p", "a").everybody("a");
        assertThat(violated()).containsOnlyKeys("SameViews");
        assertThat(((PropertyResult) s.result().part("SameViews")).violations()).isEqualTo(2);
    }

    @Test
    void theMembersOfAView_areASet() {
        s.view("p", 1, List.of("p", "q"));
        s.view("q", 1, List.of("q", "p"));
        multicast("p", "a").everybody("a");
        assertThat(violated()).isEmpty();
    }

    @Test
    void whoInstallsAViewThatItIsNotIn_isNotComparedWithThoseWhoAre() {
        s.view("p", 1, List.of("q"));
        s.view("q", 1, List.of("p", "q"));
        multicast("p", "a").deliver("q", "a");
        s.view("q", 2, List.of("p", "q"));
        deliver("p", "a");
        s.view("p", 2, List.of("p", "q"));
        assertThat(violated()).containsOnlyKeys("SameViews");
    }

    @Test
    void leavingAViewWithoutOnesOwnMessage_breaksSelfDelivery() {
        views(1, "p", "q", "r");
        s.at(9);
        multicast("p", "a");
        views(2, "p", "q", "r");
        everybody("a");
        assertThat(violated()).containsOnlyKeys("SelfDelivery").containsEntry("SelfDelivery",
                "p went from view 1 to 2 without its own message a (line 9)");
    }

    @Test
    void aMemberThatJoinsWithASnapshot_isHeldToWhatComesAfterIt() {
        multicast("p", "a").everybody("a").multicast("p", "b").deliver("p", "b");
        s.join("t", Map.of("p", 1));
        multicast("p", "c").deliver("t", "c");
        assertThat(violated()).containsOnlyKeys("CausalOrder", "TotalOrder", "GapFree");
    }

    @Test
    void aSnapshotThatLacksWhatAllHave_isRefused() {
        multicast("p", "a").everybody("a");
        assertThatThrownBy(() -> s.join("t", Map.of())).isInstanceOf(BadEvent.class)
                .hasMessageContaining("joins without message number 0 of p");
    }

    @Test
    void onlyWhoIsThereMayAct() {
        s.crash("q");
        assertThatThrownBy(() -> multicast("q", "a")).isInstanceOf(BadEvent.class).hasMessageContaining("has crashed");
        assertThatThrownBy(() -> multicast("x", "a")).isInstanceOf(BadEvent.class).hasMessageContaining(
                "unknown member x");
        assertThatThrownBy(() -> s.view("p", 1, List.of("p", "x"))).isInstanceOf(BadEvent.class)
                .hasMessageContaining("unknown member x");
        multicast("p", "a");
        assertThatThrownBy(() -> multicast("p", "a")).isInstanceOf(BadEvent.class).hasMessageContaining("twice");
    }

    @Test
    void aLongRun_keepsOnlyWhatTheSlowestMemberLacks() {
        int most = 0;
        for (int i = 0; i < 100_000; i++) {
            multicast("p", i).deliver("p", i).deliver("q", i);
            if (i >= 100) {
                deliver("r", i - 100);
            }
            most = Math.max(most, s.live());
        }
        assertThat(most).isEqualTo(100);
        assertThat(violated()).isEmpty();
    }

    private void views(int id, String... members) {
        for (String m : members) {
            s.view(m, id, List.of(members));
        }
    }
}
