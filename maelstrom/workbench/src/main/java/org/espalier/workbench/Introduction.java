package org.espalier.workbench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.espalier.workbench.client.Client;
import org.espalier.workbench.net.Inbox;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.process.NodeFault.Kind;
import org.espalier.workbench.process.NodeProcess;
import org.espalier.workbench.workload.Workload;
import org.jspecify.annotations.Nullable;

/** What every life of a node is told before anything else: {@code init}, and for broadcast the topology, for multicast the groups. */
final class Introduction {

    private static final long POLL_MILLIS = 5;

    private final TestPlan plan;
    private final Network network;
    private final FaultBoard faults;

    Introduction(TestPlan plan, Network network, FaultBoard faults) {
        this.plan = plan;
        this.network = network;
        this.faults = faults;
    }

    /** Sends {@code init} to these nodes and waits for all answers, or for a fault. */
    void init(List<NodeProcess> nodes) throws InterruptedException {
        each(nodes, (client, node) -> {
            long asked = network.now();
            check(node, Kind.NO_INIT, "init", asked,
                    client.call(node.name(), init(node), plan.patience().init().toMillis()));
        });
    }

    /** Tells these nodes the topology, or the groups, and waits for all answers, or for a fault; as patient as with init. */
    void topology(List<NodeProcess> nodes) throws InterruptedException {
        String what = plan.workload() == Workload.MULTICAST ? "groups" : "topology";
        each(nodes, (client, node) -> {
            long asked = network.now();
            check(node, Kind.NO_TOPOLOGY, what, asked,
                    client.call(node.name(), topology(), plan.patience().init().toMillis()));
        });
    }

    /**
     * Introduces new lives of these nodes, whose inboxes are closed: each hears {@code init} before what other servers send, and
     * the topology before what clients send. Waits for the answers to init, or for a fault; not for those to the topology,
     * which may take as long as a partition.
     */
    void again(List<NodeProcess> nodes) throws InterruptedException {
        each(nodes, (client, node) -> {
            long asked = network.now();
            check(node, Kind.NO_INIT, "init", asked, client.callFirst(node.name(), Inbox.Access.SERVERS, init(node),
                    plan.patience().init().toMillis()));
            if (plan.workload().hasIntroduction()) {
                client.tellFirst(node.name(), Inbox.Access.ALL, topology());
            } else {
                network.open(node.name(), Inbox.Access.ALL);
            }
        });
    }

    private Map<String, @Nullable Object> init(NodeProcess node) {
        return Openings.init(node.name(), plan.nodes());
    }

    private Map<String, @Nullable Object> topology() {
        return Openings.introduction(plan.workload(), plan.nodes(), plan.topology(), plan.groups()).orElseThrow();
    }

    private void check(NodeProcess node, Kind kind, String question, long asked, @Nullable Map<?, ?> answer) {
        if (answer == null) {
            if (network.now() - asked < plan.patience().init().toNanos()) {
                return; // another node's fault has ended the run, and the wait with it
            }
            faults.accept(node.fault(kind,
                    "did not answer " + question + " within " + plan.patience().init().toMillis() / 1000.0 + " s"));
        } else if (!(question + "_ok").equals(answer.get("type"))) {
            faults.accept(node.fault(kind,
                    "answered " + question + " with " + answer + " where " + question + "_ok is due"));
        }
    }

    private interface Talk {
        void with(Client client, NodeProcess node) throws InterruptedException;
    }

    /** Talks with all at once; a fault, of whomever, ends the wait. */
    private void each(List<NodeProcess> nodes, Talk talk) throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(nodes.size());
        for (NodeProcess node : nodes) {
            Thread.startVirtualThread(() -> {
                try (Client client = new Client(network)) {
                    talk.with(client, node);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    waiting.countDown();
                }
            });
        }
        while (!faults.any() && !waiting.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            // on
        }
    }
}
