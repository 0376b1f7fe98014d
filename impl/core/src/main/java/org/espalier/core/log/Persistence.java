package org.espalier.core.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How far the disk is behind memory: what is known to be durable, what is on its way there, and what of memory has changed
 * since. Several writes may be under way, each a change of the one before.
 */
final class Persistence {

    private record UnderWay(long number, long ep, long le, long len) {}

    private final LogVariant variant;
    private long ep = 1; // the disk, as far as it is known to be written
    private long le = 1;
    private long len;
    private final ArrayDeque<UnderWay> underWay = new ArrayDeque<>();
    private long writes;
    private long writtenEp = 1; // what the disk will be when all that is under way is written
    private long writtenLe = 1;
    private long untouched; // entries up to here are as in the last write
    private @Nullable Snapshot newSnapshot;

    Persistence(LogVariant variant) {
        this.variant = variant;
    }

    /** The promised epoch that is durable. */
    long ep() {
        return ep;
    }

    /** The epoch of the durable log. */
    long le() {
        return le;
    }

    /** The length of the durable log. */
    long len() {
        return len;
    }

    /** What is known to be durable. */
    LogState.Disk disk() {
        return new LogState.Disk(writes - underWay.size(), ep, le, len);
    }

    /** What becomes durable with each write not yet reported. */
    List<LogState.Disk> underWay() {
        List<LogState.Disk> disks = new ArrayList<>(underWay.size());
        for (UnderWay w : underWay) {
            disks.add(new LogState.Disk(w.number(), w.ep(), w.le(), w.len()));
        }
        return disks;
    }

    /** Memory and disk are the same. */
    void begin(long durableEp, long durableLe, long length) {
        ep = durableEp;
        le = durableLe;
        len = length;
        written(ep, le, length);
    }

    /** Continues from a state in which memory has been handed out whole. */
    void restore(LogState state, long length) {
        ep = state.d().ep();
        le = state.d().le();
        len = state.d().len();
        writes = state.d().writes();
        for (LogState.Disk w : state.underWay()) {
            writes = w.writes();
            underWay.add(new UnderWay(w.writes(), w.ep(), w.le(), w.len()));
        }
        written(state.ep(), state.le(), length);
    }

    private void written(long asEp, long asLe, long length) {
        writtenEp = asEp;
        writtenLe = asLe;
        untouched = length;
    }

    /** The entries beyond {@code keep} were cut off. */
    void cut(long keep) {
        untouched = Math.min(untouched, keep);
    }

    /** A snapshot, and nothing behind it, took the place of the log. */
    void replacedBy(Snapshot snapshot) {
        newSnapshot = snapshot;
        untouched = snapshot.index();
    }

    /** A snapshot took the place of the log's beginning. */
    void compactedTo(Snapshot snapshot) {
        newSnapshot = snapshot;
        untouched = Math.max(untouched, snapshot.index());
    }

    /** What is to become durable now, or null when nothing has changed since the last call. */
    // spec: EpochLog.tla!Persist
    @Nullable
    Write next(long memoryEp, long memoryLe, Ledger log) {
        boolean changed = log.length() > untouched || untouched < writtenLength() || newSnapshot != null;
        if (memoryEp == writtenEp && memoryLe == writtenLe && !changed) {
            return null;
        }
        if (variant == LogVariant.SPLIT_RECORD && memoryLe != writtenLe) {
            written(memoryEp, memoryLe, untouched);
            underWay.add(new UnderWay(++writes, memoryEp, memoryLe, writtenLength()));
            return new Write(memoryEp, memoryLe, Optional.empty(), Long.MAX_VALUE, List.of());
        }
        Write write = new Write(memoryEp, memoryLe, Optional.ofNullable(newSnapshot),
                changed ? untouched : Long.MAX_VALUE, log.slice(untouched + 1, log.length()));
        newSnapshot = null;
        written(memoryEp, memoryLe, log.length());
        underWay.add(new UnderWay(++writes, memoryEp, memoryLe, log.length()));
        return write;
    }

    private long writtenLength() {
        return underWay.isEmpty() ? len : underWay.getLast().len();
    }

    /** The first {@code count} writes are durable. Returns whether any of them was not known to be. */
    boolean done(long count) {
        boolean news = false;
        while (!underWay.isEmpty() && underWay.getFirst().number() <= count) {
            UnderWay done = underWay.removeFirst();
            ep = done.ep();
            le = done.le();
            len = done.len();
            news = true;
        }
        return news;
    }
}
