package org.espalier.checkers.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.OpChecker;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Every final read of a counter is the sum of all adds that happened and of any of those that may have, as Maelstrom's
 * {@code pn-counter} (and {@code g-counter}) has it. Unknown if nobody read in the end.
 */
public final class CounterSum implements OpChecker {

    private final Pairs pairs = new Pairs();
    private final List<Long> uncertain = new ArrayList<>();
    private final List<@Nullable Object> finalReads = new ArrayList<>();
    private final List<Op> finals = new ArrayList<>();
    private long definite;

    @Override
    public void accept(Op op) {
        if (!op.isClient()) {
            return;
        }
        Op invocation = pairs.invocation(op);
        if (op.f().equals("add") && op.value() instanceof Long delta) {
            if (op.type() == Op.Type.OK) {
                definite = Math.addExact(definite, delta);
            } else if (op.type() == Op.Type.INFO) {
                uncertain.add(delta);
            }
        } else if (op.is(Op.Type.OK, "read") && (op.isFinal() || (invocation != null && invocation.isFinal()))) {
            finalReads.add(op.value());
            finals.add(op);
        }
    }

    @Override
    public Facts result() {
        for (Op op : pairs.open()) {
            if (op.f().equals("add") && op.value() instanceof Long delta) {
                uncertain.add(delta);
            }
        }
        Ranges acceptable = Ranges.of(definite);
        for (long delta : uncertain) {
            acceptable = acceptable.orShifted(delta);
        }
        List<Object> errors = new ArrayList<>();
        for (Op read : finals) {
            if (!(read.value() instanceof Long sum) || !acceptable.contains(sum)) {
                Map<String, @Nullable Object> error = new LinkedHashMap<>();
                error.put("index", read.index());
                error.put("process", read.process());
                error.put("node", read.node());
                error.put("value", read.value());
                errors.add(error);
            }
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("errors", errors);
        facts.put("final-reads", finalReads);
        facts.put("acceptable", acceptable.toTree());
        return new Facts(finals.isEmpty() ? Verdict.UNKNOWN : Verdict.of(errors.isEmpty()), facts);
    }
}
