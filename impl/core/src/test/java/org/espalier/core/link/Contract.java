package org.espalier.core.link;

import java.util.ArrayList;
import java.util.List;

/**
 * The promise of {@code FifoLink.tla} for one direction, kept by brute force: every submission of all sessions, and
 * every delivery. The invariants have the spec's names.
 */
final class Contract {

    /** What went wrong. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1L;

        Broken(String invariant, String detail) {
            super(invariant + " does not hold: " + detail);
        }
    }

    /** {@code first} is number 1 of the session. */
    private record Submission(long a, long b, boolean ordered, int first) {}

    private final List<Submission> sent = new ArrayList<>();
    private final List<Integer> got = new ArrayList<>();
    private final List<Boolean> delivered = new ArrayList<>();
    private final List<Boolean> lost = new ArrayList<>();
    private int first; // of the sender's session: its submissions follow each other
    private int confirmed; // below this the sender's session has been acknowledged
    private int lastOrdered = -1;

    /** The next submission, in session {@code <<a, b>>}; returns its payload. */
    int submitted(long a, long b, boolean ordered) {
        sent.add(new Submission(a, b, ordered, first));
        delivered.add(false);
        lost.add(false);
        return sent.size() - 1;
    }

    /** The receiver, which is in session {@code <<a, b>>}, hands up {@code p}. */
    void delivered(int p, boolean ordered, long a, long b) {
        holds(p < sent.size(), "NoCreation", "payload " + p);
        Submission s = sent.get(p);
        holds(s.a == a && s.b == b, "NoCreation", "payload " + p + " of " + s + " delivered in session " + a + "," + b);
        holds(s.ordered == ordered, "NoCreation", "payload " + p + " changed its class");
        holds(!delivered.get(p), "NoDuplication", "payload " + p);
        if (ordered) {
            for (int q = s.first; q < p; q++) {
                holds(delivered.get(q), "GapFree", "payload " + p + " before " + q);
            }
            holds(lastOrdered < p, "FifoOrder", "payload " + p + " after " + lastOrdered);
            lastOrdered = p;
        }
        delivered.set(p, true);
        got.add(p);
    }

    /** The sender says that everything below number {@code base} of its session was delivered. */
    void acknowledged(long base) {
        int end = first + (int) base - 1;
        holds(end <= sent.size(), "AckedMeansDelivered", base - 1 + " acknowledged of " + (sent.size() - first));
        for (; confirmed < end; confirmed++) {
            holds(delivered.get(confirmed), "AckedMeansDelivered", "payload " + confirmed);
        }
    }

    /** The sender leaves its session; returns how many payloads were pending. */
    int ended() {
        int pending = sent.size() - confirmed;
        for (int p = confirmed; p < sent.size(); p++) {
            lost.set(p, true);
        }
        first = sent.size();
        confirmed = first;
        return pending;
    }

    /** Faults have ceased and all is quiet. */
    void atRest() {
        for (int p = 0; p < sent.size(); p++) {
            holds(delivered.get(p) || lost.get(p), "Validity", "payload " + p + " of " + sent.get(p));
        }
    }

    int deliveries() {
        return got.size();
    }

    /** Deliveries of what the sender was told is lost. */
    long lostYetDelivered() {
        return got.stream().filter(lost::get).count();
    }

    /** Deliveries that overtook an earlier submission. */
    long overtakings() {
        long n = 0;
        for (int i = 1; i < got.size(); i++) {
            n += got.get(i) < got.get(i - 1) ? 1 : 0;
        }
        return n;
    }

    private static void holds(boolean condition, String invariant, String detail) {
        if (!condition) {
            throw new Broken(invariant, detail);
        }
    }
}
