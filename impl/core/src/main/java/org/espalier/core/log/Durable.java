package org.espalier.core.log;

import java.util.List;
import java.util.Optional;

/**
 * What a member has on disk, as one atomic record. {@code spec: EpochLog.tla, variable d}
 *
 * @param ep the highest epoch promised, from 1
 * @param le the epoch whose log this is, at most {@code ep}
 * @param snapshot what stands for the entries up to its index, or empty when all entries are here
 * @param entries those after the snapshot's index, or all, in order
 */
public record Durable(long ep, long le, Optional<Snapshot> snapshot, List<Entry> entries) {

    /** What a member that has never written anything holds. */
    public static final Durable EMPTY = new Durable(1, 1, Optional.empty(), List.of());

    public Durable {
        entries = List.copyOf(entries);
        if (le < 1 || ep < le) {
            throw new IllegalArgumentException("the log of epoch " + le + " with a promise to epoch " + ep);
        }
    }

    /** Index of the snapshot, 0 for none. */
    public long base() {
        return snapshot.map(Snapshot::index).orElse(0L);
    }

    /** Index of the last entry, snapshot included. */
    public long length() {
        return base() + entries.size();
    }
}
