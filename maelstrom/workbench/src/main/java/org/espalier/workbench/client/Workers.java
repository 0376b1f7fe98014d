package org.espalier.workbench.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.espalier.workbench.net.Network;
import org.espalier.workbench.workload.Dialect;
import org.espalier.workbench.workload.Request;

/**
 * The clients of a run, by thread; thread {@code t} is at node {@code t mod node-count}. One request at a time each.
 *
 * <p>One thread hands out requests; the clients wait for their answers on virtual threads.
 */
public final class Workers implements AutoCloseable {

    private final List<Worker> workers = new ArrayList<>();
    private final boolean[] busy;
    private int open;
    private final int regular;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Clients for a run.
     *
     * @param concurrency how many there are for the operations; when that is less than the number of nodes, further
     *        ones exist for the final reads only
     * @param malformedAnswer is told the node and the story of an answer that the workload does not allow
     */
    public Workers(Network network, Recorder recorder, Dialect dialect, int concurrency, long timeoutMillis,
            BiConsumer<String, String> malformedAnswer) {
        List<String> nodes = network.nodes();
        int all = Math.max(concurrency, nodes.size());
        Worker.Shared shared = new Worker.Shared(network, recorder, dialect, all, timeoutMillis, malformedAnswer);
        for (int t = 0; t < all; t++) {
            workers.add(new Worker(shared, t, nodes.get(t % nodes.size())));
        }
        regular = concurrency;
        busy = new boolean[all];
    }

    /**
     * Hands a request to a client that has nothing to do.
     *
     * @param wish which client, if it is free: else the next one that is
     * @return false when no client is free
     */
    public synchronized boolean tryPerform(Request request, int wish) {
        for (int i = 0; i < regular; i++) {
            int t = Math.floorMod(wish + i, regular);
            if (!busy[t]) {
                start(t, request);
                return true;
            }
        }
        return false;
    }

    /** Waits until some client may be free, at most so long. */
    public synchronized void awaitFree(long nanos) throws InterruptedException {
        if (open >= regular && nanos > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
    }

    /** Lets every client make this request; all must be idle. */
    public synchronized void performEverywhere(Request request) {
        for (int t = 0; t < busy.length; t++) {
            start(t, request);
        }
    }

    /** Waits until all clients are idle; false when they are not in time. */
    public synchronized boolean awaitIdle(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (open > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private void start(int t, Request request) {
        busy[t] = true;
        open++;
        threads.execute(() -> {
            try {
                workers.get(t).perform(request);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                done(t);
            }
        });
    }

    private synchronized void done(int t) {
        busy[t] = false;
        open--;
        notifyAll();
    }

    /** How many clients there are, those for the final reads included. */
    public int size() {
        return workers.size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        synchronized (this) {
            Arrays.fill(busy, true);
        }
        workers.forEach(Worker::close);
    }
}
