package org.espalier.core.overlay;

import static org.espalier.conform.Functions.at;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Constants;
import org.espalier.core.overlay.TreeState.Frame;

/** What the environment of a model of {@code Tree.tla} may do: doubts, the network, timers, how long it goes on. */
final class TreeBounds {

    final int members;
    final int arity;
    final int maxKids;
    final int maxReset;
    final int maxStale;
    final boolean maySettle;
    final Set<Integer> fragile;
    private final int cap;
    private final Map<Integer, Set<Integer>> doubts = new HashMap<>();
    private final String mayAttempt;
    private final String nextVer;

    TreeBounds(Constants model) {
        members = model.number("N");
        arity = model.number("K");
        maxKids = model.number("MaxKids");
        maxReset = model.number("MaxReset");
        maxStale = model.number("MaxStale");
        maySettle = model.truth("MaySettle");
        cap = model.number("Cap");
        fragile = numbers(model.set("Fragile"));
        model.function("Doubts").forEach((i, all) -> doubts.put(number(i), numbers((Set<?>) all)));
        mayAttempt = model.definition("MayAttempt");
        nextVer = model.definition("NextVer");
    }

    private static int number(Object value) {
        return Math.toIntExact((Long) value);
    }

    static Set<Integer> numbers(Set<?> all) {
        Set<Integer> numbers = new HashSet<>();
        all.forEach(value -> numbers.add(number(value)));
        return Set.copyOf(numbers);
    }

    /** Node. */
    List<Integer> everybody() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            all.add(i);
        }
        return all;
    }

    /** Whom {@code i} may suspect at the same time: Suspicions(i). */
    Set<Set<Integer>> suspicions(TreeState s, int i) {
        if (s.settled()) {
            Set<Integer> away = new HashSet<>(everybody());
            away.removeIf(j -> at(s.frag(), j).equals(at(s.frag(), i)));
            return Set.of(away);
        }
        Set<Integer> others = new HashSet<>(at(doubts, i));
        others.remove(i);
        return subsets(others);
    }

    /** Carry(old, sent). */
    Set<Frame> carry(TreeState s, Set<Frame> old, Set<Frame> sent) {
        Set<Frame> all = new HashSet<>(old);
        for (Frame frame : sent) {
            if (!s.settled() || together(s, frame.from(), frame.to())) {
                all.add(frame);
            }
        }
        return s.settled() || all.size() <= cap ? Set.copyOf(all) : old;
    }

    static boolean together(TreeState s, int i, int j) {
        return at(s.frag(), i).equals(at(s.frag(), j));
    }

    /** Quiet(from, to): once settled, timers are slower than a round trip. */
    static boolean quiet(TreeState s, int from, int to) {
        return !s.settled() || (to != Heap.NONE && together(s, from, to)
                && s.net().stream().noneMatch(m -> m.from() == from && m.to() == to));
    }

    /** Worthwhile(p, i): once settled, only heartbeats that change something are shown. */
    static boolean worthwhile(TreeState s, int p, int i) {
        return !s.settled() || p == Heap.NONE || at(s.par(), i) != p || !at(s.kids(), p).contains(i)
                || !at(at(s.seen(), p), i).equals(at(s.pv(), i));
    }

    boolean mayAttempt(TreeState s, long version) {
        return switch (mayAttempt) {
            case "MayAttempt" -> true;
            case "OneAttempt" -> s.settled() || version <= 1;
            case "TwoAttempts" -> s.settled() || version <= 2;
            default -> throw new IllegalArgumentException("MayAttempt is replaced by " + mayAttempt);
        };
    }

    long nextVer(TreeState s, int i, Set<Frame> rest) {
        return switch (nextVer) {
            case "NextVer" -> at(s.ver(), i) + 1;
            case "Unremembered" -> {
                long most = at(s.pv(), i);
                for (int p = 0; p < i; p++) {
                    most = Math.max(most, at(at(s.seen(), p), i));
                }
                for (Frame m : rest) {
                    most = m.owner() == i ? Math.max(most, m.ver()) : most;
                }
                yield most + 1;
            }
            default -> throw new IllegalArgumentException("NextVer is replaced by " + nextVer);
        };
    }

    /** Partitions: for each member the lowest one of its fragment. */
    List<Map<Integer, Integer>> partitions() {
        List<Map<Integer, Integer>> all = new ArrayList<>();
        all.add(Map.of());
        for (int i : everybody()) {
            List<Map<Integer, Integer>> longer = new ArrayList<>();
            for (Map<Integer, Integer> some : all) {
                Set<Integer> lowest = new LinkedHashSet<>(some.values());
                lowest.add(i);
                for (int f : lowest) {
                    Map<Integer, Integer> more = new HashMap<>(some);
                    more.put(i, f);
                    longer.add(Map.copyOf(more));
                }
            }
            all = longer;
        }
        return all;
    }

    static <T> Set<Set<T>> subsets(Set<T> of) {
        Set<Set<T>> all = new LinkedHashSet<>();
        all.add(Set.of());
        for (T one : of) {
            for (Set<T> some : List.copyOf(all)) {
                Set<T> more = new HashSet<>(some);
                more.add(one);
                all.add(Set.copyOf(more));
            }
        }
        return all;
    }
}
