package org.espalier.core.cast;

import static org.espalier.conform.Functions.at;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Atom;
import org.espalier.core.Observer;
import org.espalier.core.cast.Publication.Stage;
import org.espalier.core.cast.TreeCastState.Frame;
import org.espalier.core.cast.TreeCastState.PubEnd;
import org.espalier.core.cast.TreeCastState.SubEnd;

/** {@link TreeCast}s in a state. */
final class TreeCastScene extends CastScene<TreeCastState> {

    private static final SubEnd OFF = new SubEnd(0, false);

    private final TreeCastState before;
    private final PubEnd none;
    private final Map<List<Object>, Set<List<Object>>> past;
    private final Map<List<Atom>, List<Frame>> up;
    private final Map<List<Atom>, List<Frame>> down;

    TreeCastScene(CastGroup group, CastConfig config, TreeCastState before) {
        super(group, config, before.dlv());
        this.before = before;
        none = new PubEnd(0, "off", group.vector(new long[group.size()]));
        past = new HashMap<>(before.past());
        up = new HashMap<>(before.up());
        down = new HashMap<>(before.down());
    }

    @Override
    Cast make(int self, CastConfig limits, Observer observer) {
        return new TreeCast(self, group.size(), limits, observer);
    }

    @Override
    CastState state(int self) {
        List<CastState.Entry> log = new ArrayList<>();
        for (List<Object> m : at(before.log(), group.node(self))) {
            int origin = group.origin(m);
            log.add(new CastState.Entry(origin, CastGroup.seq(m), -1,
                    CastGroup.payload(origin, CastGroup.seq(m))));
        }
        long end = log.size();
        List<CastState.SubEnd> sub = new ArrayList<>();
        List<CastState.PubEnd> pub = new ArrayList<>();
        for (int peer = 0; peer < group.size(); peer++) {
            List<Atom> from = group.edge(peer, self);
            SubEnd s = before.sub().getOrDefault(from, OFF);
            sub.add(new CastState.SubEnd(s.sid(), s.on(), before.sub().containsKey(from), false, "NOTHING"));
            PubEnd p = before.pub().getOrDefault(group.edge(self, peer), none);
            pub.add(new CastState.PubEnd(p.sid(), p.st().toUpperCase(Locale.ROOT), list(p.vec()), end, end,
                    "NOTHING"));
        }
        return new CastState(list(at(before.vec(), group.node(self))), list(at(before.base(), group.node(self))), 0,
                log, sub, pub);
    }

    private List<Long> list(Map<Atom, Long> vector) {
        return Vectors.list(group.array(vector));
    }

    /** The host has been asked for whatever is due, and whoever may still ask for a snapshot was told to. */
    @Override
    void restored(Member member) {
        for (int peer = 0; peer < group.size(); peer++) {
            List<Atom> edge = group.edge(member.self, peer);
            Publication p = member.cast.pubs.end(peer);
            p.snapshotWanted = due(before, edge);
            p.refused = mayAsk(before, edge);
        }
    }

    private boolean due(TreeCastState s, List<Atom> edge) {
        PubEnd p = s.pub().getOrDefault(edge, none);
        return p.st().equals("owes")
                && Vectors.leq(group.array(p.vec()), group.array(at(s.vec(), edge.get(0))));
    }

    /** Whether an Ask with the publisher's number may still arrive, which no variable says. */
    private boolean mayAsk(TreeCastState s, List<Atom> edge) {
        PubEnd p = s.pub().getOrDefault(edge, none);
        SubEnd sub = s.sub().getOrDefault(edge, OFF);
        return p.st().equals("off")
                && (s.up().getOrDefault(edge, List.of()).stream().anyMatch(f -> is(f, "Ask", p.sid()))
                        || (sub.on() && sub.sid() == p.sid() && s.down().getOrDefault(edge, List.of()).stream()
                                .anyMatch(f -> is(f, "NeedSnapshot", p.sid()))));
    }

    private static boolean is(Frame frame, String type, long sid) {
        return frame.type().equals(type) && frame.sid() == sid;
    }

    // ---------------------------------------------------------------- the network

    @Override
    void sent(int from, int to, CastMessage message) {
        switch (message) {
            case CastMessage.Sub(long sid, long[] vec) ->
                put(up, group.edge(to, from), new Frame.Request("Sub", sid, group.vector(vec)));
            case CastMessage.SnapshotRequest(long sid, long[] vec) ->
                put(up, group.edge(to, from), new Frame.Request("Ask", sid, group.vector(vec)));
            case CastMessage.Unsub(long sid) -> put(up, group.edge(to, from), new Frame.Word("Unsub", sid));
            case CastMessage.Close(long sid) -> put(down, group.edge(from, to), new Frame.Word("Close", sid));
            case CastMessage.NeedSnapshot(long sid) ->
                put(down, group.edge(from, to), new Frame.Word("NeedSnapshot", sid));
            case CastMessage.Msg m ->
                put(down, group.edge(from, to), new Frame.Msg("Msg", m.sid(), group.message(m.origin(), m.seq())));
            case CastMessage.Snapshot(long sid, long[] vec, byte[] state) -> {
                List<List<Object>> all = group.messages(state);
                require(Arrays.equals(vec, group.vectorOf(all)), "a snapshot of another vector");
                put(down, group.edge(from, to), new Frame.Snapshot("Snapshot", sid, all));
            }
            case CastMessage.Accept accept -> {
                // no frame of the specification
            }
            case CastMessage.Busy m -> throw new IllegalStateException("sends " + m);
            case CastMessage.Digest m -> throw new IllegalStateException("sends " + m);
        }
    }

    private static void put(Map<List<Atom>, List<Frame>> channels, List<Atom> edge, Frame frame) {
        List<Frame> all = new ArrayList<>(at(channels, edge));
        all.add(frame);
        channels.put(edge, List.copyOf(all));
    }

    @Override
    void take(CastDelivery frame) {
        Map<List<Atom>, List<Frame>> channels = frame.up() ? up : down;
        List<Frame> all = at(channels, frame.edge());
        channels.put(frame.edge(), List.copyOf(all.subList(1, all.size())));
    }

    @Override
    void cut(int p, int q) {
        for (Map<List<Atom>, List<Frame>> channels : List.of(up, down)) {
            channels.replace(group.edge(p, q), List.of());
            channels.replace(group.edge(q, p), List.of());
        }
    }

    /** The history remembers what the origin had been given. */
    @Override
    void delivered(Member member, List<Object> message) {
        if (group.origin(message) == member.self) {
            require(past.put(message, Set.copyOf(given(member.self))) == null, "is sent again: " + message);
        }
    }

    // ---------------------------------------------------------------- the state

    @Override
    TreeCastState after() {
        Map<Atom, List<List<Object>>> log = new HashMap<>(before.log());
        Map<Atom, Map<Atom, Long>> base = new HashMap<>(before.base());
        Map<Atom, Map<Atom, Long>> vec = new HashMap<>(before.vec());
        Map<List<Atom>, SubEnd> sub = new HashMap<>(before.sub());
        Map<List<Atom>, PubEnd> pub = new HashMap<>(before.pub());
        for (Member member : touched()) {
            CastState now = settled(member);
            Atom self = group.node(member.self);
            log.put(self, now.log().stream().map(entry -> group.message(entry.origin(), entry.seq())).toList());
            base.put(self, group.vector(Vectors.array(now.base())));
            vec.put(self, group.vector(Vectors.array(now.vec())));
            for (int peer = 0; peer < group.size(); peer++) {
                CastState.SubEnd s = now.sub().get(peer);
                replace(sub, group.edge(peer, member.self), new SubEnd(s.sid(), s.on()), OFF);
                replace(pub, group.edge(member.self, peer), end(now.pub().get(peer)), none);
            }
        }
        TreeCastState after = new TreeCastState(given(), Map.copyOf(past), Map.copyOf(log), Map.copyOf(base),
                Map.copyOf(vec), Map.copyOf(sub), Map.copyOf(pub), Map.copyOf(up), Map.copyOf(down),
                before.faults() + taken("Unsubscribe", "Close", "LinkReset", "Restart"),
                before.cuts() + taken("Truncate"));
        touched().forEach(member -> asked(member, after));
        return after;
    }

    /** What the subscriber had is of no more use once a stream is open. */
    private PubEnd end(CastState.PubEnd p) {
        return new PubEnd(p.sid(), p.st().toLowerCase(Locale.ROOT),
                p.st().equals("OWES") ? group.vector(Vectors.array(p.vec())) : none.vec());
    }

    private static <E> void replace(Map<List<Atom>, E> ends, List<Atom> edge, E end, E off) {
        require(ends.replace(edge, end) != null || end.equals(off), "a stream where there is no edge: " + edge);
    }

    /** The host is asked for a snapshot when it becomes due and not again; and an Ask that may come is awaited. */
    private void asked(Member member, TreeCastState after) {
        for (int peer = 0; peer < group.size(); peer++) {
            List<Atom> edge = group.edge(member.self, peer);
            Publication p = member.cast.pubs.end(peer);
            boolean due = due(after, edge);
            boolean known = due && due(before, edge) && at(before.pub(), edge).sid() == p.sid;
            require(p.snapshotWanted == due, "a snapshot for " + edge + " is wanted: " + p.snapshotWanted);
            require(member.wanted.stream().filter(Integer.valueOf(peer)::equals).count() == (due && !known ? 1 : 0),
                    "the host is asked for snapshots for " + member.wanted);
            require(!mayAsk(after, edge) || (p.refused && p.stage == Stage.OFF), "an Ask will not be heard: " + edge);
        }
    }
}
