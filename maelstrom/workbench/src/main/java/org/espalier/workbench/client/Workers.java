package org.espalier.workbench.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.espalier.checkers.history.Op;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.workload.Request;
import org.espalier.workbench.workload.Requests;
import org.espalier.workbench.workload.Session;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a run, by number; client {@code t} is at node {@code t mod node-count}. One request at a time each.
 *
 * <p>First come those that ask in the main phase, then, where they are fewer than the nodes, others for the final reads only,
 * then one for each node that only probes. One thread hands out requests; the clients wait for their answers on virtual
 * threads.
 */
public final class Workers implements AutoCloseable {

    /**
     * How clients ask.
     *
     * @param concurrency how many there are in the main phase
     * @param probes whether there are clients that probe
     * @param timeoutMillis how long they wait for an answer
     * @param sessions makes what a new client keeps in mind
     */
    public record Crew(int concurrency, boolean probes, long timeoutMillis, Supplier<Session> sessions) {}

    private final List<Worker> workers = new ArrayList<>();
    private final Requests requests;
    private final boolean[] busy;
    private final Op.@Nullable Type[] latest;
    private int open;
    private final int regular;
    private final int probing;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Clients for a run.
     *
     * @param requests is told how they end
     * @param malformedAnswer is told the node and the story of an answer that the workload does not allow
     */
    public Workers(Network network, Recorder recorder, Crew crew, Requests requests,
            BiConsumer<String, String> malformedAnswer) {
        List<String> nodes = network.nodes();
        this.requests = requests;
        regular = crew.concurrency();
        probing = Math.max(regular, nodes.size());
        int all = probing + (crew.probes() ? nodes.size() : 0);
        Caller.Shared shared = new Caller.Shared(recorder, crew.sessions(), all, malformedAnswer);
        for (int t = 0; t < all; t++) {
            workers.add(new Worker(network, shared, t, nodes.get(t % nodes.size()), crew.timeoutMillis()));
        }
        busy = new boolean[all];
        latest = new Op.Type[all];
    }

    /**
     * A client of the main phase that has nothing to do.
     *
     * @param wish which one, if it is free: else the next one that is
     */
    public synchronized OptionalInt idle(int wish) {
        for (int i = 0; i < regular; i++) {
            int t = Math.floorMod(wish + i, regular);
            if (!busy[t]) {
                return OptionalInt.of(t);
            }
        }
        return OptionalInt.empty();
    }

    /** Waits until some client of the main phase may be free, at most so long. */
    public synchronized void awaitFree(long nanos) throws InterruptedException {
        if (idle(0).isEmpty() && nanos > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
    }

    /** Hands a request to a client that has nothing to do. */
    public void perform(int t, Request request) {
        perform(t, previous -> previous == null ? request : null, System.nanoTime());
    }

    /**
     * Lets every client that does not only probe make its closing requests, one after the other; they must be idle.
     *
     * @param until after this moment of {@link System#nanoTime} none begins
     */
    public void conclude(long until) {
        for (int t = 0; t < probing; t++) {
            perform(t, requests.closing(t), until);
        }
    }

    private synchronized void perform(int t, Requests.Closing script, long until) {
        busy[t] = true;
        open++;
        latest[t] = null;
        threads.execute(() -> {
            Op completion = null;
            try {
                Request request = script.next(null);
                while (request != null) {
                    TimeUnit.MILLISECONDS.sleep(script.pauseMillis());
                    completion = workers.get(t).perform(request);
                    requests.ended(t, completion);
                    request = until - System.nanoTime() > 0 ? script.next(completion) : null;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                done(t, completion);
            }
        });
    }

    /** The numbers of the clients that only probe. */
    public List<Integer> probes() {
        List<Integer> probes = new ArrayList<>();
        for (int t = probing; t < workers.size(); t++) {
            probes.add(t);
        }
        return probes;
    }

    /** Whether a client waits for an answer. */
    public synchronized boolean isBusy(int t) {
        return busy[t];
    }

    /** How its latest request ended; null before that. */
    public synchronized Op.@Nullable Type latest(int t) {
        return latest[t];
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

    private synchronized void done(int t, @Nullable Op completion) {
        latest[t] = completion == null ? null : completion.type();
        busy[t] = false;
        open--;
        notifyAll();
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
