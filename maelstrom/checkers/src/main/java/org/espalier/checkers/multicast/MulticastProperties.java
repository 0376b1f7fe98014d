package org.espalier.checkers.multicast;

import java.util.LinkedHashMap;
import java.util.Map;

import org.espalier.checkers.OpChecker;
import org.espalier.checkers.Result;
import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.history.NodeMap;
import org.espalier.checkers.history.Op;

/**
 * Judges a multicast run: every property of {@code GroupCast.tla} under the name that it has there, each message by the order
 * that it was multicast with. Orders that no message asked for are not spoken of.
 */
public final class MulticastProperties implements OpChecker {

    private static final String MODULE = "GroupCast";

    private final MulticastRecorder recorder;

    public MulticastProperties(NodeMap nodes) {
        recorder = new MulticastRecorder(nodes);
    }

    @Override
    public void accept(Op op) {
        recorder.accept(op);
    }

    /** How many multicasts were invoked so far. */
    public long multicasts() {
        return recorder.multicasts();
    }

    @Override
    public Results result() {
        GroupHistory history = recorder.history();
        Map<String, Result> parts = new LinkedHashMap<>();
        parts.put(MulticastRecorder.PREFIX_READS, undecided(recorder.prefixReads()));
        check(history).parts().forEach((name, part) -> parts.put(name, undecided((PropertyResult) part)));
        if (asks(history, MessageOrder.TOTAL)) {
            parts.put(Ending.UNIFORM_AGREEMENT, undecided(Ending.uniformAgreement(history)));
        }
        parts.put(Ending.CONVERGENCE, undecided(Ending.convergence(history)));
        return new Results(parts);
    }

    /** The properties that hold at every moment. */
    public static Results check(GroupHistory h) {
        Map<String, Result> parts = new LinkedHashMap<>();
        parts.put(NoCreation.NAME, NoCreation.check(h));
        parts.put(NoDuplication.NAME, NoDuplication.check(h));
        parts.put(GapFree.NAME, GapFree.check(h));
        parts.put(FifoOrder.NAME, FifoOrder.check(h));
        if (asks(h, MessageOrder.CAUSAL)) {
            parts.put(CausalOrder.NAME, CausalOrder.check(h));
        }
        if (asks(h, MessageOrder.TOTAL)) {
            parts.put(TotalOrder.NAME, TotalOrder.check(h));
        }
        return new Results(parts);
    }

    /** Whether a message asks for that order, or for more. */
    private static boolean asks(GroupHistory h, MessageOrder order) {
        for (int m : h.asked()) {
            if (h.order(m).compareTo(order) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** What holds of nothing at all is not known to hold. */
    private PropertyResult undecided(PropertyResult r) {
        String missing = recorder.multicasts() == 0
                ? "nothing was multicast"
                : recorder.reads() == 0 ? "no read returned" : null;
        PropertyResult known = r.verdict() != Verdict.VALID || missing == null
                ? r
                : new PropertyResult(r.property(), Verdict.UNKNOWN, r.checked(), 0, r.examples(), missing);
        return known.definedIn(MODULE);
    }
}
