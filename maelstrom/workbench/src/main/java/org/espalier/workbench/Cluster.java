package org.espalier.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.espalier.workbench.nemesis.Nodes;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.process.NodeFault;
import org.espalier.workbench.process.NodeProcess;
import org.jspecify.annotations.Nullable;

/**
 * All nodes of a run: started, introduced to each other, killed and paused by whoever wants to, and ended on every way out,
 * Ctrl-C included.
 *
 * <p>They run in a directory that belongs to the run alone: what a node keeps there its next life finds, and no other run.
 */
final class Cluster implements Nodes, AutoCloseable {

    private final TestPlan plan;
    private final Network network;
    private final FaultBoard faults;
    private final Introduction introduction;
    private final Path logs;
    private final NodeProcess.Program program;
    private final NodeProcess.@Nullable Echo echo;
    private final String mark = UUID.randomUUID().toString();
    /** The present or, of one that does not run, the latest life of each. */
    private final Map<String, NodeProcess> nodes = new LinkedHashMap<>();
    private final Thread hook = new Thread(this::killAll, "kill nodes");
    private boolean closed;

    /**
     * @param directory the run's
     * @param echo is shown the nodes' standard error
     */
    Cluster(TestPlan plan, Network network, FaultBoard faults, Path directory, NodeProcess.@Nullable Echo echo)
            throws IOException {
        this.plan = plan;
        this.network = network;
        this.faults = faults;
        this.echo = echo;
        introduction = new Introduction(plan, network, faults);
        logs = Files.createDirectories(directory.resolve("node-logs"));
        Path files = Files.createDirectories(directory.resolve(TestResult.NODE_FILES)).toAbsolutePath();
        program = new NodeProcess.Program(plan.target().bin(), plan.target().args(), files, mark);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts every node. */
    void start() throws IOException {
        for (String name : plan.nodes()) {
            launch(name, "");
        }
    }

    private synchronized NodeProcess launch(String name, String heading) throws IOException {
        if (closed) {
            throw new IOException("the run was ended while nodes were being started");
        }
        NodeProcess node = NodeProcess.start(name, program, network,
                new NodeProcess.Log(logs.resolve(name + ".log"), heading, echo), faults);
        nodes.put(name, node);
        return node;
    }

    /** Sends {@code init} to every node and waits for all answers, or for a fault. */
    void init() throws InterruptedException {
        introduction.init(all());
    }

    /** Tells every node the topology and waits for all answers, or for a fault. */
    void topology() throws InterruptedException {
        introduction.topology(all());
    }

    private synchronized List<NodeProcess> all() {
        return List.copyOf(nodes.values());
    }

    /** The present life of the node of that name. */
    synchronized NodeProcess node(String name) {
        NodeProcess node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node " + name);
        }
        return node;
    }

    private interface Deed {
        /** Does it, and says what became of the node. */
        String to(NodeProcess node) throws IOException, InterruptedException;
    }

    @Override
    public Map<String, String> kill(List<String> names) throws InterruptedException {
        return each(names, node -> {
            boolean ran = node.isRunning();
            node.kill();
            return ran ? "killed" : "not-running";
        });
    }

    @Override
    public Map<String, String> pause(List<String> names) throws InterruptedException {
        return each(names, node -> {
            if (!node.isRunning()) {
                return "not-running";
            }
            node.pause();
            return "paused";
        });
    }

    @Override
    public Map<String, String> resume(List<String> names) throws InterruptedException {
        return each(names, node -> {
            if (!node.isRunning()) {
                return "not-running";
            }
            if (!node.isPaused()) {
                return "already-running";
            }
            node.resume();
            return "resumed";
        });
    }

    @Override
    public Map<String, String> slow(List<String> names) throws InterruptedException {
        return each(names, node -> {
            if (!node.isRunning()) {
                return "not-running";
            }
            node.slow();
            return "slowed";
        });
    }

    @Override
    public Map<String, String> fullSpeed(List<String> names) throws InterruptedException {
        return each(names, node -> {
            if (!node.isRunning()) {
                return "not-running";
            }
            if (!node.isSlowed()) {
                return "already-running";
            }
            node.fullSpeed();
            return "at-full-speed";
        });
    }

    @Override
    public Map<String, String> start(List<String> names) throws InterruptedException {
        Map<String, String> done = new LinkedHashMap<>();
        List<NodeProcess> fresh = new ArrayList<>();
        for (String name : names) {
            NodeProcess before = node(name);
            done.put(name, before.isRunning() ? "already-running" : "started");
            if (!before.isRunning()) {
                try {
                    fresh.add(launch(name, String.format(Locale.ROOT, "-- killed, and started again at %.3f s --",
                            network.now() / 1e9)));
                } catch (IOException e) {
                    faults.accept(
                            before.fault(NodeFault.Kind.CRASHED, "could not be started again: " + e.getMessage()));
                }
            }
        }
        introduction.again(fresh);
        return done;
    }

    private Map<String, String> each(List<String> names, Deed deed) throws InterruptedException {
        Map<String, String> outcome = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (String name : names) {
            NodeProcess node = node(name);
            threads.add(Thread.ofPlatform().daemon().start(() -> {
                try {
                    outcome.put(name, deed.to(node));
                } catch (IOException e) {
                    outcome.put(name, "untouched: " + e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Map<String, String> done = new LinkedHashMap<>();
        names.forEach(name -> done.put(name, outcome.getOrDefault(name, "untouched")));
        return done;
    }

    /** The run is over: nothing that a node does from now on is a fault. */
    void release() {
        all().forEach(NodeProcess::release);
    }

    @Override
    public void close() {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the virtual machine is going down, and the hook runs already
        }
    }

    private void killAll() {
        List<NodeProcess> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(nodes.values());
            nodes.clear();
        }
        all.forEach(NodeProcess::release);
        List<Thread> killers = new ArrayList<>();
        for (NodeProcess node : all) {
            killers.add(Thread.ofPlatform().start(() -> kill(node)));
        }
        for (Thread killer : killers) {
            joinQuietly(killer);
        }
        try {
            if (!all.isEmpty()) {
                NodeProcess.sweep(mark);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void kill(NodeProcess node) {
        try {
            node.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void joinQuietly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // the processes must go first; killing is bounded
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
