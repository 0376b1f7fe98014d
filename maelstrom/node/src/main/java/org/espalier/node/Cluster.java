package org.espalier.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.espalier.core.Observer;
import org.espalier.core.cast.CastConfig;
import org.espalier.core.cast.CastVariant;
import org.espalier.core.link.ArqLink;
import org.espalier.core.link.Detector;
import org.espalier.core.log.Entry;
import org.espalier.core.log.LogVariant;
import org.espalier.core.log.Outcome;
import org.espalier.core.log.Write;
import org.espalier.core.node.Node;
import org.espalier.core.node.Order;
import org.espalier.core.node.Packet;
import org.espalier.core.overlay.Tree;
import org.espalier.node.json.Json;
import org.espalier.node.json.JsonWriter;
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

    private final Members members;
    private final String self;
    private final Order order;
    private final Node node;
    private final @Nullable Packet[] waiting;
    private final ArrayDeque<Integer> spokenTo = new ArrayDeque<>();
    private final ArrayDeque<Node.Input> answers = new ArrayDeque<>();
    private final Outbox outbox = new Outbox();
    private final JsonWriter lines = new JsonWriter(1 << 12);
    private @Nullable Replicated workload;
    /** What the last payload of this node's own came to. */
    private @Nullable Result own;
    private boolean started;

    /**
     * @param incarnation this life of the node, greater than any before it
     * @param variant the core's behaviour: sound, or with a known defect
     */
    Cluster(Options options, Members members, String self, long incarnation, CastVariant variant) {
        this.members = members;
        this.self = self;
        order = options.causal() ? Order.CAUSAL : Order.FIFO;
        waiting = new Packet[members.size()];
        node = new Node(config(options, members.size(), members.indexOf(self), incarnation), Observer.NONE, variant,
                LogVariant.SOUND);
    }

    /** The workload that takes in what is delivered; said once, before anything happens. */
    void deliverTo(Replicated workload) {
        this.workload = workload;
    }

    /** Lets time come to {@code nowMillis}. */
    void tick(long nowMillis) {
        started = true;
        step(new Node.Input.Tick(nowMillis));
    }

    /** When the next {@link #tick} is due at the latest. */
    long wakeAt() {
        return started ? node.wakeAt() : 0;
    }

    /** Whether what this node multicasts goes beyond it at once. */
    boolean joined() {
        return node.joined();
    }

    /** Takes in a body that the member with that index has sent. */
    void receive(int from, Json.Obj body) throws MalformedPacket {
        step(new Node.Input.Received(from, PacketCodec.decode(body, members.size())));
    }

    @Override
    public void submit(byte[] payload, Workload.Reply reply) throws RequestException {
        if (payload.length > MAX_PAYLOAD_BYTES) {
            throw RequestException.malformed(
                    "at most " + MAX_PAYLOAD_BYTES + " bytes of JSON, not " + payload.length);
        }
        step(new Node.Input.Multicast(order, payload));
        Objects.requireNonNull(own, "a multicast is delivered here at once").to(reply);
        own = null;
    }

    @Override
    public void neighbours(List<String> ids) throws RequestException {
        List<Integer> peers = new ArrayList<>(ids.size());
        for (String id : ids) {
            int index = members.indexOf(id);
            if (index < 0 || id.equals(self)) {
                throw RequestException.malformed("\"" + id + "\" is not another node of this group");
            }
            peers.add(index);
        }
        step(new Node.Input.Neighbours(peers));
    }

    /** What is to leave, one message in a line; the caller takes it out. */
    JsonWriter lines() {
        for (Integer peer = spokenTo.poll(); peer != null; peer = spokenTo.poll()) {
            leave(peer);
        }
        return lines;
    }

    private void step(Node.Input input) {
        node.step(input, outbox);
        for (Node.Input answer = answers.poll(); answer != null; answer = answers.poll()) {
            node.step(answer, outbox);
        }
    }

    private void leave(int peer) {
        Packet packet = waiting[peer];
        if (packet != null) {
            waiting[peer] = null;
            lines.beginObject().name("src").string(self).name("dest").string(members.id(peer)).name("body");
            PacketCodec.encode(packet, lines);
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
                o.topologyIsGiven() ? Optional.empty() : Optional.of(tree), cast);
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
            if (origin == members.indexOf(self)) {
                own = result;
            }
        }

        @Override
        public void snapshotWanted(Order by, int peer, long sid) {
            answers.add(new Node.Input.SnapshotTaken(by, peer, sid, workload().snapshot()));
        }

        @Override
        public void install(Order by, long[] vec, byte[] state) {
            workload().install(state);
        }

        @Override
        public void persist(Write write) {
            throw new IllegalStateException("a write without a log");
        }

        @Override
        public void deliver(long index, Entry entry) {
            throw new IllegalStateException("an entry without a log");
        }

        @Override
        public void outcome(long ticket, Outcome outcome) {
            throw new IllegalStateException("an outcome without a log");
        }

        @Override
        public void stateWanted() {
            throw new IllegalStateException("a question without a log");
        }

        @Override
        public void installState(long index, byte[] state) {
            throw new IllegalStateException("a snapshot without a log");
        }

        private Replicated workload() {
            return Objects.requireNonNull(workload, "deliverTo comes first");
        }
    }
}
