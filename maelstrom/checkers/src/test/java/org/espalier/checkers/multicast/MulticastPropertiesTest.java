package org.espalier.checkers.multicast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.NodeMap;
import org.espalier.checkers.history.Op;
import org.junit.jupiter.api.Test;

/** Histories made by hand: the good one is valid, and each bad one is rejected by the name of what it violates. */
class MulticastPropertiesTest {

    private static final Map<String, List<String>> RING = Map.of("x", List.of("n0", "n1"), "y", List.of("n1", "n2"),
            "z", List.of("n2", "n0"));
    private static final Map<String, List<String>> OVERLAPPING = Map.of("x", List.of("n0", "n1", "n2"), "y",
            List.of("n0", "n1"));

    private final List<Op> ops = new ArrayList<>();

    private MulticastPropertiesTest nemesis(String f, Object value) {
        ops.add(new Op(ops.size(), 0, Op.NEMESIS, null, Op.Type.INFO, f, value, null, false));
        return this;
    }

    private MulticastPropertiesTest groups(Map<String, List<String>> groups) {
        return nemesis("groups", groups);
    }

    private Op invoke(int node, String f, Map<String, Object> value, boolean isFinal) {
        Op op = Op.invoke(ops.size(), 0, node, "n" + node, f, value);
        ops.add(isFinal ? op.asFinal() : op);
        return ops.get(ops.size() - 1);
    }

    private MulticastPropertiesTest sends(int node, long message, String group, String order, Op.Type how) {
        Op asked = invoke(node, "multicast", Map.of("group", group, "order", order, "message", message), false);
        ops.add(asked.complete(ops.size(), 0, how, asked.value(), null));
        return this;
    }

    private MulticastPropertiesTest sends(int node, long message, String group, String order) {
        return sends(node, message, group, order, Op.Type.OK);
    }

    private MulticastPropertiesTest shows(int node, long from, Long... messages) {
        return shows(node, from, false, List.of(messages));
    }

    private MulticastPropertiesTest shows(int node, long from, boolean isFinal, List<Long> messages) {
        Op asked = invoke(node, "deliveries", Map.of("from", from), isFinal);
        ops.add(asked.complete(ops.size(), 0, Op.Type.OK, Map.of("from", from, "messages", messages), null));
        return this;
    }

    /** All that a node has, in the end. */
    private MulticastPropertiesTest holds(int node, Long... messages) {
        return shows(node, 0, true, List.of(messages)).shows(node, messages.length, true, List.of());
    }

    private Results judged() {
        return (Results) new MulticastProperties(NodeMap.of(History.of(ops),
                new NodeMap.Hints(OptionalInt.empty(), OptionalInt.of(3)))).check(History.of(ops));
    }

    /** What is said of the first of the properties that are violated, which are these and no others. */
    private String violated(String... only) {
        Results results = judged();
        results.parts().forEach((name, part) -> assertThat(part.verdict() == Verdict.INVALID).as(name + part.toTree())
                .isEqualTo(List.of(only).contains(name)));
        return ((PropertyResult) results.part(only[0])).examples().get(0).text();
    }

    @Test
    void goodHistory_isValid() {
        groups(OVERLAPPING).sends(0, 1, "x", "fifo").sends(1, 2, "y", "causal").sends(0, 3, "y", "total");
        holds(0, 1L, 2L, 3L).holds(1, 2L, 1L, 3L).holds(2, 1L);
        Results results = judged();
        assertThat(results.verdict()).as(results.toTree().toString()).isEqualTo(Verdict.VALID);
        assertThat(results.parts()).containsKeys("CausalOrder", "TotalOrder", "UniformAgreement");
    }

    @Test
    void deliveryOutsideTheGroup_violatesNoCreation() {
        groups(OVERLAPPING).sends(0, 1, "y", "fifo").holds(0, 1L).holds(1, 1L).holds(2, 1L);
        assertThat(violated("NoCreation")).isEqualTo(
                "n2 delivered 1 (fifo, of n0 to y) at position 0, which is not for it: it does not belong to y");
    }

    @Test
    void refusedMessage_violatesNoCreation() {
        groups(OVERLAPPING).sends(0, 1, "y", "fifo", Op.Type.FAIL).holds(0).holds(1).holds(2).shows(0, 0, 1L);
        assertThat(violatedAmong("NoCreation")).contains("which n0 had refused for good");
    }

    private String violatedAmong(String name) {
        PropertyResult result = (PropertyResult) judged().part(name);
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        return result.examples().get(0).text();
    }

    @Test
    void sameMessageTwice_violatesNoDuplication_andFifoOrder() {
        groups(OVERLAPPING).sends(0, 1, "y", "fifo").holds(0, 1L).holds(1, 1L, 1L).holds(2);
        String twice = "n1 delivered 1 (fifo, of n0 to y) at position 0 and again at position 1";
        assertThat(violated("NoDuplication", "FifoOrder")).isEqualTo(twice);
        assertThat(violated("FifoOrder", "NoDuplication")).isEqualTo(twice);
    }

    @Test
    void missingMessageOfTheSender_violatesGapFree_alsoInAnotherGroup() {
        groups(OVERLAPPING).sends(0, 1, "x", "fifo").sends(0, 2, "y", "fifo").shows(1, 0, 2L);
        assertThat(violated("GapFree")).contains("n1 delivered 2 (fifo, of n0 to y) at position 0 and never 1 (fifo");
    }

    @Test
    void messagesOfOneSenderTurnedAround_violateFifoOrder_acrossGroups() {
        groups(OVERLAPPING).sends(0, 1, "x", "fifo").sends(0, 2, "y", "fifo");
        holds(0, 1L, 2L).holds(1, 2L, 1L).holds(2, 1L);
        assertThat(violated("FifoOrder")).isEqualTo("n1 delivered 2 (fifo, of n0 to y) at position 0 before 1 (fifo,"
                + " of n0 to x) at position 1, although n0 had acknowledged 1 (index 2) before it was asked for 2 (index 3)");
    }

    @Test
    void effectBeforeItsCause_violatesCausalOrder_alsoByWayOfANodeWithoutTheCause() {
        // 1 goes to n0 and n1; n1 answers with 2 to n2, who never sees 1 and answers with 3 to n0
        groups(RING).sends(0, 1, "x", "fifo").shows(1, 0, 1L).sends(1, 2, "y", "fifo").shows(2, 0, 2L)
                .sends(2, 3, "z", "causal").holds(0, 3L, 1L).holds(1, 1L, 2L).holds(2, 2L, 3L);
        assertThat(violated("CausalOrder")).startsWith("n0 delivered 3 (causal, of n2 to z) at position 0 before 1"
                + " (fifo, of n0 to x) at position 1, although n1 had delivered 1 at position 0, which happened before 3");
    }

    @Test
    void fifoMessage_waitsForNoCauseOfOthers() {
        groups(RING).sends(0, 1, "x", "fifo").shows(1, 0, 1L).sends(1, 2, "y", "fifo").shows(2, 0, 2L)
                .sends(2, 3, "z", "fifo").holds(0, 3L, 1L).holds(1, 1L, 2L).holds(2, 2L, 3L);
        assertThat(judged().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void threeGroupsInACircle_violateTotalOrder_althoughNoTwoMembersDisagree() {
        groups(RING).sends(0, 1, "x", "total").sends(1, 2, "y", "total").sends(2, 3, "z", "total");
        holds(0, 3L, 1L).holds(1, 1L, 2L).holds(2, 2L, 3L);
        assertThat(violated("TotalOrder")).isEqualTo("the orders of delivery go round in a circle of 3 messages: n1"
                + " delivered 1 (total, of n0 to x) at position 0 before 2 (total, of n1 to y) at position 1; n2 delivered"
                + " 2 (total, of n1 to y) at position 0 before 3 (total, of n2 to z) at position 1; n0 delivered 3 (total,"
                + " of n2 to z) at position 0 before 1 (total, of n0 to x) at position 1");
    }

    @Test
    void laggard_whoCanOnlyDisagree_violatesTotalOrder() {
        groups(OVERLAPPING).sends(0, 1, "y", "total").sends(1, 2, "y", "total").shows(0, 0, 1L, 2L).shows(1, 0, 2L);
        assertThat(violated("TotalOrder")).contains("n1 delivered 2 (total, of n1 to y) at position 0 and not yet 1");
    }

    @Test
    void totalMessageLostWithTheNodeThatDeliveredIt_violatesUniformAgreement_andNotConvergence() {
        groups(OVERLAPPING).sends(0, 1, "y", "total", Op.Type.INFO).shows(1, 0, 1L).nemesis("kill", List.of("n1"))
                .holds(0).holds(1).holds(2);
        assertThat(violated("UniformAgreement"))
                .isEqualTo("n0 does not have 1 (total, of n0 to y) in the end, although n1 delivered it at position 0");
    }

    @Test
    void missingInTheEnd_violatesConvergence_unlessTheSenderDied() {
        groups(OVERLAPPING).sends(0, 1, "y", "fifo").holds(0, 1L).holds(1).holds(2);
        assertThat(violated("Convergence"))
                .isEqualTo("n1 does not have 1 (fifo, of n0 to y) in the end, although n0 delivered it at position 0");
        ops.clear();
        groups(OVERLAPPING).sends(0, 1, "y", "fifo").nemesis("kill", List.of("n0")).holds(0).holds(1).holds(2);
        assertThat(judged().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void answersThatAreNoPiecesOfOneLog_violatePrefixReads_andALifeHasItsOwnLog() {
        groups(OVERLAPPING).sends(0, 1, "y", "fifo").sends(1, 2, "y", "fifo").shows(0, 0, 1L, 2L).shows(0, 1, 1L);
        assertThat(violated("PrefixReads")).contains("n0 showed 2 at position 1 and then 1 (index 8)");
        ops.clear();
        groups(OVERLAPPING).sends(0, 1, "y", "fifo").sends(1, 2, "y", "fifo").shows(0, 0, 1L, 2L)
                .nemesis("start", List.of("n0")).holds(0, 2L, 1L).holds(1, 1L, 2L).holds(2);
        assertThat(judged().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void emptyAnswerBeforeTheEnd_violatesPrefixReads() {
        groups(OVERLAPPING).sends(0, 1, "y", "fifo").shows(0, 0, 1L).shows(0, 0);
        assertThat(violated("PrefixReads")).contains("n0 had shown 1 messages and then said that there are none");
    }

    @Test
    void pieceBehindTheKnown_waitsForWhatLiesBetween() {
        groups(OVERLAPPING).sends(0, 1, "y", "fifo").sends(1, 2, "y", "fifo").shows(0, 1, 2L).shows(0, 0, 1L)
                .holds(0, 1L, 2L).holds(1, 1L, 2L).holds(2);
        assertThat(judged().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void withoutFinalReads_convergenceIsUnknown() {
        groups(OVERLAPPING).sends(0, 1, "y", "fifo").shows(0, 0, 1L).shows(0, 1);
        assertThat(judged().part("Convergence").verdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
