package org.espalier.workbench.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/** Gives the events of a run their one order. Thread-safe. */
public final class Recorder {

    private final LongSupplier clock;
    private final List<Op> ops = new ArrayList<>();

    /** A recorder by a clock of nanoseconds since the run began. */
    public Recorder(LongSupplier clock) {
        this.clock = clock;
    }

    /** Nanoseconds since the run began, as the events have them. */
    public long now() {
        return clock.getAsLong();
    }

    /** A client asks. */
    public synchronized Op invoke(int process, String node, String f, @Nullable Object value, boolean isFinal) {
        Op op = Op.invoke(ops.size(), clock.getAsLong(), process, node, f, value);
        op = isFinal ? op.asFinal() : op;
        ops.add(op);
        return op;
    }

    /** A client learned how it went. */
    public synchronized Op complete(Op invocation, Op.Type type, @Nullable Object value, @Nullable Object error) {
        Op op = invocation.complete(ops.size(), clock.getAsLong(), type, value, error);
        ops.add(op);
        return op;
    }

    /** A fault was, or is about to be, injected. */
    public synchronized void nemesis(String f, @Nullable Object value) {
        ops.add(new Op(ops.size(), clock.getAsLong(), Op.NEMESIS, null, Op.Type.INFO, f, value, null, false));
    }

    /** The events so far. */
    public synchronized List<Op> ops() {
        return new ArrayList<>(ops);
    }
}
