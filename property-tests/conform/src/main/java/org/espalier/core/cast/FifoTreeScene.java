package org.espalier.core.cast;

import static org.espalier.conform.Functions.at;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Atom;
import org.espalier.core.Observer;
import org.espalier.core.cast.FifoTreeState.End;
import org.espalier.core.cast.FifoTreeState.Frame;

/** {@link FifoTree}s in a state. */
final class FifoTreeScene extends CastScene<FifoTreeState> {

    private final FifoTreeState before;
    private final Map<List<Atom>, Set<Frame>> net = new HashMap<>();

    FifoTreeScene(CastGroup group, CastConfig config, FifoTreeState before) {
        super(group, config, before.dlv());
        this.before = before;
        net.putAll(before.net());
    }

    @Override
    Cast make(int self, CastConfig limits, Observer observer) {
        return new FifoTree(self, group.size(), limits, observer);
    }

    /** The log in some order: what was delivered, and then what is held back. */
    @Override
    CastState state(int self) {
        List<CastState.Entry> log = new ArrayList<>();
        List<List<Object>> all = new ArrayList<>(at(before.dlv(), group.node(self)));
        at(before.hold(), group.node(self)).stream().sorted(Comparator.comparing(Object::toString)).forEach(all::add);
        for (List<Object> m : all) {
            int origin = group.origin(m);
            log.add(new CastState.Entry(origin, CastGroup.seq(m), -1,
                    CastGroup.payload(origin, CastGroup.seq(m))));
        }
        long end = log.size();
        List<Long> zero = Vectors.list(new long[group.size()]);
        List<CastState.SubEnd> sub = new ArrayList<>();
        List<CastState.PubEnd> pub = new ArrayList<>();
        for (int peer = 0; peer < group.size(); peer++) {
            List<Atom> from = group.edge(peer, self);
            End s = before.sub().getOrDefault(from, OFF);
            sub.add(new CastState.SubEnd(s.sid(), s.on(), before.sub().containsKey(from), false, "NOTHING"));
            End p = before.pub().getOrDefault(group.edge(self, peer), OFF);
            pub.add(new CastState.PubEnd(p.sid(), p.on() ? "ON" : "OFF", zero, end, end, "NOTHING"));
        }
        return new CastState(Vectors.list(group.vectorOf(at(before.dlv(), group.node(self)))), zero, 0, log, sub, pub);
    }

    private static final End OFF = new End(0, false);

    @Override
    void sent(int from, int to, CastMessage message) {
        switch (message) {
            case CastMessage.Sub(long sid, long[] vec) ->
                put(group.edge(to, from), new Frame.Sub("Sub", sid, group.vector(vec)));
            case CastMessage.Unsub(long sid) -> put(group.edge(to, from), new Frame.Word("Unsub", sid));
            case CastMessage.Close(long sid) -> put(group.edge(from, to), new Frame.Word("Close", sid));
            case CastMessage.Msg m ->
                put(group.edge(from, to), new Frame.Msg("Msg", m.sid(), group.message(m.origin(), m.seq())));
            case CastMessage.Accept accept -> {
                // no frame of the specification
            }
            case CastMessage.Busy m -> throw new IllegalStateException("sends " + m);
            case CastMessage.NeedSnapshot m -> throw new IllegalStateException("sends " + m);
            case CastMessage.SnapshotRequest m -> throw new IllegalStateException("sends " + m);
            case CastMessage.Snapshot m -> throw new IllegalStateException("sends " + m);
            case CastMessage.Digest m -> throw new IllegalStateException("sends " + m);
        }
    }

    private void put(List<Atom> edge, Frame frame) {
        Set<Frame> all = new HashSet<>(at(net, edge));
        require(all.add(frame), "sends again what is under way: " + frame + " on " + edge);
        net.put(edge, Set.copyOf(all));
    }

    @Override
    void take(CastDelivery frame) {
        Set<Frame> all = new HashSet<>(at(net, frame.edge()));
        all.remove(frame.frame());
        net.put(frame.edge(), Set.copyOf(all));
    }

    @Override
    void cut(int p, int q) {
        net.replace(group.edge(p, q), Set.of());
        net.replace(group.edge(q, p), Set.of());
    }

    @Override
    FifoTreeState after() {
        Map<Atom, Long> sent = new HashMap<>(before.sent());
        Map<Atom, Set<List<Object>>> hold = new HashMap<>(before.hold());
        Map<List<Atom>, End> sub = new HashMap<>(before.sub());
        Map<List<Atom>, End> pub = new HashMap<>(before.pub());
        for (Member member : touched()) {
            CastState now = settled(member);
            sent.put(group.node(member.self), now.vec().get(member.self));
            hold.put(group.node(member.self), held(member, now));
            for (int peer = 0; peer < group.size(); peer++) {
                CastState.SubEnd s = now.sub().get(peer);
                CastState.PubEnd p = now.pub().get(peer);
                replace(sub, group.edge(peer, member.self), new End(s.sid(), s.on()));
                replace(pub, group.edge(member.self, peer), new End(p.sid(), !p.st().equals("OFF")));
            }
        }
        return new FifoTreeState(given(), Map.copyOf(sent), Map.copyOf(hold), Map.copyOf(sub), Map.copyOf(pub),
                Map.copyOf(net), before.faults() + taken("Unsubscribe", "Close", "LinkReset", "Restart"));
    }

    private static void replace(Map<List<Atom>, End> ends, List<Atom> edge, End end) {
        require(ends.replace(edge, end) != null || end.equals(OFF), "a stream where there is no edge: " + edge);
    }

    /** The entries beyond the vector; the log has every message once, and the slots say where those are that wait. */
    private Set<List<Object>> held(Member member, CastState now) {
        require(now.base().stream().allMatch(n -> n == 0), "truncates");
        Set<List<Object>> got = new HashSet<>(given(member.self));
        Set<List<Object>> held = new HashSet<>();
        int delivered = got.size();
        FifoTree tree = (FifoTree) member.cast;
        for (int i = 0; i < now.log().size(); i++) {
            CastState.Entry entry = now.log().get(i);
            List<Object> m = group.message(entry.origin(), entry.seq());
            if (got.add(m)) {
                held.add(m);
                require(tree.waitingAt(entry.origin(), entry.seq()) == now.firstIndex() + i + 1, "does not wait: " + m);
            }
        }
        require(now.log().size() == delivered + held.size(), "the log is not what was received: " + now.log());
        for (int origin = 0; origin < group.size(); origin++) {
            for (long ahead = 1; ahead <= CastWorld.ROOMY.maxHoldback(); ahead++) {
                long seq = now.vec().get(origin) + ahead;
                require(tree.waitingAt(origin, seq) == 0 || tree.config.maxHoldback() < ahead
                        || held.contains(group.message(origin, seq)), "waits: " + group.message(origin, seq));
            }
        }
        return Set.copyOf(held);
    }
}
