package org.espalier.runtime.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.espalier.core.log.Durable;
import org.espalier.core.log.Entry;
import org.espalier.core.log.Snapshot;
import org.espalier.core.log.Write;

/**
 * A {@link Durable} that is changed in place: {@link #apply} does what {@link Write#applyTo} does, in time proportional to
 * the change. It holds references to the entries that the member holds anyway.
 */
final class LogImage {

    private long ep = Durable.EMPTY.ep();
    private long le = Durable.EMPTY.le();
    private Optional<Snapshot> snapshot = Optional.empty();
    private final List<Entry> entries = new ArrayList<>();

    LogImage copy() {
        LogImage copy = new LogImage();
        copy.ep = ep;
        copy.le = le;
        copy.snapshot = snapshot;
        copy.entries.addAll(entries);
        return copy;
    }

    long ep() {
        return ep;
    }

    long le() {
        return le;
    }

    Optional<Snapshot> snapshot() {
        return snapshot;
    }

    List<Entry> entries() {
        return entries;
    }

    long base() {
        return snapshot.map(Snapshot::index).orElse(0L);
    }

    long length() {
        return base() + entries.size();
    }

    /** Whether the write brings a snapshot that stands for more than the one here. */
    boolean isNewer(Optional<Snapshot> other) {
        return other.isPresent() && other.get().index() > base();
    }

    /**
     * Applies the write, or nothing of it.
     *
     * @return index of the last entry that was kept
     * @throws IllegalArgumentException when it cuts into the snapshot or leaves a gap
     */
    long apply(Write write) {
        boolean newer = isNewer(write.snapshot());
        long from = newer ? write.snapshot().orElseThrow().index() : base();
        long keep = write.keep();
        boolean all = keep == Long.MAX_VALUE && write.snapshot().isEmpty() && write.entries().isEmpty();
        if (keep < from || (!all && keep > length() && keep > from)) {
            throw new IllegalArgumentException(
                    "keeps the first " + keep + " of " + length() + " entries from " + from + " on");
        }
        long end = Math.max(from, Math.min(keep, length()));
        if (end < length()) {
            entries.subList((int) (end - base()), entries.size()).clear();
        }
        if (newer) {
            entries.subList(0, (int) Math.min(from - base(), entries.size())).clear();
            snapshot = write.snapshot();
        }
        entries.addAll(write.entries());
        ep = write.ep();
        le = write.le();
        return end;
    }

    Durable durable() {
        return new Durable(ep, le, snapshot, entries);
    }
}
