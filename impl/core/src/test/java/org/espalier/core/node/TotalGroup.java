package org.espalier.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;

import org.espalier.core.cast.CastConfig;
import org.espalier.core.cast.CastVariant;
import org.espalier.core.link.ArqLink;
import org.espalier.core.link.Detector;
import org.espalier.core.log.Durable;
import org.espalier.core.log.Entry;
import org.espalier.core.log.LogConfig;
import org.espalier.core.log.LogVariant;
import org.espalier.core.log.Outcome;
import org.espalier.core.log.TreeLog;
import org.espalier.core.log.Write;
import org.espalier.core.overlay.Tree;
import org.jspecify.annotations.Nullable;

/**
 * A group that keeps a total order, in virtual time, with disks that lose what was not synced when a member crashes: one seed
 * is one run. Every delivery is held against the one sequence at once.
 */
final class TotalGroup {

    /** What makes a group, beside its size. */
    record Shape(int arity, boolean disks, int maxRetained, int maxBatch, int syncMillis) {
        static final Shape DEFAULT = new Shape(2, true, 1 << 20, 256, 5);
    }

    private record Event(long at, long id, Runnable action) {}

    /** One member's life. */
    static final class Member {
        final int index;
        long incarnation;
        @Nullable
        Node node;
        Durable disk = Durable.EMPTY;
        final ArrayDeque<Write> unsynced = new ArrayDeque<>();
        long handedOut;
        long synced;
        boolean syncing;
        boolean paused;
        final List<Node.Input> waiting = new ArrayList<>();
        List<String> state = new ArrayList<>();
        final ArrayDeque<Node.Input> answers = new ArrayDeque<>();
        long wake;

        Member(int index) {
            this.index = index;
        }

        boolean isUp() {
            return node != null;
        }

        TreeLog log() {
            return Objects.requireNonNull(node).log().orElseThrow();
        }
    }

    final List<Member> members = new ArrayList<>();
    /** The one sequence, as the deliveries have shown it so far. */
    final List<String> order = new ArrayList<>();
    final Set<String> committed = new HashSet<>();
    final Map<Long, Outcome> outcomes = new HashMap<>();
    final Map<Long, Long> submittedAt = new HashMap<>();
    final Map<Long, Long> answeredAt = new HashMap<>();
    final Map<String, Integer> happened = new HashMap<>();
    Group.Faults faults = Group.Faults.NONE;
    BiPredicate<Integer, Integer> cut = (a, b) -> false;
    long now;
    long packets;
    final long[] packetsFrom;

    private final Shape shape;
    private final LogVariant variant;
    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.id, b.id));
    private long ids;
    private long tickets;

    TotalGroup(int n, long seed, Shape shape, LogVariant variant) {
        this.shape = shape;
        this.variant = variant;
        random = new Random(seed);
        packetsFrom = new long[n];
        for (int i = 0; i < n; i++) {
            members.add(new Member(i));
        }
        members.forEach(this::start);
    }

    private Node.Config config(Member m) {
        int n = members.size();
        LogConfig d = LogConfig.defaults(n);
        LogConfig log = new LogConfig(d.voters(), shape.maxRetained, 64, 32, 64, shape.maxBatch, 200, 1 << 20, 100,
                600, 200, 400, 1_500, 3);
        return new Node.Config(m.index, n, m.incarnation, new ArqLink.Config(32, 32, 100, 800, 20, 100, 800),
                new Detector.Config(n, 700, 2_800, 700, 1_400),
                Optional.of(new Tree.Config(n, shape.arity, shape.arity + 2, 200, 100, 200)),
                new CastConfig(10_000, 1000, 16, 200, 1000, 1500), Optional.of(log));
    }

    // ---- Faults -----------------------------------------------------------------------------------------------------

    /** Starts a member that is down, with what its disk holds. */
    void start(Member m) {
        m.incarnation++;
        m.node = new Node(config(m), this::observed, CastVariant.SOUND, variant);
        m.state = new ArrayList<>();
        Durable durable = shape.disks ? m.disk : Durable.EMPTY;
        durable.snapshot().ifPresent(s -> m.state = decode(s.state()));
        m.node.recover(durable, shape.disks);
        m.handedOut = 0;
        m.synced = 0;
        m.syncing = false;
        input(m, new Node.Input.Tick(now));
    }

    /** The member's memory is gone, and of what it has written since its last sync a random tail. */
    void crash(Member m) {
        if (m.isUp()) {
            int survive = random.nextInt(m.unsynced.size() + 1);
            for (int i = 0; i < survive; i++) {
                m.disk = m.unsynced.remove().applyTo(m.disk);
            }
            m.unsynced.clear();
            m.answers.clear();
            m.waiting.clear();
            m.paused = false;
            m.node = null;
        }
    }

    /** Puts another node, made from its snapshot, in the place of this one, in the middle of its life. */
    void replace(Member m) {
        Node old = m.node;
        if (old != null && !m.paused) {
            NodeState state = old.snapshot();
            Node other = new Node(config(m), this::observed, CastVariant.SOUND, variant);
            other.restore(state);
            assertThat(other.snapshot()).usingRecursiveComparison().isEqualTo(state);
            m.node = other;
            input(m, new Node.Input.Tick(now));
        }
    }

    void pause(Member m) {
        m.paused = true;
    }

    void resume(Member m) {
        m.paused = false;
        List<Node.Input> late = List.copyOf(m.waiting);
        m.waiting.clear();
        late.forEach(input -> input(m, input));
        input(m, new Node.Input.Tick(now));
    }

    // ---- Running ----------------------------------------------------------------------------------------------------

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

    /** Submits at a member, if it is up; returns the ticket. */
    long submit(int at) {
        long ticket = ++tickets;
        Member m = members.get(at);
        if (m.isUp() && !m.paused) {
            submittedAt.put(ticket, now);
            input(m, new Node.Input.Submit(ticket, ("m" + ticket).getBytes(StandardCharsets.UTF_8)));
        }
        return ticket;
    }

    void input(Member m, Node.Input input) {
        Node node = m.node;
        if (node == null) {
            return;
        }
        if (m.paused) {
            m.waiting.add(input);
            return;
        }
        Out out = new Out(m);
        if (!(input instanceof Node.Input.Tick)) {
            node.step(new Node.Input.Tick(now), out);
        }
        node.step(input, out);
        for (Node.Input answer = m.answers.poll(); answer != null; answer = m.answers.poll()) {
            node.step(answer, out);
        }
        sync(m);
        long wakeAt = Math.max(node.wakeAt(), now + 1);
        if (wakeAt != Long.MAX_VALUE && (m.wake <= now || wakeAt < m.wake)) {
            m.wake = wakeAt;
            at(wakeAt, () -> {
                if (m.wake == now) {
                    input(m, new Node.Input.Tick(now));
                }
            });
        }
    }

    private void sync(Member m) {
        if (!m.syncing && !m.unsynced.isEmpty()) {
            m.syncing = true;
            long life = m.incarnation;
            long upTo = m.handedOut;
            at(now + (shape.disks ? 1 + random.nextInt(2 * shape.syncMillis) : 0), () -> {
                if (m.incarnation == life && m.isUp()) {
                    m.syncing = false;
                    while (m.synced < upTo) {
                        m.disk = m.unsynced.remove().applyTo(m.disk);
                        m.synced++;
                    }
                    input(m, new Node.Input.Persisted(upTo));
                }
            });
        }
    }

    private void observed(String module, String action, int self, int peer, long x, long y) {
        happened.merge(module + "." + action, 1, Integer::sum);
    }

    // ---- Judging ----------------------------------------------------------------------------------------------------

    /** Everybody is up and has delivered everything. */
    void assertConverged() {
        for (Member m : members) {
            assertThat(m.state).as("MajorityProgress: deliveries of member %s", m.index).isEqualTo(order);
        }
    }

    private void delivered(Member m, long index, String message) {
        assertThat(index).as("GapFree at %s", m.index).isEqualTo(m.state.size() + 1);
        m.state.add(message);
        if (index <= order.size()) {
            assertThat(message).as("TotalOrder: entry %s at member %s", index, m.index)
                    .isEqualTo(order.get((int) index - 1));
        } else {
            order.add(message);
            assertThat(committed.add(message)).as("NoDuplication: %s is in the sequence twice", message).isTrue();
            String[] id = message.split(" ");
            String before = id[0] + " " + id[1] + " " + (Long.parseLong(id[2]) - 1);
            assertThat(id[2].equals("1") || order.stream().anyMatch(o -> o.startsWith(before + " ")))
                    .as("FifoTotal: %s without its predecessor", message).isTrue();
        }
    }

    private static byte[] encode(List<String> state) {
        return String.join("\n", state).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> decode(byte[] state) {
        return new ArrayList<>(List.of(new String(state, StandardCharsets.UTF_8).split("\n")));
    }

    private final class Out implements Node.Outbox {

        private final Member m;

        Out(Member m) {
            this.m = m;
        }

        @Override
        public void send(int peer, Packet packet) {
            packets++;
            packetsFrom[m.index]++;
            if (random.nextDouble() >= faults.loss()) {
                carry(peer, packet);
                if (random.nextDouble() < faults.duplicate()) {
                    carry(peer, packet);
                }
            }
        }

        private void carry(int peer, Packet packet) {
            int latency = faults.minLatency() + random.nextInt(faults.maxLatency() - faults.minLatency() + 1);
            int from = m.index;
            at(now + latency, () -> {
                if (!cut.test(from, peer)) {
                    input(members.get(peer), new Node.Input.Received(from, packet));
                }
            });
        }

        @Override
        public void persist(Write write) {
            m.unsynced.add(write);
            m.handedOut++;
        }

        @Override
        public void deliver(long index, Entry entry) {
            delivered(m, index, entry.origin() + " " + entry.incarnation() + " " + entry.seq() + " "
                    + new String(entry.payload(), StandardCharsets.UTF_8));
        }

        @Override
        public void outcome(long ticket, Outcome outcome) {
            assertThat(outcomes.put(ticket, outcome)).as("outcomes of %s", ticket).isNull();
            answeredAt.put(ticket, now);
            if (outcome instanceof Outcome.Committed(long index)) {
                assertThat(order.get((int) index - 1)).as("Validity").endsWith(" m" + ticket);
            }
        }

        @Override
        public void stateWanted() {
            m.answers.add(new Node.Input.StateTaken(m.state.size(), encode(m.state)));
        }

        @Override
        public void installState(long index, byte[] state) {
            m.state = decode(state);
            happened.merge("installed", 1, Integer::sum);
            assertThat(m.state).as("TotalOrder: the snapshot at member %s", m.index)
                    .isEqualTo(order.subList(0, (int) index));
        }

        @Override
        public void deliver(Order by, int origin, long seq, byte[] payload) {
            throw new AssertionError("nobody multicast in " + by);
        }

        @Override
        public void snapshotWanted(Order by, int peer, long sid) {
            throw new AssertionError("nobody multicast in " + by);
        }

        @Override
        public void install(Order by, long[] vec, byte[] state) {
            throw new AssertionError("nobody multicast in " + by);
        }
    }
}
