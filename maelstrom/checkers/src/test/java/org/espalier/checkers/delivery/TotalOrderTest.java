package org.espalier.checkers.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.NodeMap;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Total order of runs in which nodes are killed and restarted; process p talks to node np. */
class TotalOrderTest {

    private final List<Op> ops = new ArrayList<>();

    private Op ask(int process, String f, @Nullable Object value) {
        Op op = Op.invoke(ops.size(), ops.size() * 1000L, process, "n" + process, f, value);
        ops.add(op);
        return op;
    }

    private void end(Op op, Op.Type type, @Nullable Object value) {
        ops.add(op.complete(ops.size(), ops.size() * 1000L, type, value, null));
    }

    private void broadcast(int process, long value) {
        end(ask(process, "broadcast", value), Op.Type.OK, value);
    }

    private void read(int process, Long... values) {
        end(ask(process, "read", null), Op.Type.OK, List.of(values));
    }

    private void finalRead(int process, Long... values) {
        Op op = ask(process, "read", null).asFinal();
        ops.set(ops.size() - 1, op);
        end(op, Op.Type.OK, List.of(values));
    }

    private void nemesis(String f, @Nullable Object value) {
        for (int i = 0; i < 2; i++) {
            ops.add(new Op(ops.size(), ops.size() * 1000L, Op.NEMESIS, null, Op.Type.INFO, f, value, null, false));
        }
    }

    private Results judge() {
        History history = History.of(ops);
        DeliveryProperties checker = new DeliveryProperties(NodeMap.of(history, NodeMap.Hints.NONE),
                EnumSet.allOf(Order.class));
        history.forEach(checker::accept);
        return checker.result();
    }

    private Map<String, Verdict> verdicts() {
        Map<String, Verdict> bad = new LinkedHashMap<>();
        judge().parts().forEach((name, part) -> {
            if (part.verdict() != Verdict.VALID) {
                bad.put(name, part.verdict());
            }
        });
        return bad;
    }

    private List<String> explanations(String property) {
        return ((PropertyResult) judge().part(property)).examples().stream().map(Violation::text).toList();
    }

    @Test
    void everybodyAtAPrefixOfOneSequence_isTotalOrder() {
        broadcast(0, 1);
        read(1);
        broadcast(1, 2);
        read(2, 1L);
        read(0, 1L, 2L);
        finalRead(0, 1L, 2L);
        finalRead(1, 1L, 2L);
        finalRead(2, 1L, 2L);
        assertThat(verdicts()).isEmpty();
        assertThat(judge().parts()).containsKeys("TotalOrder", "UniformAgreement", "GapFree");
    }

    @Test
    void causalRunWithTwoSequences_isNoTotalOrder_andTheFirstPositionOfAllIsNamedFirst() {
        broadcast(0, 1);
        broadcast(1, 2);
        broadcast(2, 3);
        finalRead(0, 1L, 2L, 3L);
        finalRead(1, 1L, 3L, 2L);
        finalRead(2, 3L, 1L, 2L);
        assertThat(verdicts()).containsOnlyKeys("TotalOrder");
        assertThat(explanations("TotalOrder")).containsExactly(
                "n2 delivered 3 (of n2) at position 0 (index 11), where n0 delivered 1 (of n0) (index 7)",
                "n1 delivered 3 (of n2) at position 1 (index 9), where n0 delivered 2 (of n1) (index 7);"
                        + " the one delivery before is the same at both");
    }

    @Test
    void shortLogsThatDiffer_areFoundThroughTheLongest() {
        broadcast(0, 1);
        broadcast(1, 2);
        broadcast(2, 3);
        read(0, 1L, 2L);
        read(1, 1L, 3L);
        read(2, 1L, 2L, 3L);
        PropertyResult result = (PropertyResult) judge().part("TotalOrder");
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.violations()).isEqualTo(1);
        assertThat(result.examples().get(0).message().position()).isEqualTo(1);
    }

    @Test
    void killedNode_deliversTheSameSequenceAgain() {
        broadcast(0, 1);
        broadcast(1, 2);
        read(2, 1L, 2L);
        Op slow = ask(2, "read", null);
        nemesis("kill", List.of("n2"));
        end(slow, Op.Type.FAIL, null);
        nemesis("start", Map.of("n2", "started"));
        read(2);
        read(2, 1L);
        finalRead(0, 1L, 2L);
        finalRead(1, 1L, 2L);
        finalRead(2, 1L, 2L);
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void shorterReadWithoutAKill_orOfAnotherNode_orWithinTheNewLife_isFound() {
        broadcast(0, 1);
        read(2, 1L);
        nemesis("kill", List.of("n1"));
        nemesis("start-partition", List.of("n2"));
        read(2);
        assertThat(verdicts()).containsEntry("PrefixReads", Verdict.INVALID);
        assertThat(explanations("PrefixReads"))
                .containsExactly("n2 showed 1 message (index 3) and only 0 to a read that began later (index 9)");
        nemesis("kill", "n2");
        read(2, 1L);
        read(2);
        assertThat(explanations("PrefixReads")).hasSize(2);
    }

    @Test
    void answerOfTheOldLifeThatComesLate_bindsNobody() {
        broadcast(0, 1);
        Op slow = ask(2, "read", null);
        nemesis("kill", List.of("n2"));
        end(slow, Op.Type.OK, List.of(1L));
        read(2);
        finalRead(0, 1L);
        finalRead(1, 1L);
        finalRead(2, 1L);
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void newLifeWithAnotherSequence_isFound() {
        broadcast(0, 1);
        broadcast(1, 2);
        read(2, 1L, 2L);
        nemesis("kill", List.of("n2"));
        finalRead(0, 2L, 1L);
        finalRead(1, 2L, 1L);
        finalRead(2, 2L, 1L);
        assertThat(verdicts()).containsOnlyKeys("PrefixReads", "TotalOrder");
    }

    @Test
    void whatOnlyTheDeadDelivered_isNoUniformAgreement() {
        broadcast(0, 1);
        end(ask(2, "broadcast", 2L), Op.Type.INFO, 2L);
        read(2, 1L, 2L);
        nemesis("kill", "n2");
        finalRead(0, 1L);
        finalRead(1, 1L);
        assertThat(verdicts()).containsOnly(Map.entry("UniformAgreement", Verdict.INVALID),
                Map.entry("Convergence", Verdict.UNKNOWN));
        assertThat(explanations("UniformAgreement")).containsExactly(
                "n0 does not have 2 (of n2) in the end, although n2 had delivered it at position 1 (index 5)",
                "n1 does not have 2 (of n2) in the end, although n2 had delivered it at position 1 (index 5)");
    }

    @Test
    void acknowledgedAndLost_isNoUniformAgreement() {
        broadcast(2, 1);
        finalRead(0);
        finalRead(1);
        finalRead(2);
        assertThat(verdicts()).containsOnlyKeys("UniformAgreement", "Convergence");
        assertThat(explanations("UniformAgreement")).contains(
                "n0 does not have 1 (of n2) in the end, although n2 had acknowledged it (index 1)");
    }

    @Test
    void nodeThatForgot_isToldWhatItHadDelivered() {
        end(ask(2, "broadcast", 1L), Op.Type.INFO, 1L);
        read(2, 1L);
        nemesis("kill", List.of("n2"));
        finalRead(0);
        finalRead(1);
        finalRead(2);
        assertThat(explanations("UniformAgreement"))
                .contains(
                        "n2 does not have 1 (of n2) in the end, although it had delivered it at position 0 (index 3)");
    }

    @Test
    void nobodyReadInTheEnd_isUnknown() {
        read(0);
        broadcast(0, 1);
        assertThat(verdicts()).containsOnly(Map.entry("UniformAgreement", Verdict.UNKNOWN),
                Map.entry("Convergence", Verdict.UNKNOWN));
    }
}
