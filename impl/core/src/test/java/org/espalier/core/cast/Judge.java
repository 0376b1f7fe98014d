package org.espalier.core.cast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges what applications were given, by brute force and from the definitions of FifoCast and CausalCast, knowing
 * nothing of the layer that gave it.
 */
final class Judge {

    /** A property was violated; the message says which and how. */
    static final class Verdict extends AssertionError {
        private static final long serialVersionUID = 1L;

        Verdict(String property, String detail) {
            super(property + ": " + detail);
        }
    }

    private record Name(int origin, long seq) {}

    private final boolean causal;
    private final long[][] given;
    private final Map<Name, long[]> past = new HashMap<>();
    private final List<List<Name>> order = new ArrayList<>();

    Judge(int members, boolean causal) {
        this.causal = causal;
        this.given = new long[members][members];
        for (int i = 0; i < members; i++) {
            order.add(new ArrayList<>());
        }
    }

    /** {@code origin} is about to multicast its next message. */
    void multicast(int origin) {
        past.put(new Name(origin, given[origin][origin] + 1), given[origin].clone());
    }

    void delivered(int at, int origin, long seq) {
        Name name = new Name(origin, seq);
        long[] had = given[at];
        long[] causes = past.get(name);
        if (causes == null) {
            throw new Verdict("NoCreation", name + " was never multicast and is delivered at " + at);
        }
        if (seq <= had[origin]) {
            throw new Verdict("NoDuplication", name + " is delivered again at " + at);
        }
        if (seq != had[origin] + 1) {
            throw new Verdict("FifoOrder", name + " is delivered at " + at + " after " + had[origin]);
        }
        for (int o = 0; causal && o < had.length; o++) {
            if (causes[o] > had[o]) {
                throw new Verdict("CausalOrder",
                        name + " depends on " + new Name(o, causes[o]) + ", missing at " + at + " " + order.get(at));
            }
        }
        had[origin] = seq;
        order.get(at).add(name);
    }

    /** A snapshot replaced the state of the application at {@code at}. */
    void installed(int at, long[] vec, byte[] state) {
        if (!Arrays.equals(state, state(vec))) {
            throw new Verdict("NoCreation", "the snapshot is not that of " + Arrays.toString(vec));
        }
        for (int o = 0; o < vec.length; o++) {
            if (vec[o] < given[at][o]) {
                throw new Verdict("StableProp", "a snapshot takes " + new Name(o, given[at][o]) + " back at " + at);
            }
        }
        given[at] = vec.clone();
    }

    /** The state of the application at {@code at}: here, what it was given. */
    byte[] state(int at) {
        return state(given[at]);
    }

    private static byte[] state(long[] vec) {
        return Arrays.toString(vec).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    void converged() {
        for (int i = 0; i < given.length; i++) {
            for (int o = 0; o < given.length; o++) {
                if (given[i][o] != given[o][o]) {
                    throw new Verdict("Convergence",
                            "member " + i + " has " + given[i][o] + " of " + given[o][o] + " messages of " + o);
                }
            }
        }
    }

    long total(int at) {
        return Arrays.stream(given[at]).sum();
    }
}
