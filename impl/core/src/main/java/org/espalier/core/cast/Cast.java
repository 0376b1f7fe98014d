package org.espalier.core.cast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.espalier.core.Observer;
import org.espalier.core.SpecViolation;

/**
 * What both multicast layers share: one log, and the streams to and from the neighbours. A node subscribes to every
 * neighbour with its version vector; the neighbour streams what the vector lacks and then everything new. There is one
 * cursor into the log per outgoing stream and no queue.
 *
 * <p>The two layers differ in what they do with a message that arrives ({@link #receive}): TreeCast relies on the order
 * of the stream, FifoTree holds back what comes too early.
 *
 * <p><b>Order of work in a step.</b> The input's own action first; then appended entries go out on every open stream as
 * far as its link has room, in the order in which the streams were opened; then the log is cut to its bound.
 *
 * <p><b>Observer.</b> Actions have the names of the specification. {@code x} and {@code y} are origin and number for
 * {@code Multicast}, {@code Receive} and {@code Truncate}; for the actions of a stream {@code x} is its sid.
 *
 * <p>Not thread-safe; whoever steps it owns it.
 */
// spec-gap: ACCEPT, BUSY and DIGEST are frames here and not in the specifications, whose prose says why.
public abstract sealed class Cast permits FifoTree, TreeCast {

    private static final long NEVER = Long.MAX_VALUE;

    /** A graft that has not caught up after this many {@code graftAfterMillis} is given up. */
    private static final long GRAFT_PATIENCE = 10;

    final int self;
    final int members;
    final CastConfig config;
    final CastVariant variant;
    final RetainedLog log;
    final long[] vec;
    private final Observer observer;
    private final Subscription[] sub;
    private final Publication[] pub;
    private final boolean[] backup;
    /** The peers whose publication is not off, in the order in which they came. */
    private int[] served = new int[4];
    private int servedCount;

    private long now;
    private long wake = NEVER;
    private long digestAt;
    /** The neighbour that has what is missing here, or -1; what it has; and since when that is known. */
    private int lender = -1;
    private long[] lent = {};
    private long lentSince;

    private long delivered;
    private long duplicates;
    private long stale;
    private long gaps;
    private long holdbackFull;
    private long lagging;
    private long refused;
    private long grafts;

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
        this.sub = new Subscription[members];
        this.pub = new Publication[members];
        for (int peer = 0; peer < members; peer++) {
            sub[peer] = new Subscription();
            pub[peer] = new Publication();
        }
        this.backup = new boolean[members];
    }

    // ---------------------------------------------------------------- what the two layers do differently

    abstract String module();

    /** A message of the current stream of {@code peer}: forget it, or {@link #append} and {@link #deliver} it. */
    abstract void receive(int peer, CastMessage.Msg message, CastOutbox out);

    /** Whether the oldest entry may be truncated; if not, the layer moves it to the log's end. */
    abstract boolean makeWayForOldest();

    /** The state of the application was replaced by one with vector {@code vec}, and the log is to start anew. */
    abstract void installed(long[] covered, CastOutbox out);

    // ---------------------------------------------------------------- inputs

    /** One input, and everything that follows from it. */
    public final void step(CastInput input, CastOutbox out) {
        switch (input) {
            case CastInput.Multicast(byte[] payload) -> multicast(payload, out);
            case CastInput.Received(int peer, CastMessage message) -> received(peer, message, out);
            case CastInput.EdgeUp(int peer) -> edgeUp(peer, out);
            case CastInput.EdgeDown(int peer) -> edgeDown(peer, out);
            case CastInput.BackupUp(int peer) -> backupUp(peer);
            case CastInput.BackupDown(int peer) -> backupDown(peer, out);
            case CastInput.LinkReset(int peer) -> linkReset(peer, out);
            case CastInput.Ready(int peer) -> ready(peer, out);
            case CastInput.SnapshotTaken(int peer, long sid, byte[] state) -> takeSnapshot(peer, sid, state, out);
            case CastInput.Tick(long nowMillis) -> tick(nowMillis, out);
        }
        trim(out);
    }

    private void received(int peer, CastMessage message, CastOutbox out) {
        switch (message) {
            case CastMessage.Sub(long sid, long[] digest) -> onSub(peer, sid, digest);
            case CastMessage.Unsub(long sid) -> onUnsub(peer, sid);
            case CastMessage.SnapshotRequest(long sid, long[] digest) -> onAsk(peer, sid, digest, out);
            case CastMessage.Msg msg -> onMsg(peer, msg, out);
            case CastMessage.Accept(long sid) -> isCurrent(peer, sid); // its first message says as much
            case CastMessage.Busy(long sid) -> onClose(peer, sid);
            case CastMessage.Close(long sid) -> onClose(peer, sid);
            case CastMessage.NeedSnapshot(long sid) -> askSnapshot(peer, sid, out);
            case CastMessage.Snapshot snapshot -> install(peer, snapshot, out);
            case CastMessage.Digest(long[] digest) -> onDigest(peer, digest);
        }
        if (peer == lender) {
            endGraftWhenCaughtUp(out);
        }
        pump(peer, out);
    }

    // spec: FifoTree.tla!Multicast, TreeCast.tla!Multicast
    private void multicast(byte[] payload, CastOutbox out) {
        long seq = vec[self] + 1;
        observe("Multicast", -1, self, seq);
        log.append(self, seq, -1, payload);
        deliver(log.end() - 1, out);
        forward(out);
    }

    // ---------------------------------------------------------------- the subscriber's end

    // spec: FifoTree.tla!Subscribe, TreeCast.tla!Subscribe
    private boolean subscribe(int peer, CastOutbox out) {
        Subscription s = sub[peer];
        if (s.on || !s.wanted() || out.room(peer) == 0) {
            return false;
        }
        if (now < s.retryAt) {
            wakeBy(s.retryAt);
            return false;
        }
        s.sid++;
        s.on = true;
        s.owed = Subscription.Owed.NOTHING; // the new number makes an UNSUB of the old one meaningless
        observe("Subscribe", peer, s.sid, 0);
        out.send(peer, new CastMessage.Sub(s.sid, vec.clone()));
        return true;
    }

    // spec: FifoTree.tla!Unsubscribe, TreeCast.tla!Unsubscribe (its environment is this node's overlay)
    private void unsubscribe(int peer, CastOutbox out) {
        Subscription s = sub[peer];
        if (s.on) {
            observe("Unsubscribe", peer, s.sid, 0);
            leave(peer, out);
        }
    }

    private void leave(int peer, CastOutbox out) {
        sub[peer].on = false;
        sub[peer].owed = Subscription.Owed.UNSUB;
        retryLater(peer);
        pump(peer, out);
    }

    /** Drops the stream because of what has just arrived on it, and opens it anew later. */
    final void distrust(int peer, CastOutbox out) {
        unsubscribe(peer, out);
    }

    private void retryLater(int peer) {
        sub[peer].retryAt = now + config.retryAfterMillis();
        wakeBy(sub[peer].retryAt);
    }

    private boolean isCurrent(int peer, long sid) {
        if (sub[peer].on && sub[peer].sid == sid) {
            return true;
        }
        stale++;
        observe("DropStale", peer, sid, 0);
        return false;
    }

    // spec: FifoTree.tla!Receive, TreeCast.tla!Receive
    private void onMsg(int peer, CastMessage.Msg message, CastOutbox out) {
        if (message.origin() < 0 || message.origin() >= members || message.seq() < 1) {
            stale++; // no member of this group: not a frame of this protocol
        } else if (isCurrent(peer, message.sid())) {
            receive(peer, message, out);
        }
    }

    // spec: FifoTree.tla!OnClose, TreeCast.tla!OnClose
    private void onClose(int peer, long sid) {
        if (isCurrent(peer, sid)) {
            observe("OnClose", peer, sid, 0);
            sub[peer].on = false;
            retryLater(peer);
        }
    }

    // spec: TreeCast.tla!AskSnapshot
    private void askSnapshot(int peer, long sid, CastOutbox out) {
        if (isCurrent(peer, sid)) {
            observe("AskSnapshot", peer, sid, 0);
            sub[peer].owed = Subscription.Owed.SNAPSHOT_REQUEST;
            out.snapshotNeeded(peer);
        }
    }

    // spec: TreeCast.tla!Install, TreeCast.tla!Decline
    private void install(int peer, CastMessage.Snapshot snapshot, CastOutbox out) {
        if (badVector(snapshot.vec()) || !isCurrent(peer, snapshot.sid())) {
            return;
        }
        if (!leq(vec, snapshot.vec())) {
            observe("Decline", peer, snapshot.sid(), 0);
            leave(peer, out);
            return;
        }
        observe("Install", peer, snapshot.sid(), 0);
        // What the snapshot stands for cannot be forwarded, so the own streams end here.
        for (int i = servedCount - 1; i >= 0; i--) {
            if (pub[served[i]].stage == Publication.Stage.ON) {
                end(served[i], out);
            }
        }
        System.arraycopy(snapshot.vec(), 0, vec, 0, members);
        out.install(vec.clone(), snapshot.state());
        installed(snapshot.vec(), out);
        forward(out);
    }

    // ---------------------------------------------------------------- the publisher's end

    // spec: FifoTree.tla!Accept, TreeCast.tla!Accept, TreeCast.tla!Refuse
    private void onSub(int peer, long sid, long[] digest) {
        Publication p = pub[peer];
        if (badVector(digest)) {
            return;
        }
        if (sid <= p.sid) {
            stale++;
            observe("DropStale", peer, sid, 0);
        } else if (p.stage == Publication.Stage.OFF && servedCount >= config.maxStreams()) {
            refused++;
            p.off(sid);
            p.owed = Publication.Owed.BUSY;
        } else if (!leq(log.base, digest)) {
            refused++;
            observe("Refuse", peer, sid, 0);
            unserve(peer);
            p.off(sid);
            p.refused = true;
            p.owed = Publication.Owed.NEED_SNAPSHOT;
        } else {
            observe("Accept", peer, sid, 0);
            serve(peer);
            boolean sync = !(variant instanceof CastVariant.NoSync);
            p.open(sid, digest, sync ? log.first() : log.end(), log.end());
            p.snapshot = null;
            p.owed = Publication.Owed.ACCEPT;
        }
    }

    // spec: FifoTree.tla!OnUnsub, TreeCast.tla!OnUnsub
    private void onUnsub(int peer, long sid) {
        if (sid < pub[peer].sid) {
            stale++;
            observe("DropStale", peer, sid, 0);
            return;
        }
        observe("OnUnsub", peer, sid, 0);
        unserve(peer);
        pub[peer].off(sid);
    }

    // spec: TreeCast.tla!OnAsk
    private void onAsk(int peer, long sid, long[] required, CastOutbox out) {
        Publication p = pub[peer];
        if (badVector(required)) {
            return;
        }
        if (sid != p.sid || !p.refused) {
            stale++;
            return;
        }
        if (servedCount >= config.maxStreams()) {
            refused++;
            p.off(sid);
            p.owed = Publication.Owed.BUSY;
            return;
        }
        observe("OnAsk", peer, sid, 0);
        serve(peer);
        p.owes(sid, required);
        wantSnapshot(peer, out);
    }

    /** Asks the host for a snapshot once this node has all that the subscriber was given. */
    private void wantSnapshot(int peer, CastOutbox out) {
        Publication p = pub[peer];
        if (p.stage == Publication.Stage.OWES && !p.snapshotWanted && leq(p.vec, vec)) {
            p.snapshotWanted = true;
            out.snapshotWanted(peer, p.sid);
        }
    }

    // spec: TreeCast.tla!TakeSnapshot
    private void takeSnapshot(int peer, long sid, byte[] state, CastOutbox out) {
        Publication p = pub[peer];
        if (p.stage != Publication.Stage.OWES || p.sid != sid || !p.snapshotWanted) {
            stale++;
            return;
        }
        observe("TakeSnapshot", peer, sid, 0);
        p.snapshot = new CastMessage.Snapshot(sid, vec.clone(), state);
        p.owed = Publication.Owed.SNAPSHOT;
        p.open(sid, vec.clone(), log.first(), log.end());
        pump(peer, out);
    }

    // spec: FifoTree.tla!Close, TreeCast.tla!Close (its environment is this node's overlay, or the bound of its log)
    private void close(int peer, CastOutbox out) {
        if (pub[peer].stage != Publication.Stage.OFF) {
            observe("Close", peer, pub[peer].sid, 0);
            end(peer, out);
        }
    }

    private void end(int peer, CastOutbox out) {
        unserve(peer);
        pub[peer].off(pub[peer].sid);
        pub[peer].owed = Publication.Owed.CLOSE;
        pump(peer, out);
    }

    private void serve(int peer) {
        if (pub[peer].stage == Publication.Stage.OFF) {
            if (servedCount == served.length) {
                served = Arrays.copyOf(served, 2 * servedCount);
            }
            served[servedCount++] = peer;
        }
    }

    private void unserve(int peer) {
        for (int i = 0; i < servedCount; i++) {
            if (served[i] == peer) {
                System.arraycopy(served, i + 1, served, i, servedCount - i - 1);
                servedCount--;
                return;
            }
        }
    }

    // ---------------------------------------------------------------- the log and what flows out of it

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
        delivered++;
        out.deliver(origin, seq, log.payload(index));
    }

    final void duplicate(int peer, CastMessage.Msg message, CastOutbox out) {
        duplicates++;
        observe("Receive", peer, message.origin(), message.seq());
        if (variant instanceof CastVariant.NoDedup && message.seq() <= vec[message.origin()]) {
            out.deliver(message.origin(), message.seq(), message.payload());
        }
    }

    final void gap(int peer, CastOutbox out) {
        gaps++;
        distrust(peer, out);
    }

    final void holdbackFull(int peer, CastOutbox out) {
        holdbackFull++;
        distrust(peer, out);
    }

    /** What was appended goes out on every stream, as far as the links have room; owed snapshots may have become due. */
    final void forward(CastOutbox out) {
        for (int i = 0; i < servedCount; i++) {
            wantSnapshot(served[i], out);
            pump(served[i], out);
        }
    }

    /** Sends what there is for the peer until the link is full; then {@link CastInput.Ready} will come. */
    private void pump(int peer, CastOutbox out) {
        if (!pumpOwed(peer, out) || pub[peer].stage != Publication.Stage.ON) {
            return;
        }
        Publication p = pub[peer];
        SpecViolation.check(p.cursor >= log.first(), "EdgeCovers", "the log was cut before a stream had passed");
        while (p.cursor < log.end()) {
            if (!p.skips(log, p.cursor, peer)) {
                if (out.room(peer) == 0) {
                    return;
                }
                out.send(peer, new CastMessage.Msg(p.sid, log.origin(p.cursor), log.seq(p.cursor),
                        log.payload(p.cursor)));
            }
            p.cursor++;
        }
    }

    /** Sends what the two ends have to say; false when the link is too full for it. */
    private boolean pumpOwed(int peer, CastOutbox out) {
        Subscription s = sub[peer];
        if (s.owed != Subscription.Owed.NOTHING) {
            if (out.room(peer) == 0) {
                return false;
            }
            out.send(peer, s.owed == Subscription.Owed.UNSUB
                    ? new CastMessage.Unsub(s.sid)
                    : new CastMessage.SnapshotRequest(s.sid, vec.clone()));
            s.owed = Subscription.Owed.NOTHING;
        }
        Publication p = pub[peer];
        if (p.owed != Publication.Owed.NOTHING) {
            if (out.room(peer) == 0) {
                return false;
            }
            out.send(peer, word(p));
            p.owed = Publication.Owed.NOTHING;
            p.snapshot = null;
        }
        return true;
    }

    private static CastMessage word(Publication p) {
        return switch (p.owed) {
            case ACCEPT -> new CastMessage.Accept(p.sid);
            case BUSY -> new CastMessage.Busy(p.sid);
            case NEED_SNAPSHOT -> new CastMessage.NeedSnapshot(p.sid);
            case CLOSE -> new CastMessage.Close(p.sid);
            case SNAPSHOT -> Objects.requireNonNull(p.snapshot);
            case NOTHING -> throw new IllegalStateException("nothing is owed");
        };
    }

    // spec: TreeCast.tla!Truncate
    private void trim(CastOutbox out) {
        int excess = log.size() - config.maxRetained();
        while (excess-- > 0) {
            long oldest = log.first();
            for (int i = servedCount - 1; i >= 0; i--) {
                Publication p = pub[served[i]];
                if (p.stage == Publication.Stage.ON && p.cursor <= oldest) {
                    lagging++;
                    close(served[i], out);
                }
            }
            if (makeWayForOldest()) {
                observe("Truncate", -1, log.origin(oldest), log.seq(oldest));
                log.truncate();
            }
        }
    }

    // ---------------------------------------------------------------- overlay, links and time

    private void edgeUp(int peer, CastOutbox out) {
        sub[peer].edge = true;
        subscribe(peer, out);
    }

    private void edgeDown(int peer, CastOutbox out) {
        sub[peer].edge = false;
        if (!sub[peer].wanted()) {
            unsubscribe(peer, out);
        }
        close(peer, out);
    }

    private void backupUp(int peer) {
        backup[peer] = true;
        digestAt = Math.min(digestAt, now + config.digestEveryMillis());
        wakeBy(Math.max(digestAt, now));
    }

    private void backupDown(int peer, CastOutbox out) {
        backup[peer] = false;
        if (peer == lender) {
            forgetLender(out);
        }
    }

    // spec: FifoTree.tla!LinkReset, TreeCast.tla!LinkReset
    private void linkReset(int peer, CastOutbox out) {
        observe("LinkReset", peer, 0, 0);
        sub[peer].reset();
        unserve(peer);
        pub[peer].off(0);
        subscribe(peer, out);
    }

    private void ready(int peer, CastOutbox out) {
        pump(peer, out);
        subscribe(peer, out);
    }

    private void tick(long nowMillis, CastOutbox out) {
        now = Math.max(now, nowMillis);
        wake = NEVER;
        boolean digestDue = now >= digestAt;
        if (digestDue) {
            digestAt = now + config.digestEveryMillis();
        }
        for (int peer = 0; peer < members; peer++) {
            subscribe(peer, out);
            if (backup[peer]) {
                wakeBy(digestAt);
                if (digestDue && out.room(peer) > 0) {
                    out.send(peer, new CastMessage.Digest(vec.clone()));
                }
            }
        }
        graftWhenDue(out);
    }

    /** When the next {@link CastInput.Tick} is due at the latest; {@code Long.MAX_VALUE} when time is not waited for. */
    public final long wakeAt() {
        return wake;
    }

    private void wakeBy(long at) {
        wake = Math.min(wake, at);
    }

    // ---------------------------------------------------------------- grafting

    /** A neighbour says what it has. If something of it stays missing here, it will be fetched there. */
    private void onDigest(int peer, long[] digest) {
        if (badVector(digest)) {
            return;
        }
        if (lender < 0 && !sub[peer].on && !leq(digest, vec)) {
            lender = peer;
            lent = digest;
            lentSince = now;
            wakeBy(now + config.graftAfterMillis());
        }
    }

    private void graftWhenDue(CastOutbox out) {
        if (lender < 0) {
            return;
        }
        endGraftWhenCaughtUp(out);
        if (lender >= 0 && now >= lentSince + GRAFT_PATIENCE * config.graftAfterMillis()) {
            forgetLender(out); // another neighbour may do better
        } else if (lender >= 0) {
            wakeBy(lentSince + GRAFT_PATIENCE * config.graftAfterMillis());
            if (sub[lender].graft) {
                return;
            }
            if (now >= lentSince + config.graftAfterMillis()) {
                grafts++;
                sub[lender].graft = true;
                subscribe(lender, out);
            } else {
                wakeBy(lentSince + config.graftAfterMillis());
            }
        }
    }

    private void endGraftWhenCaughtUp(CastOutbox out) {
        if (leq(lent, vec)) {
            forgetLender(out);
        }
    }

    private void forgetLender(CastOutbox out) {
        int peer = lender;
        lender = -1;
        lent = new long[0];
        if (sub[peer].graft) {
            sub[peer].graft = false;
            if (!sub[peer].wanted()) {
                unsubscribe(peer, out);
            }
        }
    }

    // ---------------------------------------------------------------- looking in from outside

    /** What this node has delivered: entry {@code o} is the number of messages of member {@code o}. A copy. */
    public final long[] vec() {
        return vec.clone();
    }

    /** The counters by which a host sees what was dropped, refused or closed. */
    public final CastCounters counters() {
        return new CastCounters(delivered, duplicates, stale, gaps, holdbackFull, lagging, refused, grafts);
    }

    /** All that this layer is now; a copy. Time, counters and backup neighbours are not part of it. */
    public final CastState snapshot() {
        List<CastState.Entry> entries = new ArrayList<>(log.size());
        for (long i = log.first(); i < log.end(); i++) {
            entries.add(new CastState.Entry(log.origin(i), log.seq(i), log.from(i), log.payload(i)));
        }
        List<CastState.SubEnd> subs = new ArrayList<>(members);
        List<CastState.PubEnd> pubs = new ArrayList<>(members);
        for (int peer = 0; peer < members; peer++) {
            Subscription s = sub[peer];
            subs.add(new CastState.SubEnd(s.sid, s.on, s.edge, s.graft, s.owed.name()));
            Publication p = pub[peer];
            pubs.add(new CastState.PubEnd(p.sid, p.stage.name(), list(p.vec), p.cursor, p.acceptIndex, p.owed.name()));
        }
        return new CastState(list(vec), list(log.base), log.first(), entries, subs, pubs);
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
        log.startAt(state.firstIndex(), array(state.base()));
        System.arraycopy(array(state.vec()), 0, vec, 0, members);
        for (CastState.Entry entry : state.log()) {
            log.append(entry.origin(), entry.seq(), entry.from(), entry.payload());
        }
        servedCount = 0;
        lender = -1;
        for (int peer = 0; peer < members; peer++) {
            sub[peer] = peer < state.sub().size() ? restored(state.sub().get(peer)) : new Subscription();
            pub[peer] = new Publication();
            if (peer < state.pub().size()) {
                restorePublication(peer, state.pub().get(peer));
            }
        }
        restored();
    }

    /** The log and the vector were replaced: derive the rest. */
    abstract void restored();

    private static Subscription restored(CastState.SubEnd end) {
        Subscription s = new Subscription();
        s.sid = end.sid();
        s.on = end.on();
        s.edge = end.edge();
        s.graft = end.graft();
        s.owed = Subscription.Owed.valueOf(end.owed());
        return s;
    }

    private void restorePublication(int peer, CastState.PubEnd end) {
        Publication p = pub[peer];
        Publication.Stage stage = Publication.Stage.valueOf(end.st());
        p.off(end.sid());
        p.owed = Publication.Owed.valueOf(end.owed());
        if (p.owed == Publication.Owed.SNAPSHOT) {
            p.owed = Publication.Owed.CLOSE;
        } else if (stage != Publication.Stage.OFF) {
            serve(peer);
            p.stage = stage;
            p.vec = array(end.vec());
            p.cursor = end.cursor();
            p.acceptIndex = end.acceptIndex();
        }
    }

    private boolean badVector(long[] v) {
        if (v.length == members) {
            return false;
        }
        stale++; // a vector of another group: not a frame of this protocol
        return true;
    }

    private static boolean leq(long[] v, long[] w) {
        for (int i = 0; i < v.length; i++) {
            if (v[i] > w[i]) {
                return false;
            }
        }
        return true;
    }

    private static List<Long> list(long[] v) {
        return Arrays.stream(v).boxed().toList();
    }

    private static long[] array(List<Long> v) {
        return v.stream().mapToLong(Long::longValue).toArray();
    }

    final void observe(String action, int peer, long x, long y) {
        observer.observe(module(), action, self, peer, x, y);
    }
}
