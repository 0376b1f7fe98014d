package org.espalier.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.espalier.core.Observer;
import org.espalier.core.cast.CastConfig;
import org.espalier.core.link.ArqLink;
import org.espalier.core.link.Detector;
import org.espalier.core.log.Durable;
import org.espalier.core.log.Entry;
import org.espalier.core.log.LogConfig;
import org.espalier.core.log.Outcome;
import org.espalier.core.log.Write;
import org.espalier.core.node.Node;
import org.espalier.core.node.Order;
import org.espalier.core.node.Packet;
import org.espalier.core.overlay.Tree;

/** One member with a disk that is always in time, in a process with all the others. */
final class Host implements Node.Outbox {

    /** Where packets, deliveries and outcomes go. */
    interface World {

        void send(int from, int to, Packet packet);

        void delivered(int at, long index, Entry entry);

        void outcome(int at, long ticket, Outcome outcome);
    }

    final Node node;
    private final int self;
    private final World world;
    private final List<Node.Input> inbox = new ArrayList<>();
    private final ArrayDeque<Node.Input> answers = new ArrayDeque<>();
    private long written;
    private long reported;
    private long applied;

    Host(int self, int members, int arity, long heartbeatMillis, World world) {
        this.self = self;
        this.world = world;
        long h = heartbeatMillis;
        node = new Node(new Node.Config(self, members, 1, new ArqLink.Config(64, 64, h, 2 * h, h / 4, h, 2 * h),
                new Detector.Config(members, 4 * h, 8 * h, 4 * h, 8 * h),
                Optional.of(new Tree.Config(members, arity, arity + 1, h, h / 2, h)),
                new CastConfig(1 << 10, 1 << 10, arity + 3, h, 4 * h, 4 * h), Optional.of(log(members, h))),
                Observer.NONE);
        node.recover(Durable.EMPTY, true);
    }

    private static LogConfig log(int members, long h) {
        LogConfig d = LogConfig.defaults(members);
        return new LogConfig(d.voters(), d.maxRetained(), d.maxUncommitted(), d.maxPending(), d.maxRelayed(),
                d.maxBatch(), d.maxBatchBytes(), d.maxSnapshotBytes(), h, 10 * h, 2 * h, 8 * h, 40 * h, d.starAfter());
    }

    void step(Node.Input input) {
        node.step(input, this);
        answer();
    }

    /** What has come meanwhile will be taken in with {@link #work}. */
    void later(Node.Input input) {
        inbox.add(input);
    }

    /** Takes in all that has come. */
    void work() {
        if (!inbox.isEmpty()) {
            node.step(inbox, this);
            inbox.clear();
            answer();
        }
    }

    private void answer() {
        while (!answers.isEmpty() || reported < written) {
            Node.Input answer = answers.poll();
            if (answer == null) {
                reported = written;
                answer = new Node.Input.Persisted(reported);
            }
            node.step(answer, this);
        }
    }

    @Override
    public void send(int peer, Packet packet) {
        world.send(self, peer, packet);
    }

    @Override
    public void persist(Write write) {
        written++;
    }

    @Override
    public void deliver(long index, Entry entry) {
        applied = index;
        world.delivered(self, index, entry);
    }

    @Override
    public void outcome(long ticket, Outcome outcome) {
        world.outcome(self, ticket, outcome);
    }

    @Override
    public void stateWanted() {
        answers.add(new Node.Input.StateTaken(applied, new byte[0]));
    }

    @Override
    public void installState(long index, byte[] state) {
        applied = index;
    }

    @Override
    public void deliver(Order order, int origin, long seq, byte[] payload) {
        throw new IllegalStateException("nobody multicasts in " + order);
    }

    @Override
    public void snapshotWanted(Order order, int peer, long sid) {
        throw new IllegalStateException("nobody multicasts in " + order);
    }

    @Override
    public void install(Order order, long[] vec, byte[] state) {
        throw new IllegalStateException("nobody multicasts in " + order);
    }
}
