package org.espalier.checkers.history;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One event of a history: a client (or the nemesis) asked for something, or learned how it went.
 *
 * @param index position in the history, from 0; the total order in which the recorder saw the events
 * @param time nanoseconds since the run began
 * @param process the logical process, or {@link #NEMESIS}; a process has at most one operation open
 * @param node the node that the process talks to, or null where the history does not say (see {@link NodeMap})
 * @param type what kind of event
 * @param f the function: {@code broadcast}, {@code read}, {@code add} ...
 * @param value argument or answer, a {@linkplain Json value tree}
 * @param error why it is {@code FAIL} or {@code INFO}, a value tree
 * @param isFinal whether it belongs to the reads made after recovery
 */
public record Op(long index, long time, int process, @Nullable String node, Type type, String f, @Nullable Object value,
        @Nullable Object error, boolean isFinal) {

    /** The process of an operation that injects a fault. */
    public static final int NEMESIS = -1;

    /** What an event says about its operation. */
    public enum Type {
        /** It was asked for. */
        INVOKE,
        /** It happened. */
        OK,
        /** It did not happen, and never will. */
        FAIL,
        /** It may have happened, or may still happen. */
        INFO
    }

    public Op {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(f, "f");
        if (process < NEMESIS) {
            throw new IllegalArgumentException("process " + process);
        }
    }

    /** An invocation by {@code process} at {@code node}. */
    public static Op invoke(long index, long time, int process, @Nullable String node, String f,
            @Nullable Object value) {
        return new Op(index, time, process, node, Type.INVOKE, f, value, null, false);
    }

    /** The completion of this invocation. */
    public Op complete(long index, long time, Type type, @Nullable Object value, @Nullable Object error) {
        return new Op(index, time, process, node, type, f, value, error, isFinal);
    }

    /** The same event, marked as one of the final reads. */
    public Op asFinal() {
        return new Op(index, time, process, node, type, f, value, error, true);
    }

    /** The same event at a known node. */
    public Op at(@Nullable String node) {
        return new Op(index, time, process, node, type, f, value, error, isFinal);
    }

    /** Whether a client, not the nemesis, made it. */
    public boolean isClient() {
        return process >= 0;
    }

    /** Whether it is an event of that kind and function. */
    public boolean is(Type type, String f) {
        return this.type == type && this.f.equals(f);
    }
}
