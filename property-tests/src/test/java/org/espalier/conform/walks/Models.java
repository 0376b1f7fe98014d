package org.espalier.conform.walks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.espalier.conform.Atom;
import org.espalier.conform.Constants;

/** Models that are larger than those that the specifications and the classes are compared in. */
final class Models {

    private static final Set<Atom> FOUR = Set.of(new Atom("a"), new Atom("b"), new Atom("c"), new Atom("d"));

    private Models() {}

    /** Six payloads of both classes, three lives of either end. */
    static Constants arqLink() {
        return new Constants(Map.of("Incarnations", Map.of("A", numbers(1, 3), "B", numbers(1, 3)), "Payloads",
                numbers(1, 6), "Classes", Set.of("ordered", "arrival"), "SendWindow", 3L, "RecvWindow", 2L,
                "MaxLosses", 5L), Map.of());
    }

    /** Four members in a ring, two messages of each; TreeCast with cuts and streams of all numbers that there may be. */
    static Constants cast() {
        Map<String, Object> values = new HashMap<>();
        values.put("Node", FOUR);
        values.put("Quota", every(FOUR, n -> 2L));
        values.put("Edge", ring());
        values.put("Open", ring());
        values.put("MaxFault", 4L);
        values.put("MaxCut", 2L);
        values.put("MaxSid", 6L);
        return new Constants(values, Map.of());
    }

    private static Set<List<Atom>> ring() {
        List<Atom> all = FOUR.stream().sorted().toList();
        Set<List<Atom>> edges = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            Atom next = all.get((i + 1) % all.size());
            edges.add(List.of(all.get(i), next));
            edges.add(List.of(next, all.get(i)));
        }
        return edges;
    }

    /** Six members, of whom each may doubt its neighbours in number, and lose its memory. */
    static Constants tree() {
        Map<Long, Set<Long>> doubts = new HashMap<>();
        for (long i = 0; i < 6; i++) {
            long self = i;
            doubts.put(i, LongStream.of(i - 2, i - 1, i + 1).filter(j -> j >= 0 && j < 6 && j != self).boxed()
                    .collect(Collectors.toUnmodifiableSet()));
        }
        Map<String, Object> values = new HashMap<>();
        values.put("N", 6L);
        values.put("K", 2L);
        values.put("MaxKids", 2L);
        values.put("MaxReset", 2L);
        values.put("MaxStale", 3L);
        values.put("MaySettle", false);
        values.put("Cap", 5L);
        values.put("Fragile", numbers(0, 5));
        values.put("Doubts", doubts);
        return new Constants(values, Map.of());
    }

    /** Three voters and two learners, two origins, four epochs. */
    static Constants epochLog() {
        Map<String, Object> values = log();
        values.put("Node", numbers(1, 5));
        values.put("MaxForget", 1L);
        values.put("Snaps", true);
        return new Constants(values, Map.of("Root", "Rotate"));
    }

    /** Three voters and a learner, which are all neighbours; one entry, because the world commits one at a time. */
    static Constants treeLog() {
        Map<String, Object> values = log();
        values.put("Node", numbers(1, 4));
        values.put("Fragile", numbers(1, 4));
        values.put("Origin", Set.of(new Atom("x")));
        values.put("Quota", Map.of(new Atom("x"), 1L));
        Set<List<Long>> edges = new HashSet<>();
        for (long p = 1; p <= 4; p++) {
            for (long q = 1; q <= 4; q++) {
                if (p != q) {
                    edges.add(List.of(p, q));
                }
            }
        }
        values.put("Edge", edges);
        return new Constants(values, Map.of("Root", "RootInTurn"));
    }

    private static Map<String, Object> log() {
        Set<Atom> origins = Set.of(new Atom("x"), new Atom("y"));
        Map<String, Object> values = new HashMap<>();
        values.put("Voter", numbers(1, 3));
        values.put("Origin", origins);
        values.put("Quota", every(origins, o -> 2L));
        values.put("MaxEpoch", 4L);
        values.put("MaxCrash", 3L);
        values.put("Submitted", false);
        values.put("Led", false);
        return values;
    }

    /** Four voters, none of which has a disk. */
    static Constants founding() {
        return new Constants(Map.of("Voter", FOUR, "Keeper", Set.of(), "MaxLife", 4L, "MaxRestart", 5L), Map.of());
    }

    private static Set<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().collect(Collectors.toUnmodifiableSet());
    }

    private static <K, V> Map<K, V> every(Set<K> domain, Function<K, V> f) {
        return domain.stream().collect(Collectors.toUnmodifiableMap(k -> k, f));
    }
}
