package org.espalier.workbench.report;

import java.util.List;

import org.espalier.workbench.net.Fate;

/**
 * Numbers about the messages of a run, counted from the recording.
 *
 * @param broadcasts multicasts that were acknowledged to a client
 * @param sent messages between servers, those the network made up not included
 * @param carrying of these, the ones that carry a multicast
 * @param understood whether the content could be read, so that {@code carrying} means something
 * @param lost messages and copies that were lost by chance
 * @param cut messages and copies that died at a cut
 * @param duplicates copies that the network made up
 * @param everywhere nanoseconds from the request to the arrival at the last node, ascending, of the multicasts that arrived
 *     at all nodes
 * @param everywhereInPeace of these, the ones which no cut touched
 * @param unfinished multicasts that did not arrive at all nodes
 */
public record RunFigures(long broadcasts, long sent, long carrying, boolean understood, long lost, long cut,
        long duplicates, List<Long> everywhere, List<Long> everywhereInPeace, long unfinished) {

    public RunFigures {
        everywhere = List.copyOf(everywhere);
        everywhereInPeace = List.copyOf(everywhereInPeace);
    }

    /** Counts. */
    public static RunFigures of(Recording recording) {
        int n = recording.nodes().size();
        List<Multicast> multicasts = recording.multicasts();
        List<Multicast> arrived = multicasts.stream().filter(m -> m.everywhereAt(n) >= 0).toList();
        List<Transit> originals = recording.transits().stream().filter(t -> !t.copy()).toList();
        return new RunFigures(recording.acknowledged("broadcast"), originals.size(),
                originals.stream().filter(t -> !t.content().casts().isEmpty()).count(),
                originals.stream().anyMatch(t -> t.content().known()), ended(recording, Fate.LOST),
                ended(recording, Fate.PARTITIONED), recording.transits().size() - originals.size(),
                waits(arrived, n),
                waits(arrived.stream().filter(m -> recording.faults().stream()
                        .noneMatch(f -> f.start() < m.everywhereAt(n) && f.end() > m.start())).toList(), n),
                multicasts.size() - arrived.size());
    }

    private static List<Long> waits(List<Multicast> multicasts, int n) {
        return multicasts.stream().map(m -> Math.max(0, m.everywhereAt(n) - m.start())).sorted().toList();
    }

    private static long ended(Recording recording, Fate fate) {
        return recording.transits().stream().filter(t -> t.fate() == fate).count();
    }

    /** Messages between servers for each multicast, everything included. */
    public double perBroadcast() {
        return broadcasts == 0 ? 0 : (double) sent / broadcasts;
    }

    /** The part of the messages that carries no multicast: acknowledgements, heartbeats, repair. */
    public double upkeepShare() {
        return sent == 0 ? 0 : (double) (sent - carrying) / sent;
    }

    /** The value below which that part of an ascending list lies, by the nearest rank; 0 of nothing. */
    public static long quantile(List<Long> ascending, double part) {
        if (ascending.isEmpty()) {
            return 0;
        }
        int rank = (int) Math.ceil(part * ascending.size());
        return ascending.get(Math.max(0, Math.min(ascending.size() - 1, rank - 1)));
    }
}
