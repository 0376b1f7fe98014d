package org.espalier.checkers.register;

import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * One operation on one register, with its values as small numbers.
 *
 * @param kind what it did or saw
 * @param from the value that it saw, or wanted to see; {@link #NOTHING} for a write
 * @param to the value that it left; {@link #NOTHING} if it changed nothing
 * @param invoked the position of its invocation among the events of the register
 * @param returned the position of its return, or {@link #NEVER}: then it takes effect at any time after its invocation, or not
 * at all
 * @param must whether it took effect between the two for sure; otherwise it may have, or not
 * @param invocation the event that began it
 * @param completion the event that ended it, if any did
 */
record Call(Kind kind, int from, int to, int invoked, int returned, boolean must, Op invocation,
        @Nullable Op completion) {

    /** What an operation did or saw. */
    enum Kind {
        /** It saw {@code from}. */
        READ,
        /** It saw something else than {@code from}. */
        DIFFERS,
        /** It left {@code to}. */
        WRITE,
        /** It saw {@code from} and left {@code to}. */
        CAS
    }

    /** The value of a register that nobody has written, which nobody can tell from a written null. */
    static final int ABSENT = 0;
    /** No value, or no state at all. */
    static final int NOTHING = -1;
    /** The return of what never returned. */
    static final int NEVER = Integer.MAX_VALUE;

    /** The state that it leaves a register in; {@link #NOTHING} if it cannot happen in that state. */
    int after(int state) {
        return switch (kind) {
            case READ -> state == from ? state : NOTHING;
            case DIFFERS -> state == from ? NOTHING : state;
            case WRITE -> to;
            case CAS -> state == from ? to : NOTHING;
        };
    }

    boolean accepts(int state) {
        return after(state) != NOTHING;
    }

    /** Whether it leaves the register as it was. */
    boolean observes() {
        return kind == Kind.READ || kind == Kind.DIFFERS;
    }

    /** The same operation, which may not have happened. */
    Call optional() {
        return new Call(kind, from, to, invoked, returned, false, invocation, completion);
    }
}
