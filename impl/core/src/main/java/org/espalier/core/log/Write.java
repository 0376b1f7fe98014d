package org.espalier.core.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One change of the durable record, which takes effect whole or not at all. In this order: the epochs become
 * {@code ep} and {@code le}; a snapshot, if there is one, replaces everything up to its index; entries beyond {@code keep}
 * are cut off; {@code entries} follow.
 *
 * @param keep index of the last entry kept, at least the snapshot's index; {@code Long.MAX_VALUE}, without a new snapshot or
 *     entries, for all
 */
public record Write(long ep, long le, Optional<Snapshot> snapshot, long keep, List<Entry> entries) {

    public Write {
        entries = List.copyOf(entries);
        if (le < 1 || ep < le) {
            throw new IllegalArgumentException("the log of epoch " + le + " with a promise to epoch " + ep);
        }
        if (keep < snapshot.map(Snapshot::index).orElse(0L)) {
            throw new IllegalArgumentException("keeps " + keep + " entries of a longer snapshot");
        }
    }

    /** What {@code before} becomes. */
    public Durable applyTo(Durable before) {
        long end = Math.min(keep, before.length());
        Optional<Snapshot> base = snapshot.isPresent() && snapshot.get().index() > before.base()
                ? snapshot
                : before.snapshot();
        long from = base.map(Snapshot::index).orElse(0L);
        boolean all = keep == Long.MAX_VALUE && snapshot.isEmpty() && entries.isEmpty();
        if (keep < from || (!all && keep > before.length() && keep > from)) {
            throw new IllegalArgumentException(
                    "keeps the first " + keep + " of " + before.length() + " entries from " + from + " on");
        }
        List<Entry> kept = end <= from
                ? List.of()
                : before.entries().subList((int) (from - before.base()), (int) (end - before.base()));
        List<Entry> log = new ArrayList<>(kept);
        log.addAll(entries);
        return new Durable(ep, le, base, log);
    }
}
