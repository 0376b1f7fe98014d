package org.espalier.checkers.workload;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/** Joins completions to their invocations while a history goes by. */
final class Pairs {

    private final Map<Integer, Op> open = new HashMap<>();

    /** Takes an event of a client; of a completion it gives the invocation. */
    @Nullable
    Op invocation(Op op) {
        if (op.type() == Op.Type.INVOKE) {
            open.put(op.process(), op);
            return null;
        }
        return open.remove(op.process());
    }

    /** What was never answered. */
    Collection<Op> open() {
        return open.values();
    }
}
