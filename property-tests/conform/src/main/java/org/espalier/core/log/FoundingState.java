package org.espalier.core.log;

import static org.espalier.conform.Functions.at;
import static org.espalier.conform.Functions.except;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Atom;

/** The variables of {@code Founding.tla}; functions over Voter are maps. */
record FoundingState(Map<Atom, Long> inc, Map<Atom, Map<Atom, Long>> row, Map<Atom, Set<Atom>> echo,
        Map<Atom, Set<Atom>> vouched, Map<Atom, Long> voted, Map<Atom, Set<List<Object>>> beside, long restarts) {

    boolean voting(Atom v) {
        return at(voted, v).equals(at(inc, v));
    }

    /** The same with what {@code v} knows, its row and its vouchers. */
    FoundingState knowing(Atom v, FoundingMember.Known known) {
        return new FoundingState(inc, except(row, v, known.row()), echo, except(vouched, v, known.vouched()), voted,
                beside, restarts);
    }

    /** History: {@code x} has heard of {@code v}, and is remembered if that one is voting. */
    FoundingState met(Atom x, Atom v) {
        return voting(v)
                ? new FoundingState(inc, row, echo, vouched, voted, more(v, List.of(pair(x, v))), restarts)
                : this;
    }

    private List<Object> pair(Atom x, Atom v) {
        return List.of(x, at(inc, v));
    }

    private Map<Atom, Set<List<Object>>> more(Atom v, List<List<Object>> pairs) {
        Set<List<Object>> all = new HashSet<>(at(beside, v));
        all.addAll(pairs);
        return except(beside, v, Set.copyOf(all));
    }

    /** History: {@code v} votes from now on, beside all who know it and all who vote. */
    FoundingState founded(Atom v, Set<Atom> keepers) {
        List<List<Object>> pairs = inc.keySet().stream()
                .filter(y -> at(at(row, y), v) != 0 || voting(y) || keepers.contains(y)).map(y -> pair(y, v)).toList();
        Map<Atom, Set<List<Object>>> all = more(v, pairs);
        for (Atom u : inc.keySet()) {
            if (!u.equals(v) && voting(u)) {
                all = except(all, u, at(more(u, List.of(pair(v, u))), u));
            }
        }
        return new FoundingState(inc, row, echo, vouched, except(voted, v, at(inc, v)), all, restarts);
    }

    /** The environment: the next life of {@code v}, which begins with what {@code known} says. */
    FoundingState restarted(Atom v, FoundingMember.Known known, Set<Atom> keepers) {
        Map<Atom, Set<Atom>> echoes = new HashMap<>();
        Map<Atom, Set<List<Object>>> left = new HashMap<>();
        for (Atom x : inc.keySet()) {
            Set<Atom> named = new HashSet<>(at(echo, x));
            if (x.equals(v)) {
                inc.keySet().stream().filter(u -> !u.equals(v) && at(at(row, v), u).equals(at(inc, u)))
                        .forEach(named::add);
            } else {
                named.remove(v);
            }
            echoes.put(x, Set.copyOf(named));
            Set<List<Object>> pairs = new HashSet<>(at(beside, x));
            pairs.removeIf(p -> p.get(0).equals(v) && !keepers.contains(v));
            left.put(x, Set.copyOf(pairs));
        }
        return new FoundingState(except(inc, v, at(inc, v) + 1), except(row, v, known.row()), Map.copyOf(echoes),
                except(vouched, v, known.vouched()), voted, Map.copyOf(left), restarts + 1);
    }
}
