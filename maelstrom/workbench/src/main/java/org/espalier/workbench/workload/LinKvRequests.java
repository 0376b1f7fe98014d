package org.espalier.workbench.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.espalier.checkers.history.Op;

/**
 * Reads, writes and compare-and-sets, as Jepsen's linearizable register has them: the clients form groups, each group works on
 * one key, and takes a fresh key when so many of its processes have ended that judging the key would become hard.
 *
 * <p>A group of two clients for each node has a reader and a writer at each, the writer with two compare-and-sets for each
 * write. In a group of another size each client does everything in the same proportions.
 */
final class LinKvRequests implements Requests {

    private static final int VALUES = 5;
    private static final int PROCESSES_PER_KEY = 20;

    private final Random random;
    private final Limits limits;
    /** For each group its key, and how many processes have worked on it or may. */
    private final long[] key;
    private final int[] processes;
    private long freshKey;
    private long written;

    LinKvRequests(Random random, Limits limits) {
        this.random = random;
        this.limits = limits;
        int groups = limits.keys() > 0 ? limits.keys() : Math.max(1, limits.concurrency() / (2 * limits.nodes()));
        key = new long[groups];
        processes = new int[groups];
        Arrays.setAll(key, g -> freshKey++);
        Arrays.setAll(processes, this::size);
    }

    @Override
    public synchronized Request next(int client) {
        int group = group(client);
        int kind = random.nextInt(6);
        long a = random.nextInt(VALUES);
        long b = random.nextInt(VALUES);
        boolean ordered = size(group) == 2 * limits.nodes();
        boolean reads = ordered ? client - first(group) < limits.nodes() : kind % 2 == 0;
        if (reads || written >= limits.most()) {
            return Request.of("read", Request.tuple(key[group], null));
        }
        written++;
        return kind / 2 == 0
                ? Request.of("write", Request.tuple(key[group], a))
                : Request.of("cas", Request.tuple(key[group], List.of(a, b)));
    }

    @Override
    public synchronized Request probe(int client) {
        written++;
        return Request.of("write", Request.tuple(key[group(client)], (long) random.nextInt(VALUES)));
    }

    @Override
    public synchronized void ended(int client, Op completion) {
        if (completion.type() == Op.Type.INFO) {
            int group = group(client);
            processes[group]++;
            if (processes[group] > Math.max(PROCESSES_PER_KEY, 2 * size(group))) {
                key[group] = freshKey++;
                processes[group] = size(group);
            }
        }
    }

    /** Neighbours are in one group. */
    private int group(int client) {
        return client < limits.concurrency()
                ? (int) ((long) client * key.length / limits.concurrency())
                : client % key.length;
    }

    /** The first client of a group. */
    private int first(int group) {
        return (int) Math.ceilDiv((long) group * limits.concurrency(), key.length);
    }

    private int size(int group) {
        return first(group + 1) - first(group);
    }
}
