package org.espalier.checkers.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one register, and whether it was linearizable (Herlihy and Wing 1990): is there one order of all
 * operations that took effect, each between its invocation and its return, in which each saw what the one before had left?
 * At first the register has no value.
 *
 * <p>Add what returned with its return, and what never did without; the events count from 0, in the order in which they were
 * recorded.
 */
public final class Register {

    private static final Set<Integer> AT_FIRST = Set.of(Call.ABSENT);

    private final Values values = new Values();
    private final List<Call> calls = new ArrayList<>();

    /**
     * An operation and its events.
     *
     * @param invoked the position of its invocation
     * @param returned the position of its return; more than any other if it never returned
     * @param invocation the event that began it
     * @param completion the event that ended it; null if none did
     */
    public record Span(int invoked, int returned, Op invocation, @Nullable Op completion) {

        /** One that may still take effect at any time, or never. */
        public static Span endless(int invoked, Op invocation, @Nullable Op completion) {
            return new Span(invoked, Call.NEVER, invocation, completion);
        }
    }

    /**
     * What was found.
     *
     * @param verdict whether it was linearizable; unknown if that was not found out in so many steps
     * @param steps how many steps it took, each a place of the search that was new
     * @param window the smallest part of it that shows why not, if it was not
     */
    public record Finding(Verdict verdict, long steps, @Nullable Window window) {}

    /** Somebody read this value; null for none. */
    public void read(Span span, @Nullable Object value) {
        add(Call.Kind.READ, values.of(value), Call.NOTHING, span);
    }

    /** Somebody saw that the value is another one. */
    public void differs(Span span, @Nullable Object value) {
        add(Call.Kind.DIFFERS, values.of(value), Call.NOTHING, span);
    }

    /** Somebody wrote, or may have written, this value. */
    public void write(Span span, @Nullable Object value) {
        add(Call.Kind.WRITE, Call.NOTHING, values.of(value), span);
    }

    /** Somebody put one value in the place of another, or may have. */
    public void compareAndSet(Span span, @Nullable Object from, @Nullable Object to) {
        add(Call.Kind.CAS, values.of(from), values.of(to), span);
    }

    private void add(Call.Kind kind, int from, int to, Span span) {
        calls.add(new Call(kind, from, to, span.invoked(), span.returned(), span.returned() != Call.NEVER,
                span.invocation(), span.completion()));
    }

    /** How many operations there are. */
    public int size() {
        return calls.size();
    }

    /**
     * Decides it.
     *
     * @param maxSteps how many steps to take at most, each of some 200 bytes; as many again serve to make the window small
     */
    public Finding judge(long maxSteps) {
        Search.Outcome found = search(maxSteps);
        if (found.verdict() != Verdict.INVALID) {
            return new Finding(found.verdict(), found.steps(), null);
        }
        List<Call> returned = new Problem(calls).inOrder();
        return new Finding(Verdict.INVALID, found.steps(),
                new Shrinking(calls, values, maxSteps).until(returned.get(found.level())));
    }

    /** Whatever is impossible with endless supplies of what never returned is impossible; this is soon known. */
    private Search.Outcome search(long maxSteps) {
        Search.Outcome endless = Search.of(calls, AT_FIRST, true, maxSteps);
        if (endless.verdict() == Verdict.INVALID || calls.stream().allMatch(Call::must)) {
            return endless;
        }
        Search.Outcome exact = Search.of(calls, AT_FIRST, false, maxSteps);
        return new Search.Outcome(exact.verdict(), exact.level(), exact.states(), endless.steps() + exact.steps());
    }
}
