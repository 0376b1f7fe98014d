package org.espalier.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.espalier.workbench.client.Client;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.process.NodeFault.Kind;
import org.espalier.workbench.process.NodeProcess;
import org.jspecify.annotations.Nullable;

/** All nodes of a run: started, introduced to each other, and ended on every way out, Ctrl-C included. */
final class Cluster implements AutoCloseable {

    private static final long POLL_MILLIS = 5;

    private final TestPlan plan;
    private final Network network;
    private final FaultBoard faults;
    private final String mark = UUID.randomUUID().toString();
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final Thread hook = new Thread(this::killAll, "kill nodes");
    private boolean closed;

    Cluster(TestPlan plan, Network network, FaultBoard faults) {
        this.plan = plan;
        this.network = network;
        this.faults = faults;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts every node; {@code echo} is shown their standard error. */
    void start(Path logs, NodeProcess.@Nullable Echo echo) throws IOException {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        NodeProcess.Program program = new NodeProcess.Program(plan.target().bin(), plan.target().args(), directory,
                mark);
        Files.createDirectories(logs);
        for (String name : plan.nodes()) {
            synchronized (this) {
                if (closed) {
                    throw new IOException("the run was ended while nodes were being started");
                }
                nodes.add(NodeProcess.start(name, program, network, logs.resolve(name + ".log"), faults, echo));
            }
        }
    }

    /** Sends {@code init} to every node and waits for all answers, or for a fault. */
    void init() throws InterruptedException {
        ask(plan.patience().init().toMillis(), Kind.NO_INIT, "init_ok", node -> {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("type", "init");
            body.put("node_id", node.name());
            body.put("node_ids", plan.nodes());
            return body;
        });
    }

    /** Tells every node the topology and waits for all answers, or for a fault; as patient as with init. */
    void topology() throws InterruptedException {
        Map<String, List<String>> neighbours = plan.topology().neighbours(plan.nodes());
        ask(plan.patience().init().toMillis(), Kind.NO_TOPOLOGY, "topology_ok", node -> {
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("type", "topology");
            body.put("topology", neighbours);
            return body;
        });
    }

    private interface Question {
        Map<String, @Nullable Object> to(NodeProcess node);
    }

    private void ask(long timeoutMillis, Kind kind, String expected, Question question) throws InterruptedException {
        List<NodeProcess> all = running();
        CountDownLatch waiting = new CountDownLatch(all.size());
        for (NodeProcess node : all) {
            Thread.startVirtualThread(() -> {
                try (Client client = new Client(network)) {
                    Map<String, @Nullable Object> body = question.to(node);
                    Map<?, ?> answer = client.call(node.name(), body, timeoutMillis);
                    if (answer == null) {
                        faults.accept(node.fault(kind,
                                "did not answer " + body.get("type") + " within " + timeoutMillis / 1000.0 + " s"));
                    } else if (!expected.equals(answer.get("type"))) {
                        faults.accept(node.fault(kind, "answered " + body.get("type") + " with " + answer + " where "
                                + expected + " is due"));
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    waiting.countDown();
                }
            });
        }
        while (!faults.any() && !waiting.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            // another fault ends the wait
        }
    }

    private synchronized List<NodeProcess> running() {
        return List.copyOf(nodes);
    }

    /** The node of that name. */
    NodeProcess node(String name) {
        return running().get(plan.nodes().indexOf(name));
    }

    /** The run is over: nothing that a node does from now on is a fault. */
    void release() {
        running().forEach(NodeProcess::release);
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
            all = List.copyOf(nodes);
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
