package org.espalier.core.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.espalier.core.SpecViolation;
import org.espalier.core.link.ArqLink.Held;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver keeps of its session: the spec's {@code exp} and {@code held}. Number {@code n} lives in slot
 * {@code n % capacity}, and only numbers from {@code exp} to {@code exp + capacity - 1} are held.
 */
final class ReceiveWindow<P> {

    private final @Nullable Object[] payload; // null: not held
    private final boolean[] ordered;

    private long exp = 1;
    private int count;

    ReceiveWindow(int capacity) {
        payload = new @Nullable Object[capacity];
        ordered = new boolean[capacity];
    }

    long exp() {
        return exp;
    }

    // spec: ArqLink.tla!IsFresh
    boolean fresh(long n) {
        return n >= exp && !(fits(n) && payload[slot(n)] != null);
    }

    // spec: ArqLink.tla!Fits
    boolean fits(long n) {
        return n < exp + payload.length;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void hold(long n, P p, boolean inOrder) {
        SpecViolation.check(n >= exp && fits(n) && payload[slot(n)] == null, "WindowBound",
                () -> "number " + n + " with " + exp + " next");
        payload[slot(n)] = p;
        ordered[slot(n)] = inOrder;
        count++;
    }

    /** Whether the next in sequence is held. */
    boolean ready() {
        return payload[slot(exp)] != null;
    }

    /** Whether the next in sequence is of the class that waits. */
    boolean nextIsOrdered() {
        return ordered[slot(exp)];
    }

    /** Takes the next in sequence, which is {@link #ready}. */
    @SuppressWarnings({"unchecked", "NullAway"}) // ready: not null
    P take() {
        int s = slot(exp);
        P p = (P) payload[s];
        payload[s] = null;
        count--;
        exp++;
        return p;
    }

    /** What is held behind the next in sequence: bit {@code i} stands for {@code exp + 1 + i}. */
    long gaps() {
        long bits = 0;
        for (int i = 0; count > 0 && i < payload.length - 1; i++) {
            if (payload[slot(exp + 1 + i)] != null) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    /** Forgets the session. */
    void clear() {
        Arrays.fill(payload, null);
        exp = 1;
        count = 0;
    }

    @SuppressWarnings("unchecked") // only payloads are stored
    List<Held<P>> held() {
        List<Held<P>> all = new ArrayList<>(count);
        for (long n = exp; n < exp + payload.length; n++) {
            Object p = payload[slot(n)];
            if (p != null) {
                all.add(new Held<>(n, (P) p, ordered[slot(n)]));
            }
        }
        return List.copyOf(all);
    }

    void restore(long newExp, List<Held<P>> held) {
        clear();
        exp = newExp;
        for (Held<P> h : held) {
            hold(h.n(), h.v(), h.ordered());
        }
    }

    private int slot(long n) {
        return (int) (n % payload.length);
    }
}
