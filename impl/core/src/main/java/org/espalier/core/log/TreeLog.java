package org.espalier.core.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.espalier.core.Observer;
import org.jspecify.annotations.Nullable;

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
 * durable in order and reported with {@link LogInput.Persisted}; ticks by {@link #wakeAt}. One thread at a time.
 *
 * <p><b>Which neighbour is upstream.</b> The one from which the newest beat of the epoch's root came first. While none is
 * known, everything meant for the root goes to all neighbours, which is dearer and does no harm.
 *
 * <p><b>Order of work in a step.</b> The input's own action; then what it makes possible: synchronisation, delivery; then the
 * write; then what each neighbour should know.
 */
// spec: TreeLog.tla
// spec-gap: how submissions travel to the root, and when to begin an epoch, is in no specification: there every submission
// may be sequenced, and every epoch begun, at any moment.
public final class TreeLog {

    private static final int NOBODY = -1;

    private final int self;
    private final LogConfig config;
    private final LogVariant variant;
    private final EpochLog log;
    private final Submissions own;
    private final Election election;
    private final Founding founding;
    private final Neighbour[] all;
    private final List<Neighbour> linked = new ArrayList<>();
    private final ArrayDeque<Entry> relayed = new ArrayDeque<>();
    private @Nullable Adoption adoption;
    private boolean resyncAll;
    private int upstream = NOBODY;
    private long aggVersion = 1;
    private long prmVersion = 1;
    private boolean stateAsked;
    private boolean recovered;
    private boolean ticked;
    private boolean disklessGroup;
    private long now;
    private LogOutbox out = NoOutbox.INSTANCE;

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
        this.variant = variant;
        log = new EpochLog(self, members, config, observer, variant);
        own = new Submissions(self, incarnation, config);
        election = new Election(self, config);
        founding = new Founding(config.voters().indexOf(self), config.voters().size(), incarnation);
        all = new Neighbour[members];
        for (int peer = 0; peer < members; peer++) {
            all[peer] = new Neighbour(peer);
        }
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
        log.recover(durable, mayVote);
    }

    /** One input, and everything that follows from it. */
    public void step(LogInput input, LogOutbox outbox) {
        if (!recovered) {
            throw new IllegalStateException("recover comes first");
        }
        out = outbox;
        switch (input) {
            case LogInput.EdgeUp(int peer) -> edge(all[peer], true);
            case LogInput.EdgeDown(int peer) -> edge(all[peer], false);
            case LogInput.LinkReset(int peer) -> all[peer].begin();
            case LogInput.Ready ready -> {
            }
            case LogInput.Received(int peer, LogMessage message) -> received(all[peer], message);
            case LogInput.Submit(long ticket, byte[] payload) -> submit(ticket, payload);
            case LogInput.Persisted(long writes) -> persisted(writes);
            case LogInput.StateTaken(long index, byte[] state) -> stateTaken(index, state);
            case LogInput.Tick(long nowMillis) -> tick(nowMillis);
        }
        settle();
        out = NoOutbox.INSTANCE;
    }

    // ---------------------------------------------------------------- inputs

    private void edge(Neighbour q, boolean up) {
        boolean before = q.linked();
        q.edge = up;
        link(q, before);
    }

    private void star(Neighbour q, boolean on) {
        boolean before = q.linked();
        q.star = on;
        link(q, before);
    }

    private void link(Neighbour q, boolean before) {
        if (q.linked() && !before) {
            q.begin();
            linked.add(q);
        } else if (!q.linked() && before) {
            linked.remove(q);
            if (upstream == q.peer) {
                lookFor(NOBODY);
            }
        }
    }

    private void submit(long ticket, byte[] payload) {
        if (!own.add(ticket, payload, now)) {
            out.outcome(ticket, new Outcome.BackPressured());
        }
    }

    private void persisted(long writes) {
        if (log.persisted(writes)) {
            aggVersion++;
            prmVersion++;
        }
    }

    private void stateTaken(long index, byte[] state) {
        stateAsked = false;
        if (index == log.ci() && index > log.log.base()) {
            log.takeSnapshot(state);
        }
    }

    private void tick(long nowMillis) {
        now = Math.max(now, nowMillis);
        if (!ticked) {
            ticked = true;
            election.begun(now);
        }
        own.tick(now, out);
        boolean alive = log.isRoot();
        if (!alive && log.votes() && now >= election.dueAt(log.ep())) {
            newEpoch(election.next(log.ep()));
        }
        if ((alive || log.isCandidate()) && election.beatIsDue(now)) {
            beat(new LogMessage.Beat(log.ep(), election.nextBeat(now), announcedCommit()), NOBODY);
        }
    }

    private void newEpoch(long e) {
        log.newEpoch(e);
        epochBegun(NOBODY);
        if (election.tries()) {
            for (int voter : config.voters()) {
                if (voter != self) {
                    star(all[voter], true);
                }
            }
        }
    }

    // ---------------------------------------------------------------- messages

    private void received(Neighbour q, LogMessage message) {
        switch (message) {
            case LogMessage.Status status -> onStatus(q, status);
            case LogMessage.Append append -> onAppend(q, append);
            case LogMessage.Ack(long e, List<Long> agg) -> aggVersion += log.onReport(e, agg) ? 1 : 0;
            case LogMessage.Promises(long e, List<LogMessage.Promise> prm) -> {
                sawEpoch(q, e);
                prmVersion += log.onProm(e, prm) ? 1 : 0;
            }
            case LogMessage.Beat beat -> onBeat(q, beat);
            case LogMessage.Propose(List<Entry> entries) -> entries.forEach(this::propose);
            case LogMessage.Fetch fetch -> onFetch(q, fetch);
            case LogMessage.Suffix suffix -> {
                if (adoption != null && adoption.take(suffix)) {
                    progress(adoption);
                }
            }
            case LogMessage.Piece piece -> onPiece(q, piece);
            case LogMessage.Rows(List<LogMessage.Row> rows) -> {
                disklessGroup = true;
                founding.onRows(rows);
            }
        }
    }

    private void onStatus(Neighbour q, LogMessage.Status status) {
        if (status.direct()) {
            star(q, true); // answers go there directly, too
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
            election.heard(now);
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
        } else if (log.lead() != log.ep() && election.onBeat(beat.n(), now)) {
            lookFor(q.peer);
            log.announced(beat.e(), beat.ci());
            beat(beat, q.peer);
        }
    }

    private void beat(LogMessage.Beat beat, int except) {
        for (Neighbour q : linked) {
            if (q.peer != except) {
                out.hint(q.peer, beat);
            }
        }
    }

    private void propose(Entry entry) {
        if (log.isRoot()) {
            log.append(entry);
        } else if (relayed.size() < config.maxRelayed()) {
            relayed.add(entry);
        }
    }

    private void onFetch(Neighbour q, LogMessage.Fetch fetch) {
        if (fetch.l() != log.le() || out.room(q.peer) == 0) {
            q.statusDue = true;
        } else if (fetch.from() <= log.log.base()) {
            piece(q, fetch.snapshot(), fetch.at());
        } else {
            long to = Math.min(fetch.upTo(), log.log.length());
            out.send(q.peer, new LogMessage.Suffix(log.le(), fetch.from(), batch(fetch.from(), to)));
        }
    }

    private void piece(Neighbour q, long snapshot, int at) {
        Snapshot mine = log.log.snapshot().orElseThrow();
        byte[] state = mine.state();
        int offset = snapshot == mine.index() && at >= 0 && at <= state.length ? at : 0;
        int end = Math.min(state.length, offset + config.maxBatchBytes());
        out.send(q.peer, new LogMessage.Piece(log.le(), mine.index(), offset == 0 ? mine.last() : List.of(), offset,
                state.length, Arrays.copyOfRange(state, offset, end)));
    }

    private void onPiece(Neighbour q, LogMessage.Piece piece) {
        if (adoption == null && piece.l() == log.le() && log.le() == log.ep() && !log.isRoot()
                && piece.index() > log.log.length()) {
            adoption = Adoption.gap(log.le(), log.log.length(), q.peer, now);
        }
        if (adoption != null && adoption.take(piece, config.maxSnapshotBytes())) {
            progress(adoption);
        } else {
            q.statusDue = true; // it thinks that this is wanted: say from where on
        }
    }

    private void progress(Adoption a) {
        a.progress(now);
        if (a.goal.root()) {
            election.heard(now); // a candidate that is getting there does not give up on itself
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
        election.begun(now);
        prmVersion++;
        if (adoption != null && adoption.goal.e() < log.ep()) {
            adoption = null;
        }
        lookFor(from);
        for (Neighbour q : List.copyOf(linked)) {
            q.statusDue = true;
            if (from != NOBODY) {
                star(q, q.star && q.peer == from);
            }
        }
    }

    /** What is meant for the root goes to {@code peer} from now on. */
    private void lookFor(int peer) {
        if (upstream != peer) {
            upstream = peer;
            own.rewind();
            if (peer != NOBODY) {
                all[peer].toldAgg = 0;
                all[peer].toldPrm = 0;
            }
        }
    }

    // ---------------------------------------------------------------- what follows from it

    private void settle() {
        if (!log.votes() && founding.confirmed()) {
            log.found();
            aggVersion++;
            prmVersion++;
        }
        synchronise();
        follow();
        fetch();
        submitOwn();
        deliver();
        if (resyncAll) {
            resyncAll = false;
            linked.forEach(q -> {
                q.statusDue = true;
                q.startOver();
            });
        }
        for (Write write = log.nextWrite(); write != null; write = log.nextWrite()) {
            out.persist(write);
        }
        for (int i = 0; i < linked.size(); i++) {
            tell(linked.get(i));
        }
    }

    /** As a candidate: begin with the best log promised, as soon as it is here. */
    private void synchronise() {
        LogMessage.Promise best = log.best();
        if (best == null) {
            return;
        }
        Adoption.Goal goal = new Adoption.Goal(log.ep(), best.le(), best.le(), best.len(), true);
        if (adoption == null || !adoption.goal.equals(goal)) {
            adoption = Adoption.of(goal, log.keep(best.le(), best.len()), config.voters().get(best.voter()), now);
        }
    }

    /** As a follower: adopt the log of the newest epoch that a neighbour has. */
    private void follow() {
        if (log.le() == log.ep() || log.isCandidate() || adoption != null) {
            return;
        }
        for (Neighbour q : linked) {
            if (q.le == log.ep() && adoption == null) {
                Adoption.Goal goal = new Adoption.Goal(q.le, q.le, q.ble, q.blen, false);
                adoption = Adoption.of(goal, log.keep(q.ble, q.blen), q.peer, now);
                if (variant == LogVariant.PARTIAL_ADOPTION) {
                    log.adopt(q.le, q.ble, q.blen, Optional.empty(), adoption.keep, List.of(), false);
                    adopted();
                    return;
                }
            }
        }
    }

    private void fetch() {
        Adoption a = adoption;
        if (a == null) {
            return;
        }
        if (a.gap ? a.goal.e() != log.ep() : a.goal.e() < log.ep() || log.le() >= a.goal.e()) {
            adoption = null;
        } else if (a.complete()) {
            complete(a);
        } else if (a.isLate(now, config.resubmitAfterMillis())) {
            adoption = null; // whoever was asked is gone, or has something else by now: ask whoever has it
            all[a.peer].statusDue = true;
        } else if (!a.asked && out.room(a.peer) > 0) {
            a.asked = true;
            out.send(a.peer, a.question());
        }
    }

    private void complete(Adoption a) {
        boolean overtaken = a.snapshot().filter(s -> s.index() <= (a.gap ? log.log.length() : log.ci())).isPresent();
        if (overtaken) {
            adoption = null;
            all[a.peer].statusDue = true;
            return;
        }
        if (a.gap) {
            a.snapshot().ifPresent(log::gapSnapshot);
        } else {
            long keep = a.snapshot().isPresent() ? a.keep : Math.max(a.keep, log.ci());
            log.adopt(a.goal.e(), a.goal.baseLe(), a.goal.baseLen(), a.snapshot(), keep, a.beyond(keep),
                    a.goal.root());
        }
        a.snapshot().ifPresent(this::installed);
        adopted();
    }

    private void adopted() {
        adoption = null;
        election.heard(now);
        election.succeeded();
        relayed.clear();
        own.rewind();
        aggVersion++;
        resyncAll = true;
    }

    private void installed(Snapshot snapshot) {
        stateAsked = false;
        out.install(snapshot.index(), snapshot.state());
        if (self < snapshot.last().size()) {
            own.covered(snapshot.last().get(self), out);
        }
    }

    private void submitOwn() {
        if (log.isRoot()) {
            while (own.anythingToSend() && log.log.length() - log.ci() < config.maxUncommitted()) {
                own.next(now).forEach(log::append);
            }
            relayed.forEach(log::append);
            relayed.clear();
        }
    }

    // spec: EpochLog.tla!Commit and OnCommit
    private void deliver() {
        for (long to = log.deliverable(); log.ci() < to;) {
            Entry entry = log.log.get(log.ci() + 1);
            log.delivered();
            out.deliver(log.ci(), entry);
            own.delivered(log.ci(), entry, out);
        }
        if (!stateAsked && log.ci() - log.log.base() >= config.maxRetained()) {
            stateAsked = true;
            out.stateWanted();
        }
    }

    private void tell(Neighbour q) {
        if (q.statusDue && out.room(q.peer) > 0) {
            q.statusDue = false;
            out.send(q.peer,
                    new LogMessage.Status(log.ep(), log.le(), log.log.length(), log.ble(), log.blen(), q.ep == 0,
                            q.star));
        }
        if (disklessGroup && q.toldRows < founding.version() && out.room(q.peer) > 0) {
            q.toldRows = founding.version();
            out.send(q.peer, new LogMessage.Rows(founding.rows()));
        }
        if (q.le == log.le() && log.le() == log.ep()) {
            stream(q);
        }
        if (log.lead() != log.ep() && (upstream == q.peer || upstream == NOBODY)) {
            report(q);
        }
    }

    private void stream(Neighbour q) {
        while (q.next <= log.log.length() && !q.behind && out.room(q.peer) > 0) {
            if (q.next <= log.log.base()) {
                q.behind = true;
                piece(q, 0, 0);
                return;
            }
            List<Entry> entries = batch(q.next, log.log.length());
            q.toldCi = announcedCommit();
            out.send(q.peer, new LogMessage.Append(log.le(), q.next, entries, q.toldCi));
            q.next += entries.size();
        }
        if (q.toldCi < announcedCommit() && !q.behind && out.room(q.peer) > 0) {
            q.toldCi = announcedCommit();
            out.send(q.peer, new LogMessage.Append(log.le(), q.next, List.of(), q.toldCi));
        }
    }

    /** What this member tells others to be committed: all that it knows of. */
    private long announcedCommit() {
        boolean mute = variant == LogVariant.NO_REANNOUNCE && log.isRoot() && log.ci() <= log.blen();
        return mute ? 0 : Math.max(log.ci(), log.com());
    }

    /** Joins and submissions for the root. */
    private void report(Neighbour q) {
        if (log.le() == log.ep() && q.toldAgg < aggVersion && out.room(q.peer) > 0) {
            q.toldAgg = aggVersion;
            out.send(q.peer, new LogMessage.Ack(log.le(), log.agg()));
        }
        if (log.le() < log.ep() && q.toldPrm < prmVersion && !log.prm().isEmpty() && out.room(q.peer) > 0) {
            q.toldPrm = prmVersion;
            out.send(q.peer, new LogMessage.Promises(log.ep(), log.prm()));
        }
        if (upstream == q.peer && log.le() == log.ep() && election.hasRoot(now)) {
            while (!relayed.isEmpty() && out.room(q.peer) > 0) {
                out.send(q.peer, new LogMessage.Propose(batchOfRelayed()));
            }
            while (own.anythingToSend() && out.room(q.peer) > 0) {
                out.send(q.peer, new LogMessage.Propose(own.next(now)));
            }
        }
    }

    private List<Entry> batchOfRelayed() {
        List<Entry> batch = new ArrayList<>();
        int bytes = 0;
        while (!relayed.isEmpty() && batch.size() < config.maxBatch() && bytes < config.maxBatchBytes()) {
            Entry entry = relayed.remove();
            batch.add(entry);
            bytes += entry.payload().length;
        }
        return batch;
    }

    private List<Entry> batch(long from, long to) {
        long end = from - 1;
        int bytes = 0;
        while (end < to && end - from + 1 < config.maxBatch() && bytes < config.maxBatchBytes()) {
            bytes += log.log.get(++end).payload().length;
        }
        return log.log.slice(from, end);
    }

    // ---------------------------------------------------------------- looking in from outside

    /** When the next {@link LogInput.Tick} is due at the latest. */
    public long wakeAt() {
        long at = own.wakeAt();
        if (adoption != null) {
            at = Math.min(at, adoption.lateAt(config.resubmitAfterMillis()));
        }
        if (log.lead() == log.ep()) {
            at = Math.min(at, election.beatAt());
        }
        if (log.votes() && !log.isRoot()) {
            at = Math.min(at, election.dueAt(log.ep()));
        }
        return at;
    }

    /** Whether this member sequences for the epoch that it is in. */
    public boolean isRoot() {
        return log.isRoot();
    }

    /** All that this member's log is now; a copy. */
    public LogState snapshot() {
        return new LogState(log.ep(), log.le(), log.log.snapshot(),
                log.log.slice(log.log.base() + 1, log.log.length()), log.ci(), log.lead(), log.com(), log.ble(),
                log.blen(), log.votes(), log.disk(), log.underWay(), log.agg(), log.prm(), own.state(), own.lastSeq(),
                disklessGroup, founding.rows(), peers(q -> q.edge), peers(q -> q.star));
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
        own.restore(state.submitted(), state.lastSeq());
        founding.restore(state.rows());
        state.edges().forEach(peer -> edge(all[peer], true));
        state.direct().forEach(peer -> star(all[peer], true));
    }

    private List<Integer> peers(Predicate<Neighbour> which) {
        List<Integer> peers = new ArrayList<>();
        for (Neighbour q : all) {
            if (which.test(q)) {
                peers.add(q.peer);
            }
        }
        return peers;
    }

    /** How many entries have been delivered, those of a snapshot included. */
    public long delivered() {
        return log.ci();
    }

    /** Whether this member's acknowledgements and promises count. */
    public boolean votes() {
        return log.votes();
    }

    /** The highest epoch this member has heard of. */
    public long epoch() {
        return log.ep();
    }

    /** For people who look for what goes on. */
    @Override
    public String toString() {
        return "member " + self + ": epoch " + log.ep()
                + (log.isRoot() ? " (root)" : log.isCandidate() ? " (candidate)" : "")
                + ", log of " + log.le() + " with " + log.log.length() + " entries, " + log.ci()
                + " delivered, upstream "
                + upstream + (adoption == null ? "" : ", adopting " + adoption.goal + " from " + adoption.peer);
    }
}
