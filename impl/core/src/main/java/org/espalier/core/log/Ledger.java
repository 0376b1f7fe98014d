package org.espalier.core.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The log in memory: a snapshot, or none, and the entries behind it; and per origin the last entry there is, which makes log
 * and snapshot together the table that knows a duplicate.
 */
final class Ledger {

    private final int members;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Snapshot snapshot;
    private long base;
    private final long[] incarnation; // of the last entry of each origin, 0 for none
    private final long[] seq;

    Ledger(int members) {
        this.members = members;
        incarnation = new long[members];
        seq = new long[members];
    }

    long base() {
        return base;
    }

    /** Index of the last entry. */
    long length() {
        return base + entries.size();
    }

    Optional<Snapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    Entry get(long index) {
        return entries.get(Math.toIntExact(index - base - 1));
    }

    /** The entries from index {@code from} to {@code to}, both included; a copy. */
    List<Entry> slice(long from, long to) {
        return from > to
                ? List.of()
                : List.copyOf(entries.subList(Math.toIntExact(from - base - 1), Math.toIntExact(to - base)));
    }

    /** Whether {@code entry} is the next of its origin: neither there already nor ahead of one that is missing. */
    boolean isNext(Entry entry) {
        long life = incarnation[entry.origin()];
        return entry.incarnation() == life
                ? entry.seq() == seq[entry.origin()] + 1
                : entry.incarnation() > life && entry.seq() == 1;
    }

    void append(Entry entry) {
        entries.add(entry);
        remember(entry);
    }

    /** Cuts off what lies beyond {@code keep}, which is at least the base. */
    void truncate(long keep) {
        if (keep < length()) {
            entries.subList(Math.toIntExact(keep - base), entries.size()).clear();
            recount();
        }
    }

    /** Lets {@code state} stand for the first {@code index} entries, all of which are here. */
    Snapshot compact(long index, byte[] state) {
        Snapshot next = new Snapshot(index, lastAt(index), state);
        entries.subList(0, Math.toIntExact(index - base)).clear();
        base = index;
        snapshot = next;
        return next;
    }

    /** Becomes a snapshot, or nothing, and no entries. */
    void startAt(Optional<Snapshot> start) {
        entries.clear();
        snapshot = start.orElse(null);
        base = start.map(Snapshot::index).orElse(0L);
        recount();
    }

    /** Forgets what the snapshot knows of the origins: only for a broken variant. */
    void forgetSnapshotsLast() {
        if (snapshot != null) {
            snapshot = new Snapshot(base, List.of(), snapshot.state());
            recount();
        }
    }

    private void remember(Entry entry) {
        incarnation[entry.origin()] = entry.incarnation();
        seq[entry.origin()] = entry.seq();
    }

    private void recount() {
        Arrays.fill(incarnation, 0);
        Arrays.fill(seq, 0);
        List<Snapshot.Last> last = snapshot == null ? List.of() : snapshot.last();
        for (int origin = 0; origin < Math.min(members, last.size()); origin++) {
            incarnation[origin] = last.get(origin).incarnation();
            seq[origin] = last.get(origin).seq();
        }
        entries.forEach(this::remember);
    }

    private List<Snapshot.Last> lastAt(long index) {
        List<Snapshot.Last> last = new ArrayList<>(Collections.nCopies(members, Snapshot.Last.NONE));
        if (snapshot != null) {
            for (int origin = 0; origin < Math.min(members, snapshot.last().size()); origin++) {
                last.set(origin, snapshot.last().get(origin));
            }
        }
        for (Entry entry : entries.subList(0, Math.toIntExact(index - base))) {
            last.set(entry.origin(), new Snapshot.Last(entry.incarnation(), entry.seq()));
        }
        return last;
    }
}
