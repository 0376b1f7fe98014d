package org.espalier.core.cast;

import java.util.ArrayList;
import java.util.List;

import org.espalier.core.Observer;
import org.espalier.core.SpecViolation;

/**
 * What both multicast layers share: one log, and the streams to and from the neighbours. A node subscribes to every
 * neighbour with its version vector; the neighbour streams what the vector lacks and then everything new. There is one
 * cursor into the log per outgoing stream and no queue.
 *
 * <p>The two layers differ in what they do with a message that arrives: TreeCast relies on the order of the stream,
 * FifoTree holds back what comes too early.
 *
 * <p><b>Order of work in a step.</b> The input's own action first; then appended entries go out on every open stream as
 * far as its link has room, in the order in which the streams were opened; then the log is cut to its bound.
 *
 * <p><b>Observer.</b> Actions have the names of the specification. {@code x} and {@code y} are origin and number for
 * {@code Multicast}, {@code Receive} and {@code Truncate}; for the actions of a stream {@code x} is its sid, and for {@code DropStale}
 * {@code y} is 1 when this node is the stream's publisher, 0 when it is the subscriber.
 *
 * <p>Not thread-safe; whoever steps it owns it.
 */
// spec-gap: ACCEPT, BUSY and DIGEST are frames here and not in the specifications, whose prose says why; and FifoTree
// truncates and takes snapshots here as TreeCast does, while its specification leaves that to TreeCast's.
public abstract sealed class Cast permits FifoTree, TreeCast {

    final int self;
    final int members;
    final CastConfig config;
    final CastVariant variant;
    final RetainedLog log;
    final long[] vec;
    final Subscriptions subs;
    final Publications pubs;
    final Tally tally = new Tally();
    private final Grafting grafting;
    private final Observer observer;
    private long now;
    private long wake = Long.MAX_VALUE;

    Cast(int self, int members, CastConfig config, Observer observer, CastVariant variant) {
        if (members < 1 || self < 0 || self >= members) {
            throw new IllegalArgumentException("member " + self + " of " + members);
        }
        this.self = self;
        this.members = members;
        this.config = config;
        this.observer = observer;
        this.variant = variant;
        this.log = new RetainedLog(members);
        this.vec = new long[members];
        this.subs = new Subscriptions(this);
        this.pubs = new Publications(this);
        this.grafting = new Grafting(this);
    }

    // ---------------------------------------------------------------- what the two layers do differently

    abstract String module();

    /** A message of the current stream of {@code peer}: forget it, or {@link #append} and {@link #deliver} it. */
    abstract void receive(int peer, CastMessage.Msg message, CastOutbox out);

    /** Whether the oldest entry may be truncated; if not, the layer moves it to the log's end. */
    abstract boolean makeWayForOldest();

    /** {@code vec} has become {@code covered} at once; the log starts anew behind it. */
    abstract void startBehind(long[] covered, CastOutbox out);

    /** The log and {@code vec} were replaced: derive the rest. */
    abstract void restored();

    // ---------------------------------------------------------------- inputs

    /** One input, and everything that follows from it. */
    public final void step(CastInput input, CastOutbox out) {
        switch (input) {
            case CastInput.Multicast(byte[] payload) -> multicast(payload, out);
            case CastInput.Received(int peer, CastMessage message) -> received(peer, message, out);
            case CastInput.EdgeUp(int peer) -> edgeUp(peer, out);
            case CastInput.EdgeDown(int peer) -> edgeDown(peer, out);
            case CastInput.BackupUp(int peer) -> grafting.backupUp(peer);
            case CastInput.BackupDown(int peer) -> grafting.backupDown(peer, out);
            case CastInput.LinkReset(int peer) -> linkReset(peer, out);
            case CastInput.Ready(int peer) -> ready(peer, out);
            case CastInput.SnapshotTaken(int peer, long sid, byte[] state) -> snapshotTaken(peer, sid, state, out);
            case CastInput.Tick(long nowMillis) -> tick(nowMillis, out);
        }
        trim(out);
    }

    private void received(int peer, CastMessage message, CastOutbox out) {
        switch (message) {
            case CastMessage.Sub(long sid, long[] digest) -> pubs.onSub(peer, sid, digest);
            case CastMessage.Unsub(long sid) -> pubs.onUnsub(peer, sid);
            case CastMessage.SnapshotRequest(long sid, long[] required) -> pubs.onAsk(peer, sid, required, out);
            case CastMessage.Msg msg -> onMsg(peer, msg, out);
            case CastMessage.Accept(long sid) -> subs.accepted(peer, sid);
            case CastMessage.Busy(long sid) -> subs.onClose(peer, sid);
            case CastMessage.Close(long sid) -> subs.onClose(peer, sid);
            case CastMessage.NeedSnapshot(long sid) -> subs.askSnapshot(peer, sid, out);
            case CastMessage.Snapshot snapshot -> subs.install(peer, snapshot, out);
            case CastMessage.Digest(long[] digest) -> grafting.onDigest(peer, digest);
        }
        grafting.heard(peer, out);
        pump(peer, out);
    }

    // spec: FifoTree.tla!Receive, TreeCast.tla!Receive
    private void onMsg(int peer, CastMessage.Msg message, CastOutbox out) {
        if (message.origin() < 0 || message.origin() >= members || message.seq() < 1) {
            tally.stale++; // no member of this group: not a frame of this protocol
        } else if (subs.isCurrent(peer, message.sid())) {
            receive(peer, message, out);
        }
    }

    // spec: FifoTree.tla!Multicast, TreeCast.tla!Multicast
    private void multicast(byte[] payload, CastOutbox out) {
        long seq = vec[self] + 1;
        observe("Multicast", -1, self, seq);
        log.append(self, seq, -1, payload);
        deliver(log.end() - 1, out);
        pubs.forward(out);
    }

    private void edgeUp(int peer, CastOutbox out) {
        subs.end(peer).edge = true;
        subs.subscribe(peer, out);
    }

    private void edgeDown(int peer, CastOutbox out) {
        subs.end(peer).edge = false;
        if (!subs.end(peer).wanted()) {
            subs.unsubscribe(peer, out);
        }
        pubs.close(peer, out);
    }

    private void linkReset(int peer, CastOutbox out) {
        reset(peer);
        subs.subscribe(peer, out);
    }

    // spec: FifoTree.tla!LinkReset, TreeCast.tla!LinkReset
    void reset(int peer) {
        observe("LinkReset", peer, 0, 0);
        subs.reset(peer);
        pubs.reset(peer);
    }

    private void ready(int peer, CastOutbox out) {
        pump(peer, out);
        subs.subscribe(peer, out);
    }

    private void snapshotTaken(int peer, long sid, byte[] state, CastOutbox out) {
        if (pubs.takeSnapshot(peer, sid, state)) {
            pump(peer, out);
        }
    }

    private void tick(long nowMillis, CastOutbox out) {
        now = Math.max(now, nowMillis);
        wake = Long.MAX_VALUE;
        for (int peer = 0; peer < members; peer++) {
            subs.subscribe(peer, out);
        }
        grafting.tick(out);
    }

    private void pump(int peer, CastOutbox out) {
        if (subs.say(peer, out)) {
            pubs.pump(peer, out);
        }
    }

    // ---------------------------------------------------------------- the log

    final void append(CastMessage.Msg message, int peer) {
        observe("Receive", peer, message.origin(), message.seq());
        log.append(message.origin(), message.seq(), peer, message.payload());
    }

    /** Gives the entry at {@code index}, which must be the next one of its origin, to the application. */
    final void deliver(long index, CastOutbox out) {
        int origin = log.origin(index);
        long seq = log.seq(index);
        if (seq != vec[origin] + 1) {
            throw new SpecViolation("FifoOrder", "member " + self + " delivers " + seq + " of " + origin + " after "
                    + vec[origin]);
        }
        vec[origin] = seq;
        tally.delivered++;
        out.deliver(origin, seq, log.payload(index));
    }

    /** The message is here already. */
    final void duplicate(int peer, CastMessage.Msg message, CastOutbox out) {
        tally.duplicates++;
        observe("Receive", peer, message.origin(), message.seq());
        if (variant instanceof CastVariant.NoDedup && message.seq() <= vec[message.origin()]) {
            out.deliver(message.origin(), message.seq(), message.payload());
        }
    }

    /** The message cannot be taken: its stream is left, and with it the message, and will be opened anew. */
    final void distrust(int peer, CastMessage.Msg message, CastOutbox out) {
        subs.unsubscribe(peer, out);
        observe("DropStale", peer, message.sid(), 0);
    }

    /** A snapshot takes the place of the application's state and of the log. */
    final void installed(CastMessage.Snapshot snapshot, CastOutbox out) {
        pubs.severAll(out);
        Vectors.copy(snapshot.vec(), vec);
        out.install(vec.clone(), snapshot.state());
        startBehind(snapshot.vec(), out);
        pubs.forward(out);
    }

    private void trim(CastOutbox out) {
        for (int excess = log.size() - config.maxRetained(); excess > 0; excess--) {
            truncate(out);
        }
    }

    /** Lets the oldest entry go, if there is one. */
    // spec: TreeCast.tla!Truncate
    void truncate(CastOutbox out) {
        if (log.size() == 0) {
            return;
        }
        long oldest = log.first();
        pubs.closeLagging(oldest, out);
        if (makeWayForOldest()) {
            observe("Truncate", -1, log.origin(oldest), log.seq(oldest));
            log.truncate();
        }
    }

    // ---------------------------------------------------------------- for the parts of this layer

    final long now() {
        return now;
    }

    final void wakeBy(long at) {
        wake = Math.min(wake, at);
    }

    final void observe(String action, int peer, long x, long y) {
        observer.observe(module(), action, self, peer, x, y);
    }

    /** A frame of a stream that is over is dropped: of one to this node, or of one that it {@code published}. */
    // spec: FifoTree.tla!DropStale, TreeCast.tla!DropStale
    final boolean stale(int peer, long sid, boolean published) {
        tally.stale++;
        observe("DropStale", peer, sid, published ? 1 : 0);
        return false;
    }

    /** A vector of another group is dropped: it is not a frame of this protocol. */
    final boolean badVector(long[] v) {
        if (v.length == members) {
            return false;
        }
        tally.stale++;
        return true;
    }

    // ---------------------------------------------------------------- looking in from outside

    /** Whether a stream to {@code peer} is open: what is delivered here goes there, too. */
    public final boolean serves(int peer) {
        return pubs.end(peer).stage == Publication.Stage.ON;
    }

    /** When the next {@link CastInput.Tick} is due at the latest; {@code Long.MAX_VALUE} when time is not waited for. */
    public final long wakeAt() {
        return wake;
    }

    /** What this node has delivered: entry {@code o} is the number of messages of member {@code o}. A copy. */
    public final long[] vec() {
        return vec.clone();
    }

    /** The counters by which a host sees what was dropped, refused or closed. */
    public final CastCounters counters() {
        return tally.read();
    }

    /** All that this layer is now; a copy. Time, counters and backup neighbours are not part of it. */
    public final CastState snapshot() {
        List<CastState.Entry> entries = new ArrayList<>(log.size());
        for (long i = log.first(); i < log.end(); i++) {
            entries.add(new CastState.Entry(log.origin(i), log.seq(i), log.from(i), log.payload(i)));
        }
        List<CastState.SubEnd> sub = new ArrayList<>(members);
        List<CastState.PubEnd> pub = new ArrayList<>(members);
        for (int peer = 0; peer < members; peer++) {
            sub.add(subs.end(peer).state());
            pub.add(pubs.end(peer).state());
        }
        return new CastState(Vectors.list(vec), Vectors.list(log.base), log.first(), entries, sub, pub);
    }

    /**
     * Becomes what {@code state} says. With {@link CastState#durable} that is a restart: no stream, no holdback. A
     * snapshot that is owed but not yet sent is not part of a state; the stream that waits for it is closed.
     *
     * @throws IllegalArgumentException when the state is one of a group of another size
     */
    // spec: FifoTree.tla!Restart, TreeCast.tla!Restart
    public final void restore(CastState state) {
        if (state.vec().size() != members || state.base().size() != members) {
            throw new IllegalArgumentException("a state of " + state.vec().size() + " members, not " + members);
        }
        Vectors.copy(Vectors.array(state.vec()), vec);
        log.startAt(state.firstIndex(), Vectors.array(state.base()));
        for (CastState.Entry entry : state.log()) {
            log.append(entry.origin(), entry.seq(), entry.from(), entry.payload());
        }
        grafting.forget();
        for (int peer = 0; peer < members; peer++) {
            subs.forget(peer);
            pubs.forget(peer);
            if (peer < state.sub().size()) {
                subs.restore(peer, state.sub().get(peer));
            }
            if (peer < state.pub().size()) {
                pubs.restore(peer, state.pub().get(peer));
            }
        }
        restored();
    }
}
