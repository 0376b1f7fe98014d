package org.espalier.core.log;

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

    private final Persistence disk;
    private final Votes voters;

    EpochLog(int self, int members, LogConfig config, Observer observer, LogVariant variant) {
        this.self = self;
        this.config = config;
        this.observer = observer;
        this.variant = variant;
        log = new Ledger(members);
        voter = config.voters().indexOf(self);
        disk = new Persistence(variant);
        voters = new Votes(config, variant);
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

    /** What is known of the voters in this epoch. */
    Votes voters() {
        return voters;
    }

    /** What of it all is durable. */
    Persistence disk() {
        return disk;
    }

    /** How many entries this member may deliver: a voter those that are durable here, a learner those that it holds. */
    // spec: EpochLog.tla!Stable
    long stable() {
        if (!votes) {
            return log.length();
        }
        return disk.le() == le ? Math.min(disk.len(), log.length()) : ci;
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
        disk.begin(ep, le, log.length());
        if (variant == LogVariant.RESUME_EPOCH && config.root(ep) == self && le == ep) {
            lead = ep;
        }
        observe("CrashRestart", ep, log.length());
        vote();
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
        disk.restore(state, log.length());
        voters.restore(state);
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
                () -> "entry " + index + " is number " + entry.seq() + " of life " + entry.incarnation() + " of member "
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
        return Math.max(ci, Math.min(stable(), voters.heldByQuorum()));
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

    /** Joins what is said of the voters. */
    // spec: TreeLog.tla!OnReport
    void onReport(long e, List<Long> said) {
        if (e == le && said.size() == config.voters().size()) {
            voters.join(said);
            SpecViolation.check(!isRoot() || voters.max() <= log.length(), "AggSound",
                    () -> "a voter holds more than the root of epoch " + le + " has sequenced");
        }
    }

    // ---------------------------------------------------------------- a new epoch

    /** Begins epoch {@code e}, which is this member's; returns whether it may. */
    // spec: EpochLog.tla!NewEpoch
    boolean newEpoch(long e) {
        if (!votes) {
            return false;
        }
        SpecViolation.check(e > ep && config.root(e) == self, "RootOfEpoch",
                () -> "member " + self + " begins epoch " + e);
        enter(e);
        lead = e;
        observe("NewEpoch", e, 0);
        return true;
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
        voters.forgetPromises();
        if (variant == LogVariant.TRUNCATE_FIRST) {
            cut(ci);
        }
        if (variant == LogVariant.PROMISE_EARLY && votes) {
            voters.promise(new LogMessage.Promise(voter, le, log.length()));
        }
    }

    /** Joins promises for this member's epoch. */
    // spec: TreeLog.tla!OnProm
    void onProm(long e, List<LogMessage.Promise> said) {
        if (e == ep && le < ep) {
            said.forEach(voters::promise);
        }
    }

    /** The best log among the promises of a majority, or null while there is none, or this member's own is not durable. */
    LogMessage.@Nullable Promise best() {
        boolean durable = disk.ep() == ep || variant == LogVariant.SYNC_EARLY;
        return isCandidate() && durable ? voters.best() : null;
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
        voters.forgetAll();
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
            disk.replacedBy(s);
            ci = Math.max(ci, s.index());
        } else {
            SpecViolation.check(keep >= ci && keep <= log.length(), "UniformAgreement",
                    () -> "of " + log.length() + " entries, " + ci + " of them delivered, " + keep + " are to be kept");
            cut(keep);
        }
    }

    private void cut(long keep) {
        log.truncate(keep);
        disk.cut(keep);
    }

    // ---------------------------------------------------------------- the disk

    /** What of memory is to become durable now, or null when nothing has changed since the last call. */
    // spec: EpochLog.tla!Persist
    @Nullable
    Write nextWrite() {
        return disk.next(ep, le, log);
    }

    /** The first {@code count} writes are durable: what depends on them may be said. */
    void persisted(long count) {
        if (disk.done(count)) {
            observe("Persist", disk.ep(), disk.len());
            vote();
        }
    }

    /**
     * The state after the first {@code taken} deliveries is {@code state}: it stands for them from now on, unless there have
     * been more since.
     */
    // spec: EpochLog.tla!TakeSnapshot
    void takeSnapshot(long taken, byte[] state) {
        if (taken != ci || taken <= log.base()) {
            return;
        }
        long index = variant == LogVariant.SNAPSHOT_UNCOMMITTED ? log.length() : ci;
        disk.compactedTo(log.compact(index, state));
        if (variant == LogVariant.SNAPSHOT_UNCOMMITTED) {
            ci = index;
        }
        if (variant == LogVariant.DEDUP_RETAINED) {
            log.forgetSnapshotsLast();
        }
        observe("TakeSnapshot", le, index);
    }

    // ---------------------------------------------------------------- votes

    /** What this voter's disk says it says: how far it holds its epoch's log, and what it promises. */
    void vote() {
        if (!votes) {
            return;
        }
        if (disk.le() == le) {
            voters.holds(voter, Math.min(disk.len(), log.length()));
        }
        if (disk.ep() == ep && le < ep && disk.le() == le) {
            voters.promise(new LogMessage.Promise(voter, le, disk.len()));
        }
    }

    private void acknowledgeEarly() {
        if (variant == LogVariant.ACK_EARLY && votes) {
            voters.holds(voter, log.length());
        }
    }

    private void observe(String action, long x, long y) {
        observer.observe(MODULE, action, self, -1, x, y);
    }
}
