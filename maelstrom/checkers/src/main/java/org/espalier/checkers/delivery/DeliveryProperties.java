package org.espalier.checkers.delivery;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.espalier.checkers.OpChecker;
import org.espalier.checkers.Result;
import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.NodeMap;
import org.espalier.checkers.history.Op;

/**
 * Judges the delivery order of a broadcast run: every property of {@code FifoCast} and, where it is asked for, of
 * {@code CausalCast} and {@code TotalOrder}, under the names that the specifications give them.
 *
 * <p>{@code GapFree} means the same under every order: in a total order, too, whatever a node was acknowledged before it was
 * asked for a message comes before that message, so nobody may have the later one without the earlier.
 */
public final class DeliveryProperties implements OpChecker {

    /** An order that a run can be asked to keep. */
    public enum Order {
        /** {@code FifoCast.tla}. */
        FIFO,
        /** {@code CausalCast.tla}. */
        CAUSAL,
        /** {@code TotalOrder.tla}. It implies the other two, which nevertheless are judged only where they are asked for. */
        TOTAL
    }

    private final BroadcastRecorder recorder;
    private final Set<Order> orders;

    public DeliveryProperties(NodeMap nodes, Set<Order> orders) {
        this.recorder = new BroadcastRecorder(nodes);
        this.orders = EnumSet.copyOf(orders);
    }

    @Override
    public void accept(Op op) {
        recorder.accept(op);
    }

    @Override
    public Results result() {
        DeliveryHistory history = recorder.history();
        Map<String, Result> parts = new LinkedHashMap<>();
        parts.put(BroadcastRecorder.PREFIX_READS, undecided(recorder.prefixReads()));
        check(history, orders).parts()
                .forEach((name, part) -> parts.put(name, undecided((PropertyResult) part)));
        if (orders.contains(Order.TOTAL)) {
            parts.put(UniformAgreement.NAME, atTheEnd(UniformAgreement.check(history)));
        }
        parts.put(Convergence.NAME, atTheEnd(Convergence.check(history)));
        return new Results(parts);
    }

    /** The properties that hold at every moment, of any delivery history. */
    public static Results check(DeliveryHistory history, Set<Order> orders) {
        Map<String, Result> parts = new LinkedHashMap<>();
        parts.put(NoCreation.NAME, NoCreation.check(history));
        parts.put(NoDuplication.NAME, NoDuplication.check(history));
        parts.put(GapFree.NAME, GapFree.check(history));
        if (orders.contains(Order.FIFO)) {
            parts.put(FifoOrder.NAME, FifoOrder.check(history));
        }
        if (orders.contains(Order.CAUSAL)) {
            parts.put(CausalOrder.NAME, CausalOrder.check(history));
        }
        if (orders.contains(Order.TOTAL)) {
            parts.put(TotalOrder.NAME, TotalOrder.check(history));
        }
        return new Results(parts);
    }

    /** What holds of nothing at all is not known to hold. */
    private PropertyResult undecided(PropertyResult r) {
        String missing = recorder.broadcasts() == 0
                ? "nothing was broadcast"
                : recorder.reads() == 0 ? "no read returned" : null;
        return r.verdict() != Verdict.VALID || missing == null
                ? r
                : new PropertyResult(r.property(), Verdict.UNKNOWN, r.checked(), 0, r.examples(), missing);
    }

    /** Without reads that were made to see the end, nodes that differ may just not have been finished. */
    private PropertyResult atTheEnd(PropertyResult found) {
        PropertyResult r = undecided(found);
        return r.verdict() != Verdict.INVALID || recorder.finalReads()
                ? r
                : new PropertyResult(r.property(), Verdict.UNKNOWN, r.checked(), r.violations(), r.examples(),
                        "the last reads differ, and none of them is marked final");
    }
}
