package org.espalier.core.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.espalier.core.SpecViolation;
import org.espalier.core.link.ArqLink.Buffered;
import org.jspecify.annotations.Nullable;

/**
 * What a sender keeps of its session: the spec's {@code base}, {@code buf} and {@code seen}, and for each payload when
 * it left. Number {@code n} lives in slot {@code n % capacity}.
 *
 * <p>Losses are found by order of departure, as RACK does (RFC 8985): a payload is taken for lost when one that left
 * after it has arrived. A payload that is sent again departs anew, so one gap report makes it leave once.
 */
final class SendWindow<P> {

    private final @Nullable Object[] payload;
    private final boolean[] ordered;
    private final boolean[] seen;
    private final boolean[] again; // sent more than once
    private final long[] sentAt;
    private final long[] departure;

    private long base = 1;
    private int count;
    private long departures;
    private long latestArrival; // the latest departure known to have arrived

    SendWindow(int capacity) {
        payload = new @Nullable Object[capacity];
        ordered = new boolean[capacity];
        seen = new boolean[capacity];
        again = new boolean[capacity];
        sentAt = new long[capacity];
        departure = new long[capacity];
    }

    long base() {
        return base;
    }

    /** The number of the next payload to be submitted. */
    long next() {
        return base + count;
    }

    int size() {
        return count;
    }

    int room() {
        return payload.length - count;
    }

    /** Appends a payload and returns its number. */
    long add(P p, boolean inOrder) {
        long n = next();
        int s = slot(n);
        payload[s] = p;
        ordered[s] = inOrder;
        seen[s] = false;
        again[s] = false;
        departure[s] = 0;
        count++;
        SpecViolation.check(count <= payload.length, "WindowBound",
                () -> count + " payloads in a window of " + payload.length);
        return n;
    }

    void departed(long n, long nowMillis) {
        int s = slot(n);
        again[s] = departure[s] != 0;
        departure[s] = ++departures;
        sentAt[s] = nowMillis;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // filled by add, for base <= n < next
    P payload(long n) {
        return (P) payload[slot(n)];
    }

    boolean ordered(long n) {
        return ordered[slot(n)];
    }

    boolean seen(long n) {
        return seen[slot(n)];
    }

    /** Whether something that left after {@code n} has arrived, while {@code n} is not known to have. */
    boolean overtaken(long n) {
        return !seen(n) && departure[slot(n)] < latestArrival;
    }

    /** The highest number not known to have arrived, or -1. */
    long highestUnseen() {
        for (long n = next() - 1; n >= base; n--) {
            if (!seen(n)) {
                return n;
            }
        }
        return -1;
    }

    /**
     * Everything below {@code n} was delivered and what {@code gaps} names is held by the peer.
     *
     * @return the longest round trip that this confirms, the delay of the acknowledgement included; -1: none to measure
     */
    long acknowledge(long n, long gaps, long nowMillis) {
        long roundTrip = -1;
        for (; base < n; base++, count--) {
            roundTrip = Math.max(roundTrip, arrived(base, nowMillis));
            payload[slot(base)] = null;
        }
        for (long bits = gaps; bits != 0; bits &= bits - 1) {
            long m = n + 1 + Long.numberOfTrailingZeros(bits);
            roundTrip = Math.max(roundTrip, arrived(m, nowMillis));
        }
        return roundTrip;
    }

    private long arrived(long n, long nowMillis) {
        int s = slot(n);
        if (seen[s]) {
            return -1;
        }
        seen[s] = true;
        latestArrival = Math.max(latestArrival, departure[s]);
        return again[s] ? -1 : nowMillis - sentAt[s];
    }

    /** Forgets the session. */
    void clear() {
        Arrays.fill(payload, null);
        base = 1;
        count = 0;
    }

    List<Buffered<P>> buf() {
        List<Buffered<P>> all = new ArrayList<>(count);
        for (long n = base; n < next(); n++) {
            all.add(new Buffered<>(payload(n), ordered(n)));
        }
        return List.copyOf(all);
    }

    List<Long> seen() {
        List<Long> all = new ArrayList<>();
        for (long n = base; n < next(); n++) {
            if (seen(n)) {
                all.add(n);
            }
        }
        return List.copyOf(all);
    }

    void restore(long newBase, List<Buffered<P>> buf, List<Long> newSeen, long nowMillis) {
        clear();
        base = newBase;
        for (Buffered<P> b : buf) {
            departed(add(b.v(), b.ordered()), nowMillis);
        }
        for (long n : newSeen) {
            seen[slot(n)] = true;
        }
    }

    private int slot(long n) {
        return (int) (n % payload.length);
    }
}
