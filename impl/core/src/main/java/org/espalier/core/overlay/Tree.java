package org.espalier.core.overlay;

import static org.espalier.core.overlay.Heap.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.espalier.core.Observer;
import org.espalier.core.SpecViolation;

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
 * used for another; the member that was asked gives each version one answer and keeps to it. So both ends see
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

    private static final String MODULE = "Tree";

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
     * @param seen per member, the highest version it has shown; 0 for none
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
    private final Heap heap;
    private final int self;
    private final Observer observer;

    // The specification's variables.
    private int par = NONE;
    private long pv;
    private int cand = NONE;
    private long ver;
    private final Kids kids;
    private final long[] seen;

    private final boolean[] suspected;
    private final boolean[] watched;
    private final Beats beats;
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
        this.config = config;
        this.heap = new Heap(config.members(), config.arity());
        this.self = Objects.checkIndex(self, config.members());
        this.observer = observer;
        if (incarnation < 1 || incarnation > MAX_INCARNATION) {
            throw new IllegalArgumentException("incarnation out of range: " + incarnation);
        }
        this.ver = (incarnation << ATTEMPT_BITS) + 1;
        this.kids = new Kids(config.maxKids());
        this.seen = new long[config.members()];
        this.suspected = new boolean[config.members()];
        this.watched = new boolean[config.members()];
        this.beats = new Beats(config);
    }

    /** Takes one input, to quiescence. */
    public void step(Input input, Outbox out) {
        switch (input) {
            case Input.Tick(long nowMillis) -> {
                beats.tick(nowMillis);
                retryIfDue(out);
                refreshIfDue(out);
                pingWhereDue(out);
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
            case Input.Received(int from, Message message) -> receive(from, message, out);
            case Input.Flush(int peer) -> ride(peer, out);
        }
        poll(out);
        checkInvariants();
    }

    private void receive(int from, Message message, Outbox out) {
        if (suspected[from]) {
            framesFromSuspects++;
            return;
        }
        boolean taken = switch (message) {
            case Message.Attach(long v) -> onAttach(from, v, out);
            case Message.Accept(long v) -> onAccept(from, v, out);
            case Message.Busy(long v, List<Integer> members) -> onBusy(from, v, members, out);
            case Message.Detach(long v) -> onDetach(from, v, out);
        };
        if (!taken) {
            staleFrames++;
        }
    }

    // ---- The child's side -------------------------------------------------------------------------------------------

    // spec: Tree.tla!Poll
    private boolean poll(Outbox out) {
        if (cand != NONE || !beats.pollDue()) {
            return false;
        }
        int best = best();
        if (best == NONE || best == par) {
            return false;
        }
        ask(best, out);
        observer.observe(MODULE, "Poll", self, best, ver, 0);
        return true;
    }

    // spec: Tree.tla!Retry
    private void retryIfDue(Outbox out) {
        if (cand != NONE && beats.retryDue()) {
            beats.askedAgain();
            out.send(cand, new Message.Attach(ver));
            observer.observe(MODULE, "Retry", self, cand, ver, 0);
        }
    }

    private void refreshIfDue(Outbox out) {
        if (par != NONE && beats.refreshDue()) {
            refresh(out);
        }
    }

    // spec: Tree.tla!Refresh
    private void refresh(Outbox out) {
        beats.refreshed();
        out.send(par, new Message.Attach(pv));
        observer.observe(MODULE, "Refresh", self, par, pv, 0);
    }

    // spec: Tree.tla!GiveUp
    private boolean giveUp(int peer, Outbox out) {
        if (cand != peer) {
            return false;
        }
        long v = ver;
        ver++;
        cand = NONE;
        rewatch(peer, out);
        beats.pollNow();
        observer.observe(MODULE, "GiveUp", self, peer, v, 0);
        return true;
    }

    // spec: Tree.tla!Leave
    private boolean leave(int peer, Outbox out) {
        if (par != peer) {
            return false;
        }
        long v = pv;
        orphan(out);
        observer.observe(MODULE, "Leave", self, peer, v, 0);
        return true;
    }

    // spec: Tree.tla!OnAccept
    private boolean onAccept(int a, long v, Outbox out) {
        if (a == par && v == pv) {
            observer.observe(MODULE, "OnAccept", self, a, v, 0);
            return true;
        }
        if (a == cand && v == ver) {
            take(a, out);
            observer.observe(MODULE, "OnAccept", self, a, v, 0);
            return true;
        }
        // An accepter that this member does not want: untold, it would keep a ghost among its children.
        out.send(a, new Message.Detach(v));
        observer.observe(MODULE, "OnAccept", self, a, v, 0);
        return false;
    }

    private void take(int a, Outbox out) {
        int old = par;
        long oldPv = pv;
        par = a;
        pv = ver;
        cand = NONE;
        ver++;
        if (old != NONE) {
            out.edgeDown(old);
            out.send(old, new Message.Detach(oldPv));
            rewatch(old, out);
        }
        out.edgeUp(a);
        beats.refreshed();
        beats.pollLater(config.pollMillis());
    }

    // spec: Tree.tla!OnBusy
    private boolean onBusy(int a, long v, List<Integer> members, Outbox out) {
        if (a == par && v == pv) {
            orphan(out);
            observer.observe(MODULE, "OnBusy", self, a, v, NONE);
            return true;
        }
        if (a != cand || v != ver) {
            return false;
        }
        ver++;
        cand = NONE;
        int next = par == NONE ? redirect(a, members) : NONE;
        if (next != NONE) {
            ask(next, out);
        } else {
            beats.pollLater(par == NONE ? config.attachRetryMillis() : config.pollMillis());
        }
        rewatch(a, out);
        observer.observe(MODULE, "OnBusy", self, a, v, next);
        return true;
    }

    /** Whom to ask after {@code a} was full: a child of it, above this member's place; members spread over them. */
    // spec: Tree.tla!Redirects
    private int redirect(int a, List<Integer> members) {
        List<Integer> open = new ArrayList<>(members);
        open.removeIf(c -> c <= a || c >= self || suspected[c]);
        return open.isEmpty() ? NONE : open.get(self % open.size());
    }

    private void ask(int a, Outbox out) {
        cand = a;
        beats.asked();
        rewatch(a, out);
        out.send(a, new Message.Attach(ver));
    }

    private void orphan(Outbox out) {
        int old = par;
        par = NONE;
        pv = 0;
        out.edgeDown(old);
        rewatch(old, out);
        beats.pollNow();
    }

    // ---- The parent's side ------------------------------------------------------------------------------------------

    // spec: Tree.tla!OnAttach
    private boolean onAttach(int i, long v, Outbox out) {
        if (i <= self || v < seen[i]) {
            return false;
        }
        int evicted = NONE;
        if (v == seen[i] && kids.has(i)) {
            beats.kidWaits(i);
        } else if (v == seen[i]) {
            // This version has had its answer: the edge it named is over, or was refused.
            out.send(i, new Message.Busy(v, List.of()));
        } else {
            seen[i] = v;
            if (kids.has(i)) {
                kids.remove(i);
                out.edgeDown(i);
                welcome(i, v, out);
            } else if (!kids.full()) {
                welcome(i, v, out);
            } else if (i < kids.highest()) {
                evicted = kids.highest();
                farewell(evicted, out);
                out.send(evicted, new Message.Busy(seen[evicted], List.of()));
                welcome(i, v, out);
            } else {
                out.send(i, new Message.Busy(v, kids.toList()));
            }
        }
        observer.observe(MODULE, "OnAttach", self, i, v, evicted);
        return true;
    }

    private void welcome(int i, long v, Outbox out) {
        kids.add(i);
        rewatch(i, out);
        beats.pinged(i);
        out.edgeUp(i);
        out.send(i, new Message.Accept(v));
    }

    private void farewell(int i, Outbox out) {
        kids.remove(i);
        out.edgeDown(i);
        rewatch(i, out);
    }

    // spec: Tree.tla!OnDetach
    private boolean onDetach(int i, long v, Outbox out) {
        if (i <= self || v < seen[i]) {
            return false;
        }
        seen[i] = v;
        boolean ended = kids.has(i);
        if (ended) {
            farewell(i, out);
        }
        observer.observe(MODULE, "OnDetach", self, i, v, 0);
        return ended;
    }

    // spec: Tree.tla!DropKid
    private boolean dropKid(int peer, Outbox out) {
        if (!kids.has(peer)) {
            return false;
        }
        farewell(peer, out);
        observer.observe(MODULE, "DropKid", self, peer, seen[peer], 0);
        return true;
    }

    private void pingWhereDue(Outbox out) {
        for (int x = 0; x < kids.count(); x++) {
            if (beats.pingDue(kids.at(x))) {
                ping(kids.at(x), out);
            }
        }
    }

    // spec: Tree.tla!Ping
    private void ping(int i, Outbox out) {
        beats.pinged(i);
        out.send(i, new Message.Accept(seen[i]));
        observer.observe(MODULE, "Ping", self, i, seen[i], 0);
    }

    // ---- Both -------------------------------------------------------------------------------------------------------

    private void ride(int peer, Outbox out) {
        if (peer == par && beats.refreshMayRide()) {
            refresh(out);
        } else if (kids.has(peer) && beats.pingMayRide(peer)) {
            ping(peer, out);
        }
    }

    private void rewatch(int peer, Outbox out) {
        boolean wanted = peer == par || peer == cand || kids.has(peer);
        if (wanted == watched[peer]) {
            return;
        }
        watched[peer] = wanted;
        if (wanted) {
            out.watch(peer);
        } else {
            out.unwatch(peer);
        }
    }

    private int best() {
        return heap.best(self, j -> suspected[j]);
    }

    private void checkInvariants() {
        SpecViolation.check(par < self && cand < self, "ParentBelow", "member " + self + " has " + snapshotForError());
        SpecViolation.check(kids.count() <= config.maxKids() && (kids.count() == 0 || kids.at(0) > self), "DegreeBound",
                "member " + self + " has " + snapshotForError());
    }

    private String snapshotForError() {
        return "parent " + par + ", candidate " + cand + ", children " + kids.toList();
    }

    // ---- Queries ----------------------------------------------------------------------------------------------------

    /** The parent, or -1. */
    public int parent() {
        return par;
    }

    /** The member being asked to become the parent, or -1. */
    public int candidate() {
        return cand;
    }

    /** The children, ascending; a copy. */
    public List<Integer> kids() {
        return kids.toList();
    }

    /** When the next {@link Input.Tick} is needed, in the ticks' own time; {@code Long.MAX_VALUE} for never. */
    public long wakeAt() {
        if (!beats.started()) {
            return Long.MIN_VALUE;
        }
        long at = Long.MAX_VALUE;
        if (cand != NONE) {
            at = beats.retryAt();
        } else if (best() != par) {
            at = best() == NONE ? at : beats.pollAt();
        }
        if (par != NONE) {
            at = Math.min(at, beats.refreshAt());
        }
        for (int x = 0; x < kids.count(); x++) {
            at = Math.min(at, beats.pingAt(kids.at(x)));
        }
        return at;
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
        par = state.par();
        pv = state.pv();
        cand = state.cand();
        ver = state.ver();
        kids.clear();
        state.kids().forEach(kids::add);
        Arrays.fill(suspected, false);
        state.suspected().forEach(j -> suspected[j] = true);
        for (int j = 0; j < seen.length; j++) {
            seen[j] = state.seen().get(j);
            watched[j] = j == par || j == cand || kids.has(j);
        }
        beats.forget();
        checkInvariants();
    }

    /** The state in the specification's terms. */
    public State snapshot() {
        List<Long> shown = new ArrayList<>();
        for (long v : seen) {
            shown.add(v);
        }
        List<Integer> doubted = new ArrayList<>();
        for (int j = 0; j < suspected.length; j++) {
            if (suspected[j]) {
                doubted.add(j);
            }
        }
        return new State(par, pv, cand, ver, kids.toList(), shown, doubted);
    }
}
