package org.espalier.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

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
import org.espalier.node.json.Json;
import org.espalier.node.json.JsonWriter;
import org.espalier.node.wire.Checksum;
import org.espalier.node.wire.MalformedPacket;
import org.espalier.node.wire.PacketCodec;
import org.espalier.node.workload.Group;
import org.espalier.node.workload.Replicated;
import org.espalier.node.workload.RequestException;
import org.espalier.node.workload.Result;
import org.espalier.node.workload.Workload;
import org.jspecify.annotations.Nullable;

/**
 * This node's part in the group: the host of the core's {@link Node}. It turns bodies into packets and packets into lines,
 * lets time pass in the core, and brings what is delivered to the workload.
 *
 * <p>What the core says to one peer in several steps leaves in as few messages as can be: packets wait until the event loop
 * has worked off its input.
 */
final class Cluster implements Group {

    /** The longest payload: it must fit into a line of the peer's, escaped, with others. */
    private static final int MAX_PAYLOAD_BYTES = 1 << 20;
    /** Bytes in one message after which no further frame is added: the longest that can come of it is still a line. */
    private static final int MAX_MESSAGE_BYTES = 1 << 20;
    /** Frames in one message. */
    private static final int MAX_FRAMES = 64;
    /** Payloads that are kept one by one for those who are behind; who is further behind gets a snapshot. */
    private static final int MAX_RETAINED = 1 << 16;
    private static final int MAX_HOLDBACK = 1 << 12;
    private static final int MIN_STREAMS = 64;
    /** Delays that double in a row stop at so many times the first: what a long partition costs once it has ended. */
    private static final int BACKOFF = 2;
    /** From the refusal or the end of a stream to the next subscription. */
    private static final long RETRY_MILLIS = 200;
    /** Heartbeats to one digest on a backup edge: often enough to be of use, seldom enough to cost nothing. */
    private static final int HEARTBEATS_PER_DIGEST = 4;
    /** Heartbeats that something known to be missing is waited for before a backup neighbour is asked for it. */
    private static final int HEARTBEATS_TO_GRAFT = 2;

    /** A request that waits longer is answered that its outcome is not known. Two seconds are promised. */
    private static final long ANSWER_AFTER_MILLIS = 1_500;
    /** Those who are next in line for an election wait a third of its delay longer, each. */
    private static final long ELECTIONS_APART = 3;
    private final Members members;
    private final String self;
    private final int index;
    private final Order order;
    private final Node node;
    private final boolean checksum;
    private final Writes writes;
    /** Requests on their way through the total order, by ticket; no more than the log takes. */
    private final Map<Long, Workload.Later> waitingFor = new HashMap<>();
    private final @Nullable Packet[] waiting;
    private final ArrayDeque<Integer> spokenTo = new ArrayDeque<>();
    /** What has come and waits for the end of the event loop's batch, so that all of it is answered together. */
    private final List<Node.Input> inbox = new ArrayList<>();
    /** The core's questions, and what the application says to them then: no sooner, for its state may still change. */
    private final ArrayDeque<Supplier<Node.Input>> questions = new ArrayDeque<>();
    private final Outbox outbox = new Outbox();
    private final JsonWriter lines = new JsonWriter(1 << 12);
    private @Nullable Replicated workload;
    /** What the last payload of this node's own came to, in FIFO and causal order. */
    private @Nullable Result own;
    /** How many entries of the total order were applied, and what the last one came to. */
    private long applied;
    private @Nullable Result last;
    private long tickets;
    private long now = Long.MIN_VALUE;
    private boolean started;

    /**
     * @param variant the core's behaviour: sound, or with a known defect
     * @param observer hears of the core's actions
     */
    Cluster(Options options, Members members, String self, Life life, Variant variant, Observer observer) {
        this.members = members;
        this.self = self;
        index = members.indexOf(self);
        order = options.order();
        checksum = variant.checksum();
        waiting = new Packet[members.size()];
        writes = new Writes(life.storage());
        node = new Node(config(options, members.size(), index, life.incarnation()), observer, variant.cast(),
                variant.log());
    }

    /**
     * The workload that takes in what is delivered, from what was recovered on; said once, before anything happens.
     *
     * @return how many entries of the total order the disk had, those of a snapshot included
     */
    long begin(Replicated workload) {
        this.workload = workload;
        if (order == Order.TOTAL) {
            Durable durable = writes.recover();
            durable.snapshot().ifPresent(s -> {
                workload.install(s.state());
                applied = s.index();
            });
            node.recover(durable, writes.takeTime());
            return durable.length();
        }
        return 0;
    }

    /** What comes next comes at {@code nowMillis}. */
    void at(long nowMillis) {
        if (nowMillis > now) {
            now = nowMillis;
            inbox.add(new Node.Input.Tick(nowMillis));
        }
    }

    /** Lets time come to {@code nowMillis}, and works off what has come by then. */
    void tick(long nowMillis) {
        started = true;
        now = nowMillis;
        step(new Node.Input.Tick(nowMillis));
    }

    /** From the next {@link #tick} on the member of that name is suspected, until it is heard, or for a while. */
    void suspect(String peer) {
        if (started) {
            inbox.add(new Node.Input.Suspect(members.indexOf(peer)));
        }
    }

    /** When the next {@link #tick} is due at the latest. */
    long wakeAt() {
        return started ? node.wakeAt() : 0;
    }

    /** Whether what this node multicasts goes beyond it at once. */
    boolean joined() {
        return node.joined();
    }

    /**
     * Takes in a body that the member with that index has sent.
     *
     * @throws MalformedPacket when it is not what the member has sent: then nothing was taken in
     */
    void receive(int from, Json.Obj body) throws MalformedPacket {
        if (checksum) {
            Checksum.check(body, members.id(from), self);
        }
        inbox.add(new Node.Input.Received(from, PacketCodec.decode(body, members.size())));
    }

    @Override
    public void submit(byte[] payload, Workload.Reply reply) throws RequestException {
        if (payload.length > MAX_PAYLOAD_BYTES) {
            throw RequestException.malformed(
                    "at most " + MAX_PAYLOAD_BYTES + " bytes of JSON, not " + payload.length);
        }
        if (order == Order.TOTAL) {
            waitingFor.put(++tickets, reply.later());
            inbox.add(new Node.Input.Submit(tickets, payload));
        } else {
            step(new Node.Input.Multicast(order, payload));
            Objects.requireNonNull(own, "a multicast is delivered here at once").to(reply);
            own = null;
        }
    }

    @Override
    public void neighbours(List<String> ids) throws RequestException {
        List<Integer> peers = new ArrayList<>(ids.size());
        for (String id : ids) {
            int peer = members.indexOf(id);
            if (peer < 0 || id.equals(self)) {
                throw RequestException.malformed("\"" + id + "\" is not another node of this group");
            }
            peers.add(peer);
        }
        step(new Node.Input.Neighbours(peers));
    }

    /** Whether something waits for a {@link #sync}, which waits for the disk; without a disk nothing does. */
    boolean awaitsDisk() {
        while (writes.areDue() && !writes.takeTime()) {
            sync();
        }
        return writes.areDue();
    }

    /** Makes durable what the log wants durable; what depends on it is to leave then. Many writes, one sync. */
    void sync() {
        if (writes.areDue()) {
            step(new Node.Input.Persisted(writes.sync()));
        }
    }

    void close() {
        writes.close();
    }

    /** What is to leave, one message in a line; the caller takes it out. */
    JsonWriter lines() {
        for (Integer peer = spokenTo.poll(); peer != null; peer = spokenTo.poll()) {
            leave(peer);
        }
        return lines;
    }

    /** Takes in this, after all that has come before. */
    private void step(Node.Input input) {
        inbox.add(input);
        node.step(inbox, outbox);
        inbox.clear();
        for (Supplier<Node.Input> question = questions.poll(); question != null; question = questions.poll()) {
            node.step(question.get(), outbox);
        }
    }

    private void leave(int peer) {
        Packet packet = waiting[peer];
        if (packet == null) {
            return;
        }
        waiting[peer] = null;
        for (int frame = 0; frame < packet.frames().size();) {
            lines.beginObject().name("src").string(self).name("dest").string(members.id(peer)).name("body");
            frame = PacketCodec.encode(packet, frame, MAX_MESSAGE_BYTES, self, members.id(peer), lines);
            lines.endObject().newline();
        }
    }

    private static Node.Config config(Options o, int members, int self, long incarnation) {
        long retransmit = o.retransmitAfterMillis();
        int arity = Math.max(1, Math.min(o.arity(), members - 1));
        ArqLink.Config link = new ArqLink.Config(o.window(), ArqLink.MAX_WINDOW, retransmit, BACKOFF * retransmit,
                o.ackAfterMillis(), retransmit, BACKOFF * retransmit);
        Detector.Config detector = new Detector.Config(members, o.suspectAfterMillis(),
                BACKOFF * o.suspectAfterMillis(), o.probeAfterMillis(), BACKOFF * o.probeAfterMillis());
        long attachRetry = Math.min(retransmit, o.heartbeatMillis());
        Tree.Config tree = new Tree.Config(members, arity, arity + 1, o.heartbeatMillis(), attachRetry,
                o.heartbeatMillis());
        CastConfig cast = new CastConfig(MAX_RETAINED, MAX_HOLDBACK, Math.max(MIN_STREAMS, members), RETRY_MILLIS,
                HEARTBEATS_PER_DIGEST * o.heartbeatMillis(), HEARTBEATS_TO_GRAFT * o.heartbeatMillis());
        return new Node.Config(self, members, incarnation, link, detector,
                o.topologyIsGiven() ? Optional.empty() : Optional.of(tree), cast,
                o.total() ? Optional.of(log(o, members)) : Optional.empty());
    }

    private static LogConfig log(Options o, int members) {
        LogConfig d = LogConfig.defaults(members);
        long stagger = Math.max(1, o.electAfterMillis() / ELECTIONS_APART);
        return new LogConfig(d.voters(), d.maxRetained(), d.maxUncommitted(), d.maxPending(), d.maxRelayed(),
                d.maxBatch(), d.maxBatchBytes(), d.maxSnapshotBytes(), o.beatMillis(), o.electAfterMillis(), stagger,
                d.resubmitAfterMillis(), ANSWER_AFTER_MILLIS, d.starAfter());
    }

    private final class Outbox implements Node.Outbox {

        @Override
        public void send(int peer, Packet packet) {
            Packet before = waiting[peer];
            if (before == null) {
                spokenTo.add(peer);
            } else if (before.src() == packet.src() && before.dst() == packet.dst()
                    && before.frames().size() + packet.frames().size() <= MAX_FRAMES) {
                List<Packet.Frame> frames = new ArrayList<>(before.frames());
                frames.addAll(packet.frames());
                waiting[peer] = new Packet(packet.src(), packet.dst(), frames);
                return;
            } else {
                leave(peer);
            }
            waiting[peer] = packet;
        }

        @Override
        public void deliver(Order by, int origin, long seq, byte[] payload) {
            Result result = workload().apply(payload);
            if (origin == index) {
                own = result;
            }
        }

        @Override
        public void snapshotWanted(Order by, int peer, long sid) {
            questions.add(() -> new Node.Input.SnapshotTaken(by, peer, sid, workload().snapshot()));
        }

        @Override
        public void install(Order by, long[] vec, byte[] state) {
            workload().install(state);
        }

        @Override
        public void persist(Write write) {
            writes.append(write);
        }

        @Override
        public void deliver(long at, Entry entry) {
            last = workload().apply(entry.payload());
            applied = at;
        }

        @Override
        public void outcome(long ticket, Outcome outcome) {
            Workload.Later later = Objects.requireNonNull(waitingFor.remove(ticket), "one outcome for each ticket");
            switch (outcome) {
                case Outcome.Committed(long at) when at == applied && last != null -> later.done(last);
                case Outcome.Committed done -> later.unknown("committed, but what it came to is not known here");
                case Outcome.NoQuorum no -> later.refused(
                        RequestException.temporarilyUnavailable("no majority of the voters is in reach"));
                case Outcome.BackPressured no -> later.refused(
                        RequestException.temporarilyUnavailable("too many requests are waiting"));
                case Outcome.Unknown unknown -> later.unknown("not committed in time; it may be, later");
            }
        }

        @Override
        public void stateWanted() {
            questions.add(() -> new Node.Input.StateTaken(applied, workload().snapshot()));
        }

        @Override
        public void installState(long at, byte[] state) {
            workload().install(state);
            applied = at;
            last = null;
        }

        private Replicated workload() {
            return Objects.requireNonNull(workload, "begin comes first");
        }
    }
}
