package org.espalier.workbench.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * Transactions as Elle makes them: from one step to so many, half of them reads, of keys drawn from a pool in which each is half
 * as likely as the next; what is written to a key is 1, 2, 3, …, and a key that was written often enough gives its place in the
 * pool to a fresh one.
 */
final class TxnRequests implements Requests {

    private static final int KEYS = 10;

    private final Random random;
    private final Limits limits;
    private final String verb;
    private final List<Long> keys = new ArrayList<>();
    /** By place in the pool: how often its key was written. */
    private final int[] writes;
    private long freshKey;
    private long written;

    /**
     * Requests.
     *
     * @param verb what a write is called
     */
    TxnRequests(String verb, Random random, Limits limits) {
        this.verb = verb;
        this.random = random;
        this.limits = limits;
        int count = limits.keys() > 0 ? limits.keys() : KEYS;
        writes = new int[count];
        while (keys.size() < count) {
            keys.add(freshKey++);
        }
    }

    @Override
    public synchronized Request next(int client) {
        List<Object> mops = new ArrayList<>();
        for (int left = 1 + random.nextInt(limits.txnLength()); left > 0; left--) {
            boolean read = random.nextBoolean();
            int at = drawn();
            mops.add(read || written >= limits.most() ? mop("r", keys.get(at), null) : write(at));
        }
        return Request.of("txn", List.copyOf(mops));
    }

    /** A place in the pool: each is half as likely as the one after it. */
    private int drawn() {
        double u = random.nextDouble() * (1 - StrictMath.pow(2, -keys.size()));
        int fromTheEnd = (int) (-StrictMath.log1p(-u) / StrictMath.log(2));
        return Math.max(0, keys.size() - 1 - fromTheEnd);
    }

    private List<@Nullable Object> write(int at) {
        if (writes[at] == limits.writesPerKey()) {
            keys.set(at, freshKey++);
            writes[at] = 0;
        }
        written++;
        writes[at]++;
        return mop(verb, keys.get(at), (long) writes[at]);
    }

    private static List<@Nullable Object> mop(String f, Object key, @Nullable Object value) {
        return Arrays.asList(f, key, value);
    }

    @Override
    public synchronized Request probe(int client) {
        return Request.of("txn", List.of(write(client % keys.size())));
    }
}
