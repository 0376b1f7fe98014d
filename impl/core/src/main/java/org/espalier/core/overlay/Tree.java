package org.espalier.core.overlay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.espalier.core.Observer;

/**
 * One member's part in the overlay tree: it finds a parent, takes in children, and repairs both when members are
 * suspected, cut off or restarted.
 *
 * <p><b>What it promises.</b> The parent's index is always below the member's own, so there is never a cycle; there are
 * never more than {@link Config#maxKids} children. Once suspicion tells the truth, the members of every fragment form one
 * tree, provided that each of them except the lowest can exchange frames with some lower one; when nobody is suspected,
 * everyone's parent is its {@linkplain Heap#parent parent in the heap}. Nothing above may depend on more than that:
 * between repairs two members may disagree about the edge between them.
 *
 * <p><b>An edge is a pair of a child and a version.</b> A version names one attempt to attach to one member and is never
 * used for another; the member that was asked makes a version an edge at most once. So both ends see
 * {@link Outbox#edgeUp} at most once for one edge, and a frame of an attempt that is over is recognised whenever it
 * arrives. Versions begin at the incarnation, which the host keeps on disk, and therefore survive a restart.
 *
 * <p><b>The caller's duties.</b> Hand in a {@link Input.Tick} first, and another whenever {@link #wakeAt()} has come.
 * Say {@link Input.Suspect} and {@link Input.Trust} for every member whose suspicion changes, watched or not: a suspicion
 * stays until it is taken back. When a frame of a suspected member arrives, say {@code Trust} before {@code Received},
 * or the frame is dropped. Not thread-safe; never blocks.
 *
 * <p>The heartbeats of both directions cost no datagram where there is traffic: {@link Input.Flush} announces one that is
 * about to leave anyway, and a heartbeat rides on it when half of its interval has passed.
 */
// spec: Tree.tla
public final class Tree {

    /** The most starts that a member may count; milliseconds since 1970 fit until the year 2248. */
    public static final long MAX_INCARNATION = (1L << 43) - 1;

    static final String MODULE = "Tree";

    /** Attempts of one life: a version is the incarnation above, the attempt below. */
    private static final int ATTEMPT_BITS = 20;

    /**
     * @param members how many members there are
     * @param arity the arity of the heap
     * @param maxKids the most children a member has, at least {@code arity}; what is beyond {@code arity} lets a member
     *     keep its own children while it houses orphans
     * @param heartbeatMillis between two heartbeats on an edge, in each direction
     * @param attachRetryMillis until an unanswered ATTACH is repeated, doubling up to {@code heartbeatMillis}; longer
     *     than a round trip
     * @param pollMillis between two attempts at a better parent of a member that has one
     */
    public record Config(int members, int arity, int maxKids, long heartbeatMillis, long attachRetryMillis,
            long pollMillis) {
        public Config {
            new Heap(members, arity);
            if (maxKids < arity) {
                throw new IllegalArgumentException("maxKids " + maxKids + " is below the arity " + arity);
            }
            if (attachRetryMillis < 1 || heartbeatMillis < attachRetryMillis || pollMillis < attachRetryMillis) {
                throw new IllegalArgumentException("need 1 <= attachRetryMillis <= heartbeatMillis and pollMillis, not "
                        + attachRetryMillis + ", " + heartbeatMillis + ", " + pollMillis);
            }
        }
    }

    /** What members say to each other. All may be lost, repeated and overtaken. */
    public sealed interface Message {

        /** The attempt, or the edge it has become, that this message is about. */
        long ver();

        /** "Be my parent"; from a child, "I am still yours". */
        record Attach(long ver) implements Message {}

        /** "You are my child." */
        record Accept(long ver) implements Message {}

        /** "You are not my child"; {@code kids} are worth asking instead, in ascending order, and may be none. */
        record Busy(long ver, List<Integer> kids) implements Message {
            public Busy {
                kids = List.copyOf(kids);
            }
        }

        /** "I am not your child." */
        record Detach(long ver) implements Message {}
    }

    /** The only way in. */
    public sealed interface Input {

        /** The time is {@code nowMillis}, which never goes backwards. */
        record Tick(long nowMillis) implements Input {}

        /** From now on {@code peer} is suspected. */
        record Suspect(int peer) implements Input {}

        /** From now on {@code peer} is trusted again. */
        record Trust(int peer) implements Input {}

        /** {@code from} sent {@code message}. */
        record Received(int from, Message message) implements Input {}

        /** A datagram is about to leave for {@code peer}: what is said to that peer in this step costs nothing. */
        record Flush(int peer) implements Input {}
    }

    /** The only way out. Called in the middle of a step: it must not call back. */
    public interface Outbox {

        void send(int to, Message message);

        /** The edge between this member and {@code peer}, its parent or child, is new: nothing was carried on it yet. */
        void edgeUp(int peer);

        /** That edge is over. */
        void edgeDown(int peer);

        /** Suspicion of {@code peer} is wanted from now on. */
        void watch(int peer);

        /** It is not wanted any more, except that a suspicion already told must still be taken back one day. */
        void unwatch(int peer);
    }

    /**
     * The variables of the specification, and the suspicion, which the specification leaves to chance.
     *
     * @param kids ascending
     * @param seen per member, the highest version of an edge from it that was made or ended here; 0 for none
     * @param suspected ascending
     */
    public record State(int par, long pv, int cand, long ver, List<Integer> kids, List<Long> seen,
            List<Integer> suspected) {
        public State {
            kids = List.copyOf(kids);
            seen = List.copyOf(seen);
            suspected = List.copyOf(suspected);
        }
    }

    private final Config config;
    private final int self;
    private final boolean[] suspected;
    private final Beats beats;
    private final Upward up;
    private final Downward down;
    private long staleFrames;
    private long framesFromSuspects;

    /**
     * A member that has just started: no parent, no children, nobody suspected.
     *
     * @param incarnation counts this member's starts, from 1 to {@link #MAX_INCARNATION}, and grows with each: it must be
     *     on disk before this call
     * @param observer sees every action; {@code x} is the version it is about, {@code y} the member that
     *     {@code OnAttach} evicts or that {@code OnBusy} asks next, -1 for none
     */
    public Tree(Config config, int self, long incarnation, Observer observer) {
        Objects.checkIndex(self, config.members());
        if (incarnation < 1 || incarnation > MAX_INCARNATION) {
            throw new IllegalArgumentException("incarnation out of range: " + incarnation);
        }
        this.config = config;
        this.self = self;
        this.suspected = new boolean[config.members()];
        this.beats = new Beats(config);
        Heap heap = new Heap(config.members(), config.arity());
        this.up = new Upward(self, heap, (incarnation << ATTEMPT_BITS) + 1, j -> suspected[j], beats, observer);
        this.down = new Downward(self, config, beats, observer);
    }

    /** Takes one input, to quiescence. */
    public void step(Input input, Outbox out) {
        switch (input) {
            case Input.Tick(long nowMillis) -> {
                beats.tick(nowMillis);
                retry(out);
                refresh(out);
                down.pingWhereDue(out);
            }
            case Input.Suspect(int peer) -> {
                suspected[peer] = true;
                leave(peer, out);
                giveUp(peer, out);
                dropKid(peer, out);
            }
            case Input.Trust(int peer) -> {
                suspected[peer] = false;
                beats.pollNow();
            }
            case Input.Received(int from, Message message) -> receive(from, message, self, out);
            case Input.Flush(int peer) -> {
                up.ride(peer, out);
                down.ride(peer, out);
            }
        }
        poll(out);
    }

    // ---------------------------------------------------------------- the actions of the specification, one by one

    /**
     * One frame, one action at most; one that is not observed is counted.
     *
     * @param turn which of the members that a refusal names is asked, where there are several
     */
    void receive(int from, Message message, int turn, Outbox out) {
        if (suspected[from]) {
            framesFromSuspects++;
            return;
        }
        boolean current = switch (message) {
            case Message.Attach(long v) -> down.onAttach(from, v, out);
            case Message.Accept(long v) -> up.onAccept(from, v, out);
            case Message.Busy(long v, List<Integer> members) -> up.onBusy(from, v, members, turn, out);
            case Message.Detach(long v) -> down.onDetach(from, v, out);
        };
        if (!current) {
            staleFrames++;
        }
    }

    boolean poll(Outbox out) {
        return up.poll(out);
    }

    boolean retry(Outbox out) {
        return up.retry(out);
    }

    boolean refresh(Outbox out) {
        return up.refreshIfDue(out);
    }

    boolean ping(int peer, Outbox out) {
        return down.ping(peer, out);
    }

    boolean giveUp(int peer, Outbox out) {
        return up.giveUp(peer, out);
    }

    boolean leave(int peer, Outbox out) {
        return up.leave(peer, out);
    }

    boolean dropKid(int peer, Outbox out) {
        return down.dropKid(peer, out);
    }

    // ---------------------------------------------------------------- what a host sees

    /** The parent, or -1. */
    public int parent() {
        return up.parent();
    }

    /** The member being asked to become the parent, or -1. */
    public int candidate() {
        return up.candidate();
    }

    /** The children, ascending; a copy. */
    public List<Integer> kids() {
        return down.kids();
    }

    /** When the next {@link Input.Tick} is needed, in the ticks' own time; {@code Long.MAX_VALUE} for never. */
    public long wakeAt() {
        return beats.started() ? Math.min(up.wakeAt(), down.wakeAt()) : Long.MIN_VALUE;
    }

    /** Frames of attempts and edges that are over, dropped or answered with DETACH. */
    public long staleFrames() {
        return staleFrames;
    }

    /** Frames dropped because their sender was suspected. */
    public long framesFromSuspects() {
        return framesFromSuspects;
    }

    /**
     * Puts this member into {@code state}, without a word to the outbox. What is due is due at the next tick.
     */
    public void restore(State state) {
        if (state.seen().size() != config.members()) {
            throw new IllegalArgumentException("a state of " + state.seen().size() + " members");
        }
        Arrays.fill(suspected, false);
        state.suspected().forEach(j -> suspected[j] = true);
        up.restore(state.par(), state.pv(), state.cand(), state.ver());
        down.restore(state.kids(), state.seen());
        beats.forget();
    }

    /** The state in the specification's terms. */
    public State snapshot() {
        List<Long> seen = new ArrayList<>();
        List<Integer> doubted = new ArrayList<>();
        for (int j = 0; j < suspected.length; j++) {
            seen.add(down.seen(j));
            if (suspected[j]) {
                doubted.add(j);
            }
        }
        return new State(up.parent(), up.parentVersion(), up.candidate(), up.version(), down.kids(), seen, doubted);
    }
}
