package org.espalier.core.log;

import java.util.List;

import org.espalier.core.Observer;

/**
 * One sequence of entries for the whole group: {@link EpochLog}, carried by the neighbours that the overlay gives. Entries
 * and commit indices stream away from the root, one cursor per neighbour; acknowledgements and promises flow towards it as
 * joins (voter to index, never counts), so that the root hears as much from its neighbours as a smaller group's would.
 *
 * <p><b>What it promises</b> ({@code TotalOrder.tla}). All members deliver prefixes of one sequence; what one has delivered,
 * all will that stay up, as soon as a majority of voters can exchange messages. Each entry is in it once, whatever is sent
 * again, and each origin's are in the order submitted. None of this depends on the overlay, on time or on suspicion.
 *
 * <p><b>What the host owes.</b> {@link #recover} first, with what is on disk; every {@link LogOutbox#persist write} made
 * durable in order and reported with {@link LogInput.Persisted}; ticks by {@link #wakeAt}; {@link LogInput.Flush} after the
 * inputs of a moment. One thread at a time.
 *
 * <p><b>Which neighbour is upstream.</b> The one from which the newest beat of the epoch's root came first. While none is
 * known, everything meant for the root goes to all neighbours, which is dearer and does no harm.
 *
 * <p><b>Order of work.</b> An input's own action; then what it makes possible at once: a synchronisation, a place in the
 * sequence. With {@link LogInput.Flush}, once for all inputs of a moment: deliveries; then the write; then what each
 * neighbour should know.
 */
// spec: TreeLog.tla
// spec-gap: how submissions travel to the root, and when to begin an epoch, is in no specification: there every submission
// may be sequenced, and every epoch begun, at any moment.
public final class TreeLog {

    private final int self;
    private final LogConfig config;
    final EpochLog log;
    final Parts its;
    final CatchUp catchUp;
    final Teller teller;
    private boolean recovered;
    private boolean ticked;
    private boolean disklessGroup;

    /**
     * A member that has not recovered yet.
     *
     * @param incarnation this member's life, which its submissions bear
     * @param observer sees the actions of {@code EpochLog.tla}; see {@link EpochLog}
     */
    public TreeLog(int self, int members, long incarnation, LogConfig config, Observer observer, LogVariant variant) {
        for (int v : config.voters()) {
            if (v < 0 || v >= members) {
                throw new IllegalArgumentException("voters " + config.voters() + " of " + members + " members");
            }
        }
        this.self = self;
        this.config = config;
        log = new EpochLog(self, members, config, observer, variant);
        its = new Parts(self, members, incarnation, config, variant, log);
        catchUp = new CatchUp(its);
        teller = new Teller(its);
    }

    /**
     * Becomes what the disk says; once, before the first step. The host's state is the snapshot's, if there is one.
     *
     * @param mayVote false for a member without a disk: it votes once the others say that this is its first life
     */
    public void recover(Durable durable, boolean mayVote) {
        if (recovered) {
            throw new IllegalStateException("only a member that has just been made can recover");
        }
        recovered = true;
        disklessGroup = !mayVote;
        if (mayVote) {
            its.founding.abstain();
        }
        log.recover(durable, mayVote);
    }

    /** One input, and what it makes possible at once. */
    public void step(LogInput input, LogOutbox outbox) {
        if (!recovered) {
            throw new IllegalStateException("recover comes first");
        }
        its.out = outbox;
        switch (input) {
            case LogInput.EdgeUp(int peer) -> its.neighbours.edge(peer, true);
            case LogInput.EdgeDown(int peer) -> its.neighbours.edge(peer, false);
            case LogInput.LinkReset(int peer) -> its.neighbours.get(peer).begin();
            case LogInput.Received(int peer, LogMessage message) -> received(its.neighbours.get(peer), message);
            case LogInput.Submit(long ticket, byte[] payload) -> submit(ticket, payload);
            case LogInput.Persisted(long writes) -> log.persisted(writes);
            case LogInput.StateTaken(long index, byte[] state) -> stateTaken(index, state);
            case LogInput.Tick(long nowMillis) -> tick(nowMillis);
            case LogInput.Ready noNews -> {
            }
            case LogInput.Flush noNews -> {
            }
        }
        if (!log.votes() && its.founding.confirmed()) {
            log.found();
        }
        catchUp.act();
        sequence();
        if (input instanceof LogInput.Flush) {
            flush();
        }
        its.out = NoOutbox.INSTANCE;
    }

    // ---------------------------------------------------------------- inputs

    private void submit(long ticket, byte[] payload) {
        if (!its.own.add(ticket, payload, its.now)) {
            its.out.outcome(ticket, new Outcome.BackPressured());
        }
    }

    private void stateTaken(long index, byte[] state) {
        its.stateAsked = false;
        log.takeSnapshot(index, state);
    }

    private void tick(long nowMillis) {
        its.now = Math.max(its.now, nowMillis);
        if (!ticked) {
            ticked = true;
            its.election.begun(its.now);
        }
        its.own.tick(its.now, its.out);
        boolean alive = log.isRoot();
        if (!alive && log.votes() && its.now >= its.election.dueAt(log.ep())) {
            newEpoch(its.election.next(log.ep()));
        }
        if ((alive || log.isCandidate()) && its.election.beatIsDue(its.now)) {
            long n = its.election.nextBeat(its.now);
            teller.beat(new LogMessage.Beat(log.ep(), n, teller.announcedCommit()), Neighbours.NOBODY);
        }
    }

    private void newEpoch(long e) {
        if (!log.newEpoch(e)) {
            return;
        }
        epochBegun(Neighbours.NOBODY);
        if (its.election.tries()) {
            for (int voter : config.voters()) {
                if (voter != self) {
                    its.neighbours.direct(voter, true);
                }
            }
        }
    }

    // ---------------------------------------------------------------- messages

    private void received(Neighbour q, LogMessage message) {
        switch (message) {
            case LogMessage.Status status -> onStatus(q, status);
            case LogMessage.Append append -> onAppend(q, append);
            case LogMessage.Ack(long e, List<Long> agg) -> log.onReport(e, agg);
            case LogMessage.Promises(long e, List<LogMessage.Promise> prm) -> {
                sawEpoch(q, e);
                log.onProm(e, prm);
            }
            case LogMessage.Beat beat -> onBeat(q, beat);
            case LogMessage.Propose(List<Entry> entries) -> entries.forEach(its.relayed::add);
            case LogMessage.Fetch fetch -> catchUp.onFetch(q, fetch);
            case LogMessage.Suffix suffix -> catchUp.onSuffix(suffix);
            case LogMessage.Piece piece -> catchUp.onPiece(q, piece);
            case LogMessage.Rows(List<LogMessage.Row> rows) -> {
                disklessGroup = true;
                its.founding.onRows(rows);
            }
        }
    }

    private void onStatus(Neighbour q, LogMessage.Status status) {
        if (status.direct()) {
            its.neighbours.direct(q.peer, true); // answers go there directly, too
        }
        q.says(status);
        sawEpoch(q, status.ep());
        if (status.ask() || status.ep() < log.ep()) {
            q.statusDue = true;
        }
    }

    private void onAppend(Neighbour q, LogMessage.Append append) {
        sawEpoch(q, append.e());
        if (append.e() == log.ep() && config.root(append.e()) != self) {
            its.election.heard(its.now);
        }
        long index = append.index();
        for (Entry entry : append.entries()) {
            log.onAppend(append.e(), index++, entry);
        }
        if (append.e() == log.le()) {
            if (index > log.log.length() + 1 && log.le() == log.ep()) {
                q.statusDue = true; // something between is missing: say from where on
            }
            q.le = append.e();
            q.has(index - 1);
            q.toldCi = Math.max(q.toldCi, append.ci());
            log.announced(append.e(), append.ci());
        }
    }

    private void onBeat(Neighbour q, LogMessage.Beat beat) {
        sawEpoch(q, beat.e());
        if (beat.e() < log.ep()) {
            q.statusDue = true;
        } else if (log.lead() != log.ep() && its.election.onBeat(beat.n(), its.now)) {
            its.neighbours.lookFor(q.peer);
            log.announced(beat.e(), beat.ci());
            teller.beat(beat, q.peer);
        }
    }

    /** {@code q} has heard of epoch {@code e}. */
    private void sawEpoch(Neighbour q, long e) {
        if (e > log.ep()) {
            log.onNew(e);
            epochBegun(q.peer);
        }
    }

    private void epochBegun(int from) {
        its.election.begun(its.now);
        catchUp.epochBegun();
        its.neighbours.lookFor(from);
        for (Neighbour q : List.copyOf(its.neighbours.linked())) {
            q.statusDue = true;
            if (from != Neighbours.NOBODY) {
                its.neighbours.direct(q.peer, q.star && q.peer == from);
            }
        }
    }

    // ---------------------------------------------------------------- what follows from it

    /** At the root: whatever waits for its place in the sequence gets it, as far as commits keep up. */
    private void sequence() {
        if (!log.isRoot()) {
            return;
        }
        for (int room = unsequenced(); room > 0 && its.own.anythingToSend(); room = unsequenced()) {
            its.own.next(its.now, room).forEach(log::append);
        }
        while (unsequenced() > 0 && !its.relayed.isEmpty()) {
            log.append(its.relayed.next());
        }
    }

    private int unsequenced() {
        return (int) (config.maxUncommitted() - (log.log.length() - log.ci()));
    }

    private void flush() {
        deliver();
        sequence(); // the deliveries have made room
        for (Write write = log.nextWrite(); write != null; write = log.nextWrite()) {
            its.out.persist(write);
        }
        List<Neighbour> linked = its.neighbours.linked();
        for (int i = 0; i < linked.size(); i++) {
            teller.tell(linked.get(i), disklessGroup);
        }
    }

    // spec: EpochLog.tla!Commit and OnCommit
    void deliver() {
        for (long to = log.deliverable(); log.ci() < to;) {
            Entry entry = log.log.get(log.ci() + 1);
            log.delivered();
            its.out.deliver(log.ci(), entry);
            its.own.delivered(log.ci(), entry, its.out);
        }
        if (!its.stateAsked && log.ci() - log.log.base() >= config.maxRetained()) {
            its.stateAsked = true;
            its.out.stateWanted();
        }
    }

    // ---------------------------------------------------------------- looking in from outside

    /** When the next {@link LogInput.Tick} is due at the latest. */
    public long wakeAt() {
        long at = Math.min(its.own.wakeAt(), catchUp.wakeAt());
        if (log.lead() == log.ep()) {
            at = Math.min(at, its.election.beatAt());
        }
        if (log.votes() && !log.isRoot()) {
            at = Math.min(at, its.election.dueAt(log.ep()));
        }
        return at;
    }

    /** Whether this member sequences for the epoch that it is in. */
    public boolean isRoot() {
        return log.isRoot();
    }

    /** Whether this member's acknowledgements and promises count. */
    public boolean votes() {
        return log.votes();
    }

    /** All that this member's log is now; a copy. */
    public LogState snapshot() {
        Persistence disk = log.disk();
        return new LogState(log.ep(), log.le(), log.log.snapshot(),
                log.log.slice(log.log.base() + 1, log.log.length()), log.ci(), log.lead(), log.com(), log.ble(),
                log.blen(), log.votes(), disk.disk(), disk.underWay(), log.voters().agg(), log.voters().prm(),
                its.own.state(), its.own.lastSeq(), disklessGroup, its.founding.rows(), its.neighbours.edges(),
                its.neighbours.direct());
    }

    /**
     * Becomes what {@code state} says, in the same life: what is due is due at the next tick.
     *
     * @throws IllegalStateException when this member has recovered or been restored already
     */
    public void restore(LogState state) {
        if (recovered) {
            throw new IllegalStateException("only a member that has just been made can become another");
        }
        recovered = true;
        disklessGroup = state.diskless();
        log.restore(state);
        its.own.restore(state.submitted(), state.lastSeq());
        its.founding.restore(state.rows());
        state.edges().forEach(peer -> its.neighbours.edge(peer, true));
        state.direct().forEach(peer -> its.neighbours.direct(peer, true));
    }

    /** For people who look for what goes on. */
    @Override
    public String toString() {
        return "member " + self + ": epoch " + log.ep()
                + (log.isRoot() ? " (root)" : log.isCandidate() ? " (candidate)" : "")
                + ", log of " + log.le() + " with " + log.log.length() + " entries, " + log.ci()
                + " delivered, upstream " + its.neighbours.upstream() + catchUp;
    }
}
