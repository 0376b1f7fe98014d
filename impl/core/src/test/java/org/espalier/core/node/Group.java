package org.espalier.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;

import org.espalier.core.Observer;
import org.espalier.core.cast.CastConfig;
import org.espalier.core.cast.CastVariant;
import org.espalier.core.link.ArqLink;
import org.espalier.core.link.Detector;
import org.espalier.core.log.Entry;
import org.espalier.core.log.LogVariant;
import org.espalier.core.log.Outcome;
import org.espalier.core.log.Write;
import org.espalier.core.overlay.Tree;

/** A group of nodes over a network of one's own making, in virtual time: one seed is one run. */
final class Group {

    record Faults(double loss, double duplicate, int minLatency, int maxLatency) {
        static final Faults NONE = new Faults(0, 0, 10, 10);
    }

    /** What {@code origin} had delivered in the same order when it sent this. */
    record Sent(Order order, int origin, long seq, Set<String> past) {}

    private static final List<Order> ORDERS = List.of(Order.FIFO, Order.CAUSAL);

    private record Event(long at, long id, Runnable action) {}

    final List<Node> nodes = new ArrayList<>();
    private final List<Node.Config> configs = new ArrayList<>();
    final List<List<String>> fifo = new ArrayList<>();
    final List<List<String>> causal = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    long packets;
    long now;
    Faults faults = Faults.NONE;
    BiPredicate<Integer, Integer> cut = (a, b) -> false;

    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.id, b.id));
    private final long[] wake;
    private long ids;

    /** @param patience a factor on all delays: with more of it upkeep costs less and repair takes longer */
    Group(int n, int arity, long seed, CastVariant variant, boolean ownTree, int patience) {
        random = new Random(seed);
        wake = new long[n];
        for (int i = 0; i < n; i++) {
            fifo.add(new ArrayList<>());
            causal.add(new ArrayList<>());
            Optional<Tree.Config> tree = Optional.of(new Tree.Config(n, arity, arity + 2, 300L * patience, 100, 500))
                    .filter(t -> ownTree);
            configs.add(config(i, n, patience, tree));
            nodes.add(new Node(configs.get(i), Observer.NONE, variant, LogVariant.SOUND));
        }
        for (int i = 0; i < n; i++) {
            input(i, new Node.Input.Tick(now));
        }
    }

    private static Node.Config config(int self, int n, int patience, Optional<Tree.Config> tree) {
        return new Node.Config(self, n, 1,
                new ArqLink.Config(32, 32, 100, 800, 30L * patience, 150L * patience, 1200L * patience),
                new Detector.Config(n, 900L * patience, 4000L * patience, 1000, 4000), tree,
                new CastConfig(10_000, 1000, 16, 200, 1000L * patience, 1500L * patience));
    }

    void at(long time, Runnable action) {
        events.add(new Event(time, ids++, action));
    }

    void runUntil(long time) {
        while (!events.isEmpty() && events.peek().at <= time) {
            Event e = events.poll();
            now = e.at;
            e.action.run();
        }
        now = time;
    }

    /** Puts another node, made from its snapshot, in the place of this one. */
    void replace(int node) {
        NodeState state = nodes.get(node).snapshot();
        Node other = new Node(configs.get(node), Observer.NONE);
        other.restore(state);
        assertThat(other.snapshot()).usingRecursiveComparison().isEqualTo(state);
        nodes.set(node, other);
        input(node, new Node.Input.Tick(now));
    }

    void multicast(int node, Order order) {
        List<String> log = log(order, node);
        long seq = 1 + log.stream().distinct().filter(m -> m.startsWith(node + ":")).count();
        sent.add(new Sent(order, node, seq, new HashSet<>(log)));
        input(node, new Node.Input.Multicast(order, (node + ":" + seq).getBytes(StandardCharsets.UTF_8)));
    }

    void input(int node, Node.Input input) {
        if (!(input instanceof Node.Input.Tick)) {
            nodes.get(node).step(new Node.Input.Tick(now), new Out(node));
        }
        nodes.get(node).step(input, new Out(node));
        long wakeAt = Math.max(nodes.get(node).wakeAt(), now + 1);
        if (wakeAt != Long.MAX_VALUE && (wake[node] <= now || wakeAt < wake[node])) {
            wake[node] = wakeAt;
            at(wakeAt, () -> {
                if (wake[node] == now) {
                    input(node, new Node.Input.Tick(now));
                }
            });
        }
    }

    List<String> log(Order order, int node) {
        return (order == Order.FIFO ? fifo : causal).get(node);
    }

    /** The definitions, by brute force. */
    void assertOrdersHold() {
        for (int node = 0; node < nodes.size(); node++) {
            for (Order order : ORDERS) {
                List<String> log = log(order, node);
                assertThat(log).as("NoDuplication at %s in %s", node, order).doesNotHaveDuplicates();
                long[] next = new long[nodes.size()];
                for (String m : log) {
                    int origin = Integer.parseInt(m.substring(0, m.indexOf(':')));
                    assertThat(m).as("FifoOrder at %s in %s", node, order).isEqualTo(origin + ":" + ++next[origin]);
                }
            }
            Map<String, Integer> place = new HashMap<>();
            for (String m : causal.get(node)) {
                place.put(m, place.size());
            }
            for (Sent m : sent) {
                Integer at = m.order == Order.CAUSAL ? place.get(m.origin + ":" + m.seq) : null;
                if (at != null) {
                    assertThat(m.past).as("CausalOrder of %s:%s at %s", m.origin, m.seq, node)
                            .allMatch(cause -> place.getOrDefault(cause, Integer.MAX_VALUE) < at);
                }
            }
        }
    }

    void assertConverged() {
        for (Order order : ORDERS) {
            List<String> all = sent.stream().filter(m -> m.order == order).map(m -> m.origin + ":" + m.seq).toList();
            for (int node = 0; node < nodes.size(); node++) {
                assertThat(log(order, node)).as("Convergence of %s at %s", order, node)
                        .containsExactlyInAnyOrderElementsOf(all);
            }
        }
    }

    private final class Out implements Node.Outbox {

        private final int self;

        Out(int self) {
            this.self = self;
        }

        @Override
        public void send(int peer, Packet packet) {
            packets++;
            if (random.nextDouble() >= faults.loss) {
                carry(peer, packet);
                if (random.nextDouble() < faults.duplicate) {
                    carry(peer, packet);
                }
            }
        }

        private void carry(int peer, Packet packet) {
            int latency = faults.minLatency + random.nextInt(faults.maxLatency - faults.minLatency + 1);
            at(now + latency, () -> {
                if (!cut.test(self, peer)) {
                    input(peer, new Node.Input.Received(self, packet));
                }
            });
        }

        @Override
        public void deliver(Order order, int origin, long seq, byte[] payload) {
            assertThat(new String(payload, StandardCharsets.UTF_8)).isEqualTo(origin + ":" + seq);
            log(order, self).add(origin + ":" + seq);
        }

        @Override
        public void snapshotWanted(Order order, int peer, long sid) {
            throw new AssertionError("nothing was truncated");
        }

        @Override
        public void install(Order order, long[] vec, byte[] state) {
            throw new AssertionError("nothing was truncated");
        }

        @Override
        public void persist(Write write) {
            throw new AssertionError("there is no log");
        }

        @Override
        public void deliver(long index, Entry entry) {
            throw new AssertionError("there is no log");
        }

        @Override
        public void outcome(long ticket, Outcome outcome) {
            throw new AssertionError("there is no log");
        }

        @Override
        public void stateWanted() {
            throw new AssertionError("there is no log");
        }

        @Override
        public void installState(long index, byte[] state) {
            throw new AssertionError("there is no log");
        }
    }
}
