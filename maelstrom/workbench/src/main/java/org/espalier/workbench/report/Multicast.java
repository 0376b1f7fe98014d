package org.espalier.workbench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.espalier.workbench.report.Recording.Request;

/**
 * The way of one multicast through the group.
 *
 * @param cast which one
 * @param start when it left its origin for the first time; when a client had asked for it just before, that moment
 * @param carriers every message that carried it, lost ones and repetitions included, in order of sending
 * @param firsts per node the message that brought it there first; the origin has none
 */
public record Multicast(Content.Cast cast, long start, List<Transit> carriers, Map<Integer, Transit> firsts) {

    public Multicast {
        carriers = List.copyOf(carriers);
        firsts = Map.copyOf(firsts);
    }

    /** When the last of {@code nodes} nodes had received it; -1 when some never did. */
    public long everywhereAt(int nodes) {
        return firsts.size() < nodes - 1
                ? -1
                : firsts.values().stream().mapToLong(Transit::at).max().orElse(start);
    }

    /** The messages that brought it to somebody, by arrival. */
    public List<Transit> path() {
        return firsts.values().stream().sorted(Comparator.comparingLong(Transit::at)).toList();
    }

    /** Length of the longest way, in hops. */
    public int hops() {
        int longest = 0;
        for (int node : firsts.keySet()) {
            int length = 0;
            int at = node;
            while (firsts.containsKey(at) && length <= firsts.size()) {
                at = firsts.get(at).from();
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** How many nodes passed it on. */
    public int relays() {
        Set<Integer> senders = firsts.values().stream().map(Transit::from).collect(Collectors.toSet());
        senders.remove(cast.origin());
        return senders.size();
    }

    static final class Builder {

        private final Content.Cast cast;
        private final List<Transit> carriers = new ArrayList<>();
        private final Map<Integer, Transit> firsts = new TreeMap<>();

        Builder(Content.Cast cast) {
            this.cast = cast;
        }

        int origin() {
            return cast.origin();
        }

        void carriedBy(Transit t) {
            carriers.add(t);
            if (t.delivered() && t.to() != cast.origin()) {
                firsts.merge(t.to(), t, (a, b) -> b.at() < a.at() ? b : a);
            }
        }

        /** The request is the last one that its origin got before it spoke: nodes answer at once. */
        Multicast build(List<Request> askedOfOrigin) {
            long left = carriers.stream().filter(t -> t.from() == cast.origin()).mapToLong(Transit::sent).min()
                    .orElse(carriers.get(0).sent());
            long start = left;
            for (Request r : askedOfOrigin) {
                if (r.invoked() <= left) {
                    start = r.invoked();
                }
            }
            return new Multicast(cast, start, carriers, firsts);
        }
    }
}
