package org.espalier.core.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.espalier.core.Observer;
import org.espalier.core.SpecViolation;
import org.jspecify.annotations.Nullable;

/**
 * One member's part in the log of epochs: what it holds, promises and knows of the voters, and the steps that change it. It
 * sends nothing: {@link TreeLog} carries what it says, along whatever tree there is.
 *
 * <p>The protocol is of the family of Viewstamped Replication (Oki and Liskov, 1988; Liskov and Cowling, 2012) and Zab
 * (Junqueira, Reed and Serafini, 2011): the root of an epoch sequences, a majority of voters makes durable, and the root of a
 * later epoch begins with the best log of a majority. What differs: a log is compared by the epoch in which it was adopted
 * and its length alone, so an entry needs no epoch of its own; and a member keeps, of what it has, what is committed or of
 * the same lineage.
 *
 * <p><b>Disk.</b> Each step's changes become one {@link Write}; {@link #persisted} says how many of them are durable. What
 * others may rely on (an acknowledgement, a promise, a synchronisation) is derived from what is durable only.
 *
 * <p><b>Observer.</b> Actions have the names of the specification; {@code x} is the epoch, {@code y} an index of the log.
 */
// spec: EpochLog.tla
// spec-gap: Persist copies the memory of an earlier moment, as several writes may be under way; the specification writes at
// that moment and lets what depends on it be said later.
final class EpochLog {

    private static final String MODULE = "EpochLog";

    private record UnderWay(long number, long ep, long le, long len) {}

    final LogConfig config;
    final Ledger log;
    private final int self;
    private final int voter; // position among the voters, or -1
    private final LogVariant variant;
    private final Observer observer;

    private long ep = 1;
    private long le = 1;
    private long ci;
    private long lead;
    private long com; // the highest commit index announced in le
    private long ble; // what le began with: the epoch of that log, 0 when it is not known any more,
    private long blen; // and its length
    private boolean votes;

    private long durableEp = 1; // the disk, as far as it is known to be written
    private long durableLe = 1;
    private long durableLen;
    private final ArrayDeque<UnderWay> underWay = new ArrayDeque<>();
    private long writes;
    private long writtenEp = 1; // what the disk will be when all that is under way is written
    private long writtenLe = 1;
    private long untouched; // entries up to here are as in the last write
    private @Nullable Snapshot newSnapshot;

    private long[] agg; // by voter: durable entries of le
    private final LogMessage.@Nullable Promise[] prm; // by voter: for ep
    private int reports; // only for a broken variant

    EpochLog(int self, int members, LogConfig config, Observer observer, LogVariant variant) {
        this.self = self;
        this.config = config;
        this.observer = observer;
        this.variant = variant;
        log = new Ledger(members);
        voter = config.voters().indexOf(self);
        prm = new LogMessage.Promise[config.voters().size()];
        agg = new long[prm.length];
    }

    // ---------------------------------------------------------------- looking

    long ep() {
        return ep;
    }

    long le() {
        return le;
    }

    long ci() {
        return ci;
    }

    long lead() {
        return lead;
    }

    long ble() {
        return ble;
    }

    long blen() {
        return blen;
    }

    long com() {
        return com;
    }

    boolean votes() {
        return votes;
    }

    /** Whether this member sequences. */
    boolean isRoot() {
        return lead == ep && le == ep;
    }

    /** Whether this member wants to sequence and has not got the log to begin with. */
    boolean isCandidate() {
        return lead == ep && le < ep;
    }

    /** How far each voter holds the log of {@code le}, as known here; a copy. */
    List<Long> agg() {
        return Counts.list(agg);
    }

    /** The promises for {@code ep} known here. */
    List<LogMessage.Promise> prm() {
        List<LogMessage.Promise> known = new ArrayList<>();
        for (LogMessage.Promise promise : prm) {
            if (promise != null) {
                known.add(promise);
            }
        }
        return known;
    }

    /** How many entries this member may deliver: a voter those that are durable here, a learner those that it holds. */
    // spec: EpochLog.tla!Stable
    long stable() {
        if (!votes) {
            return log.length();
        }
        return durableLe == le ? Math.min(durableLen, log.length()) : ci;
    }

    // ---------------------------------------------------------------- starting

    /** Becomes what a disk says. {@code spec: EpochLog.tla!CrashRestart} */
    void recover(Durable durable, boolean mayVote) {
        ep = durable.ep();
        le = durable.le();
        log.startAt(durable.snapshot());
        if (variant != LogVariant.FORGET_LOG) {
            durable.entries().forEach(log::append);
        }
        ci = log.base();
        blen = log.length();
        com = ci;
        votes = (mayVote || variant == LogVariant.AMNESIAC_VOTES) && voter >= 0;
        durableEp = ep;
        durableLe = le;
        durableLen = log.length();
        writtenEp = ep;
        writtenLe = le;
        untouched = log.length();
        if (variant == LogVariant.RESUME_EPOCH && config.root(ep) == self && le == ep) {
            lead = ep;
        }
        observe("CrashRestart", ep, log.length());
        vote();
    }

    /** What is known to be durable. */
    LogState.Disk disk() {
        return new LogState.Disk(writes - underWay.size(), durableEp, durableLe, durableLen);
    }

    /** What becomes durable with each write not yet reported. */
    List<LogState.Disk> underWay() {
        List<LogState.Disk> disks = new ArrayList<>(underWay.size());
        for (UnderWay w : underWay) {
            disks.add(new LogState.Disk(w.number(), w.ep(), w.le(), w.len()));
        }
        return disks;
    }

    /** Becomes what {@code state} says, in the same life. */
    void restore(LogState state) {
        ep = state.ep();
        le = state.le();
        log.startAt(state.base());
        state.log().forEach(log::append);
        ci = state.ci();
        lead = state.lead();
        com = state.com();
        ble = state.ble();
        blen = state.blen();
        votes = state.votes();
        durableEp = state.d().ep();
        durableLe = state.d().le();
        durableLen = state.d().len();
        writes = state.d().writes();
        for (LogState.Disk w : state.underWay()) {
            writes = w.writes();
            underWay.add(new UnderWay(w.writes(), w.ep(), w.le(), w.len()));
        }
        writtenEp = ep;
        writtenLe = le;
        untouched = log.length();
        for (int v = 0; v < agg.length; v++) {
            agg[v] = state.agg().get(v);
        }
        state.prm().forEach(p -> prm[p.voter()] = p);
    }

    /** This life of a member without a disk is its first: it may vote from now on. {@code spec: Founding.tla!Found} */
    void found() {
        if (voter >= 0 && !votes) {
            votes = true;
            vote();
        }
    }

    // ---------------------------------------------------------------- the normal case

    /** Sequences an entry, unless it is here already, its turn has not come, or too much waits for its commit. */
    // spec: EpochLog.tla!Append
    boolean append(Entry entry) {
        if (!isRoot() || !log.isNext(entry) || log.length() - ci >= config.maxUncommitted()) {
            return false;
        }
        log.append(entry);
        observe("Append", ep, log.length());
        acknowledgeEarly();
        return true;
    }

    /** Takes the entry with that index if it is the next one of this member's epoch. */
    // spec: EpochLog.tla!OnAppend
    boolean onAppend(long e, long index, Entry entry) {
        if (le != ep || e != le || index != log.length() + 1) {
            return false;
        }
        SpecViolation.check(log.isNext(entry), "FifoTotal",
                "entry " + index + " is number " + entry.seq() + " of life " + entry.incarnation() + " of member "
                        + entry.origin() + ", which is not its next");
        log.append(entry);
        observe("OnAppend", le, log.length());
        acknowledgeEarly();
        return true;
    }

    /** The root's: as much is committed as a majority holds. */
    // spec: EpochLog.tla!Commit
    long commitable() {
        if (!isRoot()) {
            return ci;
        }
        long[] held = agg.clone();
        if (variant == LogVariant.COUNT_ACKS && reports + 1 >= config.quorum()) {
            reports = 0;
            return Math.max(ci, Math.min(stable(), Counts.max(held)));
        }
        Arrays.sort(held);
        return Math.max(ci, Math.min(stable(), held[held.length - config.quorum()]));
    }

    /** What may be delivered now, at the root or below it. */
    // spec: EpochLog.tla!OnCommit
    long deliverable() {
        return isRoot() ? commitable() : Math.max(ci, Math.min(com, stable()));
    }

    /** Entry {@code ci + 1} has been delivered. */
    void delivered() {
        ci++;
        com = Math.max(com, ci);
        observe(isRoot() ? "Commit" : "OnCommit", le, ci);
    }

    /** Epoch {@code e} has committed so much. */
    void announced(long e, long index) {
        if (e == le) {
            com = Math.max(com, index);
        }
    }

    /** Joins what is said of the voters. Returns whether anything of it is news. */
    // spec: TreeLog.tla!OnReport
    boolean onReport(long e, List<Long> said) {
        long[] mine = agg;
        if (e != le || said.size() != mine.length) {
            return false;
        }
        reports++;
        boolean news = false;
        for (int v = 0; v < mine.length; v++) {
            if (said.get(v) > mine[v]) {
                mine[v] = said.get(v);
                news = true;
            }
        }
        if (isRoot() && Counts.max(mine) > log.length()) {
            throw new SpecViolation("AggSound", "a voter holds more than the root of epoch " + le + " has sequenced");
        }
        return news;
    }

    // ---------------------------------------------------------------- a new epoch

    /** Begins epoch {@code e}, which is this member's. */
    // spec: EpochLog.tla!NewEpoch
    void newEpoch(long e) {
        SpecViolation.check(e > ep && config.root(e) == self, "RootOfEpoch", "member " + self + " begins epoch " + e);
        enter(e);
        lead = e;
        observe("NewEpoch", e, 0);
    }

    /** Epoch {@code e} exists. */
    // spec: EpochLog.tla!OnNew
    void onNew(long e) {
        if (e > ep) {
            enter(e);
            lead = 0;
            observe("OnNew", e, 0);
        }
    }

    private void enter(long e) {
        ep = e;
        Arrays.fill(prm, null);
        if (variant == LogVariant.TRUNCATE_FIRST) {
            cut(ci);
        }
        if (variant == LogVariant.PROMISE_EARLY && votes) {
            prm[voter] = new LogMessage.Promise(voter, le, log.length());
        }
    }

    /** Joins promises for this member's epoch. Returns whether anything of it is news. */
    // spec: TreeLog.tla!OnProm
    boolean onProm(long e, List<LogMessage.Promise> said) {
        boolean news = false;
        for (LogMessage.Promise promise : said) {
            if (e == ep && le < ep && promise.voter() < prm.length && prm[promise.voter()] == null) {
                prm[promise.voter()] = promise;
                news = true;
            }
        }
        return news;
    }

    /** The best log among the promises of a majority, or null while there is none, or this member's own is not durable. */
    LogMessage.@Nullable Promise best() {
        LogMessage.Promise best = null;
        int promised = 0;
        for (LogMessage.Promise p : prm) {
            if (p != null) {
                promised++;
                best = best == null || isBetter(p, best) ? p : best;
            }
        }
        boolean enough = promised >= config.quorum() || variant == LogVariant.NO_QUORUM;
        boolean durable = durableEp == ep || variant == LogVariant.SYNC_EARLY;
        return isCandidate() && enough && durable ? best : null;
    }

    // spec: EpochLog.tla!Better
    private boolean isBetter(LogMessage.Promise a, LogMessage.Promise b) {
        if (variant == LogVariant.LONGEST_WINS) {
            return a.len() > b.len();
        }
        return a.le() > b.le() || (a.le() == b.le() && a.len() > b.len());
    }

    /**
     * How many of its own entries this member keeps when it takes a log that begins with the first {@code baseLen} entries of
     * epoch {@code baseLe}: what is committed, and what is of the same lineage.
     */
    // spec: EpochLog.tla!Keep
    long keep(long baseLe, long baseLen) {
        boolean same = le == baseLe || variant == LogVariant.MATCH_LENGTH;
        return same ? Math.max(ci, Math.min(log.length(), baseLen)) : ci;
    }

    /**
     * Takes the log of epoch {@code e} in one step: a snapshot or the first {@code keep} entries of its own, and
     * {@code suffix} behind.
     *
     * @param baseLe the epoch of the log that {@code e} began with, 0 when it is not known
     * @param baseLen the length of that log
     * @param root whether this is the synchronisation of the root itself
     */
    // spec: EpochLog.tla!Sync and Adopt
    void adopt(long e, long baseLe, long baseLen, Optional<Snapshot> snapshot, long keep, List<Entry> suffix,
            boolean root) {
        install(snapshot, keep);
        suffix.forEach(log::append);
        le = e;
        ep = Math.max(ep, e);
        if (!root) {
            lead = 0;
        }
        ble = baseLe;
        blen = root ? log.length() : baseLen;
        com = ci;
        agg = new long[prm.length];
        Arrays.fill(prm, null);
        reports = 0;
        observe(root ? "Sync" : "Adopt", e, log.length());
        acknowledgeEarly();
    }

    /** Takes a snapshot of the log of its own epoch, because the entries behind this member's are gone. */
    // spec: EpochLog.tla!GapSnapshot
    void gapSnapshot(Snapshot snapshot) {
        install(Optional.of(snapshot), snapshot.index());
        com = Math.max(com, ci);
        observe("GapSnapshot", le, snapshot.index());
    }

    private void install(Optional<Snapshot> snapshot, long keep) {
        if (snapshot.isPresent() && snapshot.get().index() > log.base()) {
            Snapshot s = snapshot.get();
            log.startAt(snapshot);
            newSnapshot = s;
            untouched = s.index();
            ci = Math.max(ci, s.index());
        } else {
            SpecViolation.check(keep >= ci && keep <= log.length(), "UniformAgreement",
                    "of " + log.length() + " entries, " + ci + " of them delivered, " + keep + " are to be kept");
            cut(keep);
        }
    }

    private void cut(long keep) {
        log.truncate(keep);
        untouched = Math.min(untouched, keep);
    }

    // ---------------------------------------------------------------- the disk

    /** What of memory is to become durable now, or null when nothing has changed since the last call. */
    // spec: EpochLog.tla!Persist
    @Nullable
    Write nextWrite() {
        long from = untouched + 1;
        boolean grown = log.length() > untouched || untouched < writtenLength();
        if (ep == writtenEp && le == writtenLe && !grown && newSnapshot == null) {
            return null;
        }
        if (variant == LogVariant.SPLIT_RECORD && le != writtenLe) {
            writtenEp = ep;
            writtenLe = le;
            underWay.add(new UnderWay(++writes, ep, le, writtenLength()));
            return new Write(ep, le, Optional.empty(), Long.MAX_VALUE, List.of());
        }
        boolean cuts = grown || newSnapshot != null;
        Write write = new Write(ep, le, Optional.ofNullable(newSnapshot), cuts ? untouched : Long.MAX_VALUE,
                log.slice(from, log.length()));
        writtenEp = ep;
        writtenLe = le;
        newSnapshot = null;
        untouched = log.length();
        underWay.add(new UnderWay(++writes, ep, le, log.length()));
        return write;
    }

    private long writtenLength() {
        return underWay.isEmpty() ? durableLen : underWay.getLast().len();
    }

    /** The first {@code count} writes are durable: what depends on them may be said. */
    boolean persisted(long count) {
        boolean news = false;
        while (!underWay.isEmpty() && underWay.getFirst().number() <= count) {
            UnderWay done = underWay.removeFirst();
            durableEp = done.ep();
            durableLe = done.le();
            durableLen = done.len();
            news = true;
        }
        if (news) {
            observe("Persist", durableEp, durableLen);
            vote();
        }
        return news;
    }

    /** The state after the deliveries so far is {@code state}: it stands for them from now on. */
    // spec: EpochLog.tla!TakeSnapshot
    void takeSnapshot(byte[] state) {
        long index = variant == LogVariant.SNAPSHOT_UNCOMMITTED ? log.length() : ci;
        newSnapshot = log.compact(index, state);
        if (variant == LogVariant.SNAPSHOT_UNCOMMITTED) {
            ci = index;
        }
        if (variant == LogVariant.DEDUP_RETAINED) {
            log.forgetSnapshotsLast();
        }
        untouched = Math.max(untouched, index);
        observe("TakeSnapshot", le, index);
    }

    // ---------------------------------------------------------------- votes

    /** What this voter's disk says it says: how far it holds its epoch's log, and what it promises. */
    private void vote() {
        if (!votes) {
            return;
        }
        if (durableLe == le) {
            agg[voter] = Math.max(agg[voter], Math.min(durableLen, log.length()));
        }
        if (durableEp == ep && le < ep && durableLe == le && prm[voter] == null) {
            prm[voter] = new LogMessage.Promise(voter, le, durableLen);
        }
    }

    private void acknowledgeEarly() {
        if (variant == LogVariant.ACK_EARLY && votes) {
            agg[voter] = log.length();
        }
    }

    private void observe(String action, long x, long y) {
        observer.observe(MODULE, action, self, -1, x, y);
    }
}
