package org.espalier.core.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.espalier.core.Observer;
import org.espalier.core.cast.CastConfig;
import org.espalier.core.cast.CastInput;
import org.espalier.core.cast.CastMessage;
import org.espalier.core.cast.CastVariant;
import org.espalier.core.link.ArqLink;
import org.espalier.core.link.Detector;
import org.espalier.core.log.Durable;
import org.espalier.core.log.Entry;
import org.espalier.core.log.LogConfig;
import org.espalier.core.log.LogInput;
import org.espalier.core.log.LogMessage;
import org.espalier.core.log.LogVariant;
import org.espalier.core.log.Outcome;
import org.espalier.core.log.TreeLog;
import org.espalier.core.log.Write;
import org.espalier.core.overlay.Tree;
import org.jspecify.annotations.Nullable;

/**
 * One member of a group: it multicasts in FIFO, causal or total order to all members, along a tree that repairs itself.
 *
 * <p><b>What it promises.</b> Every FIFO or causal multicast is delivered at its origin within the step that makes it, and at every other
 * member once the faults cease; never twice, never altered, in the order asked for. Both hold on any overlay, so repair
 * costs time and never order. It is not uniform: what a member delivered before it crashed for good may reach nobody else.
 * Total order is: see {@link org.espalier.core.log.TreeLog}, which a member has when {@link Config#log} is there.
 *
 * <p><b>The caller's duties.</b> Begin with a {@link Input.Tick} and send another whenever {@link #wakeAt()} has come;
 * hand every {@link Outbox#send packet} to a network that may lose, repeat and reorder it; keep the incarnation on disk and
 * let it grow with every start; with a log, {@link #recover} first and make every {@link Outbox#persist write} durable. One thread at a time; nothing here blocks, reads a clock or draws a random number, so equal
 * inputs give equal outputs.
 *
 * <p><b>How it is put together.</b> The layers never call each other: what one says to another waits in a queue until the
 * first has finished its step, and the queue is run until it is empty. All frames for one peer leave in one packet at the
 * end of the step, with whatever acknowledgement or heartbeat is owed to that peer.
 */
public final class Node {

    /**
     * @param self index of this member in the order of the heap
     * @param members how many members there are
     * @param incarnation counts this member's starts, from 1
     * @param tree the overlay, or empty when the host says the neighbours with {@link Input.Neighbours}
     * @param log the total order, or empty for a group without one
     */
    public record Config(int self, int members, long incarnation, ArqLink.Config link, Detector.Config detector,
            Optional<Tree.Config> tree, CastConfig cast, Optional<LogConfig> log) {

        /** A group without a total order. */
        public Config(int self, int members, long incarnation, ArqLink.Config link, Detector.Config detector,
                Optional<Tree.Config> tree, CastConfig cast) {
            this(self, members, incarnation, link, detector, tree, cast, Optional.empty());
        }

        public Config {
            Objects.checkIndex(self, members);
            if (detector.members() != members || (tree.isPresent() && tree.get().members() != members)) {
                throw new IllegalArgumentException(
                        "a layer is configured for another number of members than " + members);
            }
        }
    }

    /** The only way in. */
    public sealed interface Input {

        /** The time is {@code nowMillis}, which never goes backwards. */
        record Tick(long nowMillis) implements Input {}

        /** {@code from} sent {@code packet}. */
        record Received(int from, Packet packet) implements Input {}

        /** The application multicasts {@code payload}, which nobody may change afterwards, in FIFO or causal order. */
        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Multicast(Order order, byte[] payload) implements Input {}

        /** The neighbours in an overlay of the host's own, from now on. Only without {@link Config#tree}. */
        record Neighbours(List<Integer> peers) implements Input {
            public Neighbours {
                peers = List.copyOf(peers);
            }
        }

        /** The answer to {@link Outbox#snapshotWanted}: the state after exactly the deliveries made so far. */
        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record SnapshotTaken(Order order, int peer, long sid, byte[] state) implements Input {}

        /**
         * The application multicasts {@code payload}, which nobody may change afterwards, in total order. What becomes of it
         * is said by {@link Outbox#outcome}.
         *
         * @param ticket any number, which the outcome quotes
         */
        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Submit(long ticket, byte[] payload) implements Input {}

        /** The first {@code writes} of all that {@link Outbox#persist} handed out in this life are durable. */
        record Persisted(long writes) implements Input {}

        /**
         * The host suspects another member, for a reason of its own or for none: no suspicion costs more than time. It is
         * trusted again when it is heard, or after a while.
         */
        record Suspect(int peer) implements Input {}

        /** The answer to {@link Outbox#stateWanted}: the state after the total order's entries so far, up to {@code index}. */
        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record StateTaken(long index, byte[] state) implements Input {}
    }

    /** The only way out. Called in the middle of a step: it must not call back. */
    public interface Outbox {

        /** Send {@code packet} to {@code peer}, once and without promise. */
        void send(int peer, Packet packet);

        /** Give the application message {@code seq} (from 1 for each origin and order) of {@code origin}. */
        void deliver(Order order, int origin, long seq, byte[] payload);

        /** {@code peer} lacks what this member no longer has one by one: answer with {@link Input.SnapshotTaken}. */
        void snapshotWanted(Order order, int peer, long sid);

        /** Replace the application's state by that after exactly the deliveries of {@code vec}. */
        void install(Order order, long[] vec, byte[] state);

        /**
         * Make this durable, in the order of the calls, and say {@link Input.Persisted}. Several may be made durable at once;
         * what depends on them is sent after that, and nothing else waits for it.
         */
        void persist(Write write);

        /** Give the application entry {@code index} of the total order; from 1, or from behind what was recovered. */
        void deliver(long index, Entry entry);

        /** What became of a submission. Committed comes directly after that entry's {@link #deliver(long, Entry)}. */
        void outcome(long ticket, Outcome outcome);

        /** The log has grown long: answer with {@link Input.StateTaken} after this step. */
        void stateWanted();

        /** Replace the application's state by that after the first {@code index} entries of the total order. */
        void installState(long index, byte[] state);

        /** There is an edge to {@code peer} now ({@code up}), or it is over. For people and traces. */
        default void edge(int peer, boolean up) {}
    }

    private final Config config;
    private final Observer observer;
    private final Overlay overlay;
    private final Casts casts;
    private final Sequence total;
    private final @Nullable Peer[] peers;
    private final List<Peer> met = new ArrayList<>();
    private final boolean[] neighbour;
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final ArrayDeque<Peer> spokenTo = new ArrayDeque<>();
    private long now = Long.MIN_VALUE;
    private long deadFrames;
    private Outbox out = Silence.OUTBOX;

    /** A member that has just started. */
    public Node(Config config, Observer observer) {
        this(config, observer, CastVariant.SOUND, LogVariant.SOUND);
    }

    /** The same, deliberately broken when a variant is not the sound one. */
    public Node(Config config, Observer observer, CastVariant variant, LogVariant logVariant) {
        this.config = config;
        this.observer = observer;
        overlay = new Overlay(config, observer, new OverlayUp());
        casts = new Casts(config, observer, variant, this::peer);
        total = new Sequence(config, observer, logVariant, this::peer);
        peers = new Peer[config.members()];
        neighbour = new boolean[config.members()];
        config.tree().ifPresent(t -> {
            for (int peer : Backups.of(config.self(), config.members(), t.arity())) {
                queue.add(() -> casts.all(new CastInput.BackupUp(peer), out));
            }
        });
    }

    /**
     * Puts what was on disk into the log; once, before the first step, of a group that has one. The host's state is then
     * that of the snapshot in {@code durable}, or empty.
     *
     * @param mayVote false for a member without a disk: it votes once the others say that this is its first life
     */
    public void recover(Durable durable, boolean mayVote) {
        total.recover(durable, mayVote);
    }

    /** Takes one input and everything that follows from it; all it has to say goes to {@code outbox} before it returns. */
    public void step(Input input, Outbox outbox) {
        out = outbox;
        take(input);
        finish();
    }

    /**
     * Takes several inputs of one moment, as if one after the other, and then says all that follows: in fewer packets, and in
     * total order with fewer writes, than one step each would take.
     */
    public void step(List<Input> inputs, Outbox outbox) {
        out = outbox;
        inputs.forEach(this::take);
        finish();
    }

    private void finish() {
        do {
            settle();
        } while (total.flush(out));
        flush();
        out = Silence.OUTBOX;
    }

    private void take(Input input) {
        switch (input) {
            case Input.Tick(long nowMillis) -> tick(nowMillis);
            case Input.Received(int from, Packet packet) -> received(peer(from), packet);
            case Input.Multicast(Order order, byte[] payload) ->
                casts.one(order, new CastInput.Multicast(payload), out);
            case Input.Neighbours(List<Integer> wanted) -> neighbours(wanted);
            case Input.SnapshotTaken(Order order, int peer, long sid, byte[] state) ->
                casts.one(order, new CastInput.SnapshotTaken(peer, sid, state), out);
            case Input.Submit(long ticket, byte[] payload) -> sequence(new LogInput.Submit(ticket, payload));
            case Input.Persisted(long writes) -> sequence(new LogInput.Persisted(writes));
            case Input.StateTaken(long index, byte[] state) -> sequence(new LogInput.StateTaken(index, state));
            case Input.Suspect(int peer) -> suspect(peer);
        }
        settle();
    }

    /** When the next {@link Input.Tick} is needed, in the ticks' own time; {@code Long.MAX_VALUE} for never. */
    public long wakeAt() {
        long at = Math.min(overlay.wakeAt(), Math.min(casts.wakeAt(), total.wakeAt()));
        for (int i = 0; i < met.size(); i++) {
            at = Math.min(at, met.get(i).link.wakeAt());
        }
        return at;
    }

    /** The parent in the overlay, or -1. */
    public int parent() {
        return overlay.parent();
    }

    /**
     * Whether this member has taken its place in the overlay: what it multicasts goes to its parent at once. The lowest
     * member has no parent to wait for, nor has one whose neighbours the host says.
     */
    public boolean joined() {
        int parent = parent();
        return config.tree().isEmpty() || config.self() == 0 || (parent >= 0 && casts.serve(parent));
    }

    /** The neighbours in the overlay now, ascending. */
    public List<Integer> neighbours() {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < neighbour.length; i++) {
            if (neighbour[i]) {
                indices.add(i);
            }
        }
        return indices;
    }

    /** The log, to be looked at; empty in a group without one. */
    public Optional<TreeLog> log() {
        return Optional.ofNullable(total.log());
    }

    /** Frames dropped because they came from, or were for, an incarnation that is over. */
    public long deadFrames() {
        return deadFrames;
    }

    /** All that this member is between two steps; a copy. */
    public NodeState snapshot() {
        List<NodeState.Met> links = new ArrayList<>(met.size());
        for (Peer peer : met) {
            links.add(new NodeState.Met(peer.index, peer.incarnation, peer.link.snapshot()));
        }
        return new NodeState(overlay.detector(), overlay.tree(), casts.fifo(), casts.causal(),
                log().map(TreeLog::snapshot), links, neighbours());
    }

    /**
     * Becomes what {@code state} says, in the same incarnation: what is due is due at the next tick.
     *
     * @throws IllegalStateException when this member has taken a step already
     * @throws IllegalArgumentException when the state is one of another kind of group
     */
    public void restore(NodeState state) {
        if (now != Long.MIN_VALUE || !met.isEmpty()) {
            throw new IllegalStateException("only a member that has just been made can become another");
        }
        overlay.restore(state);
        casts.restore(state);
        if (state.total().isPresent() != config.log().isPresent()) {
            throw new IllegalArgumentException("one of the two keeps a total order, the other does not");
        }
        log().ifPresent(l -> state.total().ifPresent(l::restore));
        for (NodeState.Met link : state.peers()) {
            peer(link.peer()).restore(link);
        }
        for (int peer : state.neighbours()) {
            neighbour[peer] = true;
        }
    }

    // ---- Inputs -----------------------------------------------------------------------------------------------------

    private void tick(long nowMillis) {
        if (nowMillis <= now) {
            return;
        }
        now = nowMillis;
        overlay.watch(now);
        settle();
        overlay.tick(now);
        settle();
        casts.all(new CastInput.Tick(now), out);
        sequence(new LogInput.Tick(now));
        for (int i = 0; i < met.size(); i++) {
            met.get(i).tick(now);
        }
    }

    private void received(Peer from, Packet packet) {
        if (packet.src() < from.incarnation) {
            deadFrames += packet.frames().size();
            return;
        }
        from.incarnation = packet.src();
        overlay.heard(from.index);
        settle(); // so that the overlay trusts the sender before it takes its frames
        boolean forMe = packet.dst() == 0 || packet.dst() == config.incarnation();
        for (Packet.Frame frame : packet.frames()) {
            switch (frame) {
                // The link itself answers what was meant for an earlier incarnation, so that the sender learns of this one.
                case Packet.OnLink(ArqLink.Message<Packet.Body> message) -> from.onLink(message);
                case Packet.OnTree(Tree.Message message) when forMe && overlay.isOurs() ->
                    overlay.received(from.index, message);
                case Packet.Hint(Packet.Body body) when forMe -> received(from.index, body);
                case Packet.OnTree dead -> deadFrames++;
                case Packet.Hint dead -> deadFrames++;
            }
            settle();
        }
    }

    private void neighbours(List<Integer> wanted) {
        if (overlay.isOurs()) {
            throw new IllegalArgumentException("this member chooses its neighbours itself");
        }
        for (int peer = 0; peer < config.members(); peer++) {
            boolean want = peer != config.self() && wanted.contains(peer);
            if (want != neighbour[peer]) {
                edge(peer, want);
            }
        }
    }

    private void suspect(int peer) {
        if (peer == config.self()) {
            throw new IllegalArgumentException("a member does not suspect itself");
        }
        overlay.suspect(peer);
    }

    // ---- Between the layers -----------------------------------------------------------------------------------------

    private void settle() {
        for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
            next.run();
        }
    }

    private void flush() {
        for (Peer peer = spokenTo.poll(); peer != null; peer = spokenTo.poll()) {
            peer.ride();
            overlay.flush(peer.index);
            settle();
            total.flush(out);
            peer.leave(config.incarnation(), out);
        }
    }

    private void edge(int peer, boolean up) {
        neighbour[peer] = up;
        out.edge(peer, up);
        casts.all(up ? new CastInput.EdgeUp(peer) : new CastInput.EdgeDown(peer), out);
        sequence(up ? new LogInput.EdgeUp(peer) : new LogInput.EdgeDown(peer));
    }

    private void received(int peer, Packet.Body body) {
        switch (body) {
            case Packet.OnCast(Order order, CastMessage message) ->
                casts.one(order, new CastInput.Received(peer, message), out);
            case Packet.OnLog(LogMessage message) -> sequence(new LogInput.Received(peer, message));
        }
    }

    private void sequence(LogInput input) {
        total.step(input, out);
    }

    private Peer peer(int index) {
        Peer known = peers[index];
        if (known != null) {
            return known;
        }
        ArqLink<Packet.Body> link = new ArqLink<>(config.link(), config.self(), index, config.incarnation(), observer);
        Peer peer = new Peer(index, link, new LinkUp());
        peers[index] = peer;
        met.add(peer);
        if (now != Long.MIN_VALUE) {
            peer.tick(now);
        }
        return peer;
    }

    /** What the links tell the layers above. */
    private final class LinkUp implements Peer.Upcalls {

        @Override
        public void delivered(int peer, Packet.Body body) {
            queue.add(() -> Node.this.received(peer, body));
        }

        @Override
        public void reset(int peer) {
            queue.add(() -> {
                casts.all(new CastInput.LinkReset(peer), out);
                sequence(new LogInput.LinkReset(peer));
            });
        }

        @Override
        public void room(int peer) {
            queue.add(() -> {
                casts.all(new CastInput.Ready(peer), out);
                sequence(new LogInput.Ready(peer));
            });
        }

        @Override
        public void spoken(Peer peer) {
            spokenTo.add(peer);
        }
    }

    /** What the overlay tells the layers beside it. */
    private final class OverlayUp implements Overlay.Upcalls {

        @Override
        public void send(int to, Tree.Message message) {
            peer(to).say(new Packet.OnTree(message));
        }

        @Override
        public void edge(int peer, boolean up) {
            Node.this.edge(peer, up);
        }

        @Override
        public void later(Runnable action) {
            queue.add(action);
        }
    }
}
