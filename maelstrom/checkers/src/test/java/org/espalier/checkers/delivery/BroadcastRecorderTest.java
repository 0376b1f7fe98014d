package org.espalier.checkers.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.BroadcastRecorder.NotABroadcastHistory;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.NodeMap;
import org.espalier.checkers.history.Op;
import org.junit.jupiter.api.Test;

/** From operations to deliveries; process p talks to node np, and process p + 10 is another client of it. */
class BroadcastRecorderTest {

    private final List<Op> ops = new ArrayList<>();

    private Op ask(int process, String f, Object value) {
        Op op = Op.invoke(ops.size(), ops.size() * 1000L, process, "n" + process % 10, f,
                value.equals("") ? null : value);
        ops.add(op);
        return op;
    }

    private void end(Op op, Op.Type type, Object value) {
        ops.add(op.complete(ops.size(), ops.size() * 1000L, type, value, null));
    }

    private void broadcast(int process, long value) {
        end(ask(process, "broadcast", value), Op.Type.OK, value);
    }

    private void read(int process, Long... values) {
        end(ask(process, "read", ""), Op.Type.OK, List.of(values));
    }

    private void finalRead(int process, Long... values) {
        Op op = ask(process, "read", "").asFinal();
        ops.set(ops.size() - 1, op);
        end(op, Op.Type.OK, List.of(values));
    }

    private Results judge() {
        History history = History.of(ops);
        DeliveryProperties checker = new DeliveryProperties(NodeMap.of(history, NodeMap.Hints.NONE),
                EnumSet.of(Order.FIFO, Order.CAUSAL));
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

    private String explanation(String property) {
        PropertyResult result = (PropertyResult) judge().part(property);
        assertThat(result.examples()).isNotEmpty();
        return result.examples().get(0).text();
    }

    @Test
    void goodRun_isValid() {
        broadcast(0, 1);
        read(1, 1L);
        broadcast(1, 2);
        read(0, 1L, 2L);
        finalRead(0, 1L, 2L);
        finalRead(1, 1L, 2L);
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void readThenBroadcast_isADependency() {
        broadcast(0, 1);
        read(1, 1L);
        broadcast(1, 2);
        read(2, 2L, 1L);
        finalRead(0, 1L, 2L);
        finalRead(1, 1L, 2L);
        finalRead(2, 2L, 1L);
        assertThat(verdicts()).containsOnlyKeys("CausalOrder");
        assertThat(explanation("CausalOrder"))
                .isEqualTo("n2 delivered 2 (of n1) at position 0 before 1 (of n0) at position 1,"
                        + " although n1 had delivered 1 at position 0, as it said at index 3, before it was asked for 2 (index 4)");
    }

    @Test
    void broadcastBeforeTheReadReturns_isNoDependency() {
        broadcast(0, 1);
        Op read = ask(1, "read", "");
        Op two = ask(11, "broadcast", 2L);
        end(read, Op.Type.OK, List.of(1L));
        end(two, Op.Type.OK, 2L);
        finalRead(0, 1L, 2L);
        finalRead(1, 1L, 2L);
        finalRead(2, 2L, 1L);
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void twoClientsOfOneNode_areOrderedByRealTimeOnly() {
        Op one = ask(0, "broadcast", 1L);
        Op two = ask(10, "broadcast", 2L);
        end(two, Op.Type.OK, 2L);
        end(one, Op.Type.OK, 1L);
        finalRead(0, 2L, 1L);
        finalRead(1, 1L, 2L);
        assertThat(verdicts()).isEmpty();
        ops.clear();
        broadcast(0, 1);
        broadcast(10, 2);
        finalRead(0, 1L, 2L);
        finalRead(1, 2L, 1L);
        assertThat(verdicts()).containsOnlyKeys("FifoOrder", "CausalOrder");
        assertThat(explanation("FifoOrder"))
                .isEqualTo("n1 delivered 2 (of n0) at position 0 before 1 (of n0) at position 1,"
                        + " although n0 had acknowledged 1 (index 1) before it was asked for 2 (index 2)");
    }

    @Test
    void indeterminateBroadcast_mayAppearOrNot() {
        end(ask(0, "broadcast", 1L), Op.Type.INFO, 1L);
        broadcast(10, 2);
        finalRead(0, 2L);
        finalRead(1, 2L);
        assertThat(verdicts()).isEmpty();
        ops.subList(4, ops.size()).clear();
        finalRead(0, 1L, 2L);
        finalRead(1, 2L, 1L);
        assertThat(verdicts()).isEmpty();
    }

    @Test
    void failedBroadcast_mustNotAppear() {
        end(ask(0, "broadcast", 1L), Op.Type.FAIL, 1L);
        finalRead(0, 1L);
        assertThat(verdicts()).containsOnlyKeys("NoCreation");
    }

    @Test
    void valueFromNowhere_isCreation() {
        read(0, 7L);
        broadcast(0, 7);
        finalRead(0, 7L);
        assertThat(verdicts()).containsOnlyKeys("NoCreation", "CausalOrder");
        assertThat(explanation("NoCreation")).contains("before anybody was asked for it");
    }

    @Test
    void readsThatDiffer_areNoPrefixes() {
        broadcast(0, 1);
        broadcast(1, 2);
        read(0, 1L, 2L);
        read(0, 2L, 1L);
        assertThat(verdicts()).containsEntry("PrefixReads", Verdict.INVALID);
        assertThat(explanation("PrefixReads")).isEqualTo("n0 showed 1 at position 0 (index 5) and then 2 (index 7):"
                + " reads must be prefixes of one log, in delivery order");
    }

    @Test
    void laterReadMustNotBeShorter_overlappingOnesMay() {
        broadcast(0, 1);
        Op slow = ask(0, "read", "");
        read(10, 1L);
        end(slow, Op.Type.OK, List.of());
        finalRead(0, 1L);
        assertThat(verdicts()).isEmpty();
        read(0);
        assertThat(verdicts()).containsKey("PrefixReads");
        assertThat(explanation("PrefixReads"))
                .isEqualTo("n0 showed 1 message (index 4) and only 0 to a read that began later (index 9)");
    }

    @Test
    void deliveredTwice_isFound() {
        broadcast(0, 1);
        finalRead(0, 1L, 1L);
        assertThat(verdicts()).containsOnlyKeys("NoDuplication", "FifoOrder");
    }

    @Test
    void finalReadsThatDiffer_haveNotConverged() {
        broadcast(0, 1);
        finalRead(0, 1L);
        finalRead(1);
        assertThat(verdicts()).containsExactlyEntriesOf(Map.of("Convergence", Verdict.INVALID));
        assertThat(explanation("Convergence")).isEqualTo("n1 does not have 1 (of n0) in the end, although n0 does");
    }

    @Test
    void lastReadsThatDiffer_butWereNotFinal_areUnknown() {
        broadcast(0, 1);
        read(0, 1L);
        read(1);
        assertThat(verdicts()).containsExactlyEntriesOf(Map.of("Convergence", Verdict.UNKNOWN));
    }

    @Test
    void nothingAsked_orNothingRead_isUnknown() {
        broadcast(0, 1);
        assertThat(judge().verdict()).isEqualTo(Verdict.UNKNOWN);
        ops.clear();
        read(0);
        assertThat(judge().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whatCannotBeUnderstood_saysWhere() {
        broadcast(0, 1);
        broadcast(1, 1);
        assertThatThrownBy(this::judge).isInstanceOf(NotABroadcastHistory.class)
                .hasMessageStartingWith("index 2: 1 is broadcast a second time");
        ops.clear();
        end(ask(0, "read", ""), Op.Type.OK, "what");
        assertThatThrownBy(this::judge).hasMessage("index 1: a read returned what, not a list");
        ops.clear();
        ops.add(new Op(0, 0, 0, "n0", Op.Type.OK, "read", List.of(), null, false));
        assertThatThrownBy(this::judge).hasMessage("index 0: process 0 completes what it did not invoke");
    }
}
