package org.espalier.core.cast;

/** What {@link CastCounters} shows, while it is being counted. */
final class Tally {

    long delivered;
    long duplicates;
    long stale;
    long gaps;
    long holdbackFull;
    long lagging;
    long refused;
    long grafts;

    CastCounters read() {
        return new CastCounters(delivered, duplicates, stale, gaps, holdbackFull, lagging, refused, grafts);
    }
}
