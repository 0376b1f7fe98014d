package org.espalier.core.cast;

import static org.espalier.conform.Functions.at;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.espalier.conform.Atom;
import org.espalier.core.cast.FifoTreeState.End;
import org.espalier.core.cast.FifoTreeState.Frame;

/** The invariants of {@code FifoTree.tla}. */
record FifoTreeInvariants(CastGroup group) {

    Map<String, Predicate<FifoTreeState>> all() {
        Map<String, Predicate<FifoTreeState>> all = new LinkedHashMap<>();
        all.put("NoCreation", s -> s.dlv().values().stream().allMatch(dlv -> known(s, dlv)));
        all.put("NoDuplication",
                s -> s.dlv().values().stream().allMatch(dlv -> new HashSet<>(dlv).size() == dlv.size()));
        all.put("GapFree", s -> s.dlv().values().stream().allMatch(group::gapFree));
        all.put("FifoOrder", s -> s.dlv().values().stream().allMatch(group::fifo));
        all.put("EdgeCovers", this::edgeCovers);
        all.put("EdgeServed", this::edgeServed);
        all.put("HoldbackInv", this::holdback);
        all.put("GotInv", s -> s.dlv().keySet().stream().allMatch(p -> known(s, got(s, p))));
        return all;
    }

    private static boolean known(FifoTreeState s, Iterable<List<Object>> messages) {
        for (List<Object> m : messages) {
            if (!CastGroup.has(s.sent(), m)) {
                return false;
            }
        }
        return true;
    }

    private static Set<List<Object>> got(FifoTreeState s, Atom p) {
        Set<List<Object>> got = new HashSet<>(at(s.dlv(), p));
        got.addAll(at(s.hold(), p));
        return got;
    }

    private static boolean agreed(FifoTreeState s, List<Atom> e) {
        End sub = at(s.sub(), e);
        return sub.on() && sub.equals(at(s.pub(), e));
    }

    private boolean edgeCovers(FifoTreeState s) {
        return s.sub().keySet().stream().filter(e -> agreed(s, e)).allMatch(e -> {
            Set<List<Object>> there = got(s, e.get(1));
            return got(s, e.get(0)).stream().allMatch(m -> there.contains(m)
                    || at(s.net(), e).contains(new Frame.Msg("Msg", at(s.sub(), e).sid(), m)));
        });
    }

    private boolean edgeServed(FifoTreeState s) {
        return s.sub().entrySet().stream().filter(e -> e.getValue().on()).allMatch(e -> agreed(s, e.getKey())
                || at(s.net(), e.getKey()).stream().anyMatch(f -> f.sid() == e.getValue().sid()
                        && (f instanceof Frame.Sub || f.equals(new Frame.Word("Close", f.sid())))));
    }

    private boolean holdback(FifoTreeState s) {
        return group.nodes().stream().allMatch(p -> {
            long[] vec = group.vectorOf(at(s.dlv(), p));
            return at(s.hold(), p).stream().allMatch(m -> CastGroup.seq(m) > vec[group.origin(m)] + 1);
        });
    }
}
