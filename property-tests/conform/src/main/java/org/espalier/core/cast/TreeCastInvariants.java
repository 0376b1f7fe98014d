package org.espalier.core.cast;

import static org.espalier.conform.Functions.at;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.espalier.conform.Atom;
import org.espalier.core.cast.TreeCastState.Frame;
import org.espalier.core.cast.TreeCastState.PubEnd;
import org.espalier.core.cast.TreeCastState.SubEnd;

/** The invariants of {@code TreeCast.tla}. */
record TreeCastInvariants(CastGroup group) {

    Map<String, Predicate<TreeCastState>> all() {
        Map<String, Predicate<TreeCastState>> all = new LinkedHashMap<>();
        all.put("NoCreation", s -> each(s, dlv -> dlv.stream().allMatch(m -> s.past().containsKey(m)
                && CastGroup.has(at(s.vec(), m.get(0)), m))));
        all.put("NoDuplication", s -> each(s, dlv -> new HashSet<>(dlv).size() == dlv.size()));
        all.put("GapFree", s -> each(s, group::gapFree));
        all.put("FifoOrder", s -> each(s, group::fifo));
        all.put("CausalOrder", s -> each(s, dlv -> causal(s, dlv)));
        all.put("EdgeClosed", s -> s.sub().keySet().stream().allMatch(e -> edgeClosed(s, e)));
        all.put("EdgeCovers", s -> s.sub().keySet().stream().allMatch(e -> edgeCovers(s, e)));
        all.put("EdgeServed", s -> s.sub().keySet().stream().allMatch(e -> edgeServed(s, e)));
        all.put("LogInv", this::logs);
        return all;
    }

    private static boolean each(TreeCastState s, Predicate<List<List<Object>>> holds) {
        return s.dlv().values().stream().allMatch(holds);
    }

    /** What a message depends on comes before it. */
    private static boolean causal(TreeCastState s, List<List<Object>> dlv) {
        for (int i = 0; i < dlv.size(); i++) {
            if (!dlv.subList(0, i).containsAll(at(s.past(), dlv.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** What the subscriber will have been given when so many frames have arrived. */
    private static Set<List<Object>> given(TreeCastState s, List<Atom> e, int frames) {
        Set<List<Object>> given = new HashSet<>(at(s.dlv(), e.get(1)));
        at(s.down(), e).stream().limit(frames).filter(f -> f.sid() == at(s.sub(), e).sid()).forEach(f -> {
            if (f instanceof Frame.Msg msg) {
                given.add(msg.m());
            } else if (f instanceof Frame.Snapshot snapshot) {
                given.addAll(snapshot.state());
            }
        });
        return given;
    }

    private static boolean edgeClosed(TreeCastState s, List<Atom> e) {
        SubEnd sub = at(s.sub(), e);
        List<Frame> down = at(s.down(), e);
        for (int i = 0; sub.on() && i < down.size(); i++) {
            if (down.get(i) instanceof Frame.Msg msg && msg.sid() == sub.sid()
                    && !given(s, e, i).containsAll(at(s.past(), msg.m()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean edgeCovers(TreeCastState s, List<Atom> e) {
        SubEnd sub = at(s.sub(), e);
        PubEnd pub = at(s.pub(), e);
        return !sub.on() || !pub.st().equals("on") || sub.sid() != pub.sid()
                || given(s, e, at(s.down(), e).size()).containsAll(at(s.dlv(), e.get(0)));
    }

    private static boolean edgeServed(TreeCastState s, List<Atom> e) {
        SubEnd sub = at(s.sub(), e);
        PubEnd pub = at(s.pub(), e);
        return !sub.on() || (!pub.st().equals("off") && pub.sid() == sub.sid())
                || at(s.up(), e).stream().anyMatch(f -> f instanceof Frame.Request && f.sid() == sub.sid())
                || at(s.down(), e).stream().anyMatch(f -> f instanceof Frame.Word && f.sid() == sub.sid());
    }

    private boolean logs(TreeCastState s) {
        return group.nodes().stream().allMatch(p -> {
            List<List<Object>> dlv = at(s.dlv(), p);
            int cut = dlv.size() - at(s.log(), p).size();
            return cut >= 0 && at(s.log(), p).equals(dlv.subList(cut, dlv.size()))
                    && at(s.base(), p).equals(group.vector(group.vectorOf(dlv.subList(0, cut))))
                    && at(s.vec(), p).equals(group.vector(group.vectorOf(dlv)));
        });
    }
}
