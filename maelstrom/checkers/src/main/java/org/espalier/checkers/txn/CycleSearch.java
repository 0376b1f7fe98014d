package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Looks for the shortest cycle that begins with an edge of certain kinds and goes on with edges of others, within one
 * component: from the end of every first edge, breadth first, back to where it begins. Edges that say only who came first cost
 * nothing after another such one, because together they say just that.
 */
final class CycleSearch {

    /**
     * What is looked for.
     *
     * @param first the kinds of the first edge, as a set
     * @param rest the kinds of all others
     * @param apart whether two edges that are {@linkplain Edge.Kind#isRw() read-write} may not follow each other
     */
    record Wanted(int first, int rest, boolean apart) {

        int all() {
            return first | rest;
        }
    }

    /** How many edges are looked at before the first cycle is found, and how many thereafter to find a shorter one. */
    private static final long MAX_STEPS = 30_000_000;
    private static final long MAX_STEPS_FOR_LESS = 3_000_000;
    /** By what a state's last edge was: nothing special, order alone, read-write. */
    private static final int PLAIN = 0;
    private static final int ORDER = 1;
    private static final int RW = 2;
    private static final int WAYS = 3;

    private final List<Txn> txns;
    private final Graph graph;
    private final int[] distance;
    private final int[] cameBy;
    private final int[] cameFrom;
    private final int[] round;
    private int rounds;
    private IntList now = new IntList();
    private IntList later = new IntList();
    private long steps;

    CycleSearch(List<Txn> txns, Graph graph) {
        this.txns = txns;
        this.graph = graph;
        int states = WAYS * graph.size();
        distance = new int[states];
        cameBy = new int[states];
        cameFrom = new int[states];
        round = new int[states];
    }

    /**
     * The shortest cycle among members of one component; if there are too many ways to go, a short one.
     *
     * @param limited whether to give up after so many steps without any
     * @return its edges, the first one first; empty if none was found
     */
    List<Edge> shortest(Wanted wanted, Components components, int[] members, boolean limited) {
        List<Edge> best = (wanted.rest() & Edge.Kind.REALTIME.mask()) == 0
                ? List.of()
                : overtaken(wanted, components, members);
        steps = 0;
        long most = best.isEmpty() && !limited ? Long.MAX_VALUE : MAX_STEPS;
        for (int from : members) {
            for (int at = graph.begin(from); at < graph.end(from); at++) {
                if (best.size() == 2 || steps > most) {
                    return best;
                }
                if ((graph.mask(at) & wanted.first()) != 0 && components.together(from, graph.target(at))) {
                    int bound = best.isEmpty() ? Integer.MAX_VALUE : best.size();
                    List<Edge> found = from(from, at, wanted, components, bound);
                    if (found != null) {
                        most = best.isEmpty() ? steps + MAX_STEPS_FOR_LESS : most;
                        best = found;
                    }
                }
            }
        }
        return best;
    }

    /** A cycle of one edge and of real time; the shortest there can be, and the one that is seen at once. */
    private List<Edge> overtaken(Wanted wanted, Components components, int[] members) {
        for (int from : members) {
            for (int at = graph.begin(from); at < graph.end(from); at++) {
                int to = graph.target(at);
                if ((graph.mask(at) & wanted.first()) != 0 && components.together(from, to)
                        && txns.get(to).precedes(txns.get(from))) {
                    return List.of(graph.edge(at), TimeOrder.edge(txns.get(to), txns.get(from)));
                }
            }
        }
        return List.of();
    }

    /** The shortest cycle that begins with the edge at a place, if it has fewer edges than the bound. */
    private @Nullable List<Edge> from(int start, int place, Wanted wanted, Components components, int bound) {
        rounds++;
        now.clear();
        later.clear();
        boolean startsRw = graph.edge(place).kind().isRw();
        reach(graph.target(place) * WAYS + way(graph.edge(place).kind()), 1, place, -1);
        for (int length = 1; length < bound && now.size() + later.size() > 0; length++) {
            IntList swap = now;
            now = later;
            later = swap;
            later.clear();
            for (int i = 0; i < now.size(); i++) {
                int state = now.get(i);
                if (distance[state] != length) {
                    continue;
                }
                int txn = state / WAYS;
                if (txn == start && !(wanted.apart() && startsRw && state % WAYS == RW)) {
                    return path(state);
                }
                expand(state, length, wanted, components);
            }
        }
        return null;
    }

    private void expand(int state, int length, Wanted wanted, Components components) {
        int txn = state / WAYS;
        int last = state % WAYS;
        for (int at = graph.begin(txn); at < graph.end(txn); at++) {
            steps++;
            if ((graph.mask(at) & wanted.rest()) == 0 || !components.together(txn, graph.target(at))) {
                continue;
            }
            int way = way(graph.edge(at).kind());
            if (wanted.apart() && way == RW && last == RW) {
                continue;
            }
            reach(graph.target(at) * WAYS + way, way == ORDER && last == ORDER ? length : length + 1, at, state);
        }
    }

    private static int way(Edge.Kind kind) {
        return kind.isRw() ? RW : kind.isOrder() ? ORDER : PLAIN;
    }

    private void reach(int state, int length, int by, int from) {
        if (round[state] == rounds && distance[state] <= length) {
            return;
        }
        round[state] = rounds;
        distance[state] = length;
        cameBy[state] = by;
        cameFrom[state] = from;
        boolean isNow = from >= 0 && distance[from] == length;
        (isNow ? now : later).add(state);
    }

    /** The way to a state, with real time that follows real time made one. */
    private List<Edge> path(int last) {
        List<Edge> back = new ArrayList<>();
        for (int state = last; state >= 0; state = cameFrom[state]) {
            back.add(graph.edge(cameBy[state]));
        }
        Collections.reverse(back);
        List<Edge> path = new ArrayList<>();
        for (Edge e : back) {
            Edge before = path.isEmpty() ? e : path.get(path.size() - 1);
            if (!path.isEmpty() && before.kind() == e.kind() && e.kind().isOrder()) {
                path.set(path.size() - 1, new Edge(before.from(), e.to(), e.kind(), e.why()));
            } else {
                path.add(e);
            }
        }
        return path;
    }

    /** Numbers in a row. */
    private static final class IntList {

        private int[] values = new int[64];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        int get(int i) {
            return values[i];
        }

        int size() {
            return size;
        }

        void clear() {
            size = 0;
        }
    }
}
