package org.espalier.core.cast;

import static org.espalier.conform.Functions.at;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.espalier.conform.Atom;
import org.espalier.conform.Constants;
import org.espalier.core.cast.TreeCastState.Frame;
import org.espalier.core.cast.TreeCastState.PubEnd;
import org.espalier.core.cast.TreeCastState.SubEnd;

/**
 * {@link TreeCast}s over two channels for each direction of an edge: {@code TreeCast.tla}.
 *
 * <h2>What the model leaves out, beyond what {@link CastWorld} says</h2>
 * <ul>
 * <li><b>When to truncate.</b> The specification may at any moment, so the oldest entry of every log is offered; that a
 * step truncates when the log is beyond its bound is tried in {@link #runs}.
 * <li><b>Whether the host was asked for a snapshot</b>, and whether a subscriber was told to ask for one: both follow
 * from the variables. {@link TreeCastScene} makes them so and checks after each step that the class has them so.
 * <li><b>A message that does not follow its predecessor</b> never arrives (EdgeClosed), so what is done with one is not
 * seen here: {@code TreeCastTest}.
 * <li><b>What a snapshot holds.</b> The application's state is the sequence of its deliveries. A real one is replaced
 * whole; here what it has more is added, in its order, because the history is not to be forgotten.
 * </ul>
 */
public final class TreeCastWorld extends CastWorld<TreeCastState> {

    private final int maxCut;
    private final int maxSid;

    /** With the constants of a model. */
    public TreeCastWorld(Constants model) {
        super(model);
        maxCut = model.number("MaxCut");
        maxSid = model.number("MaxSid");
    }

    @Override
    public Class<TreeCastState> type() {
        return TreeCastState.class;
    }

    @Override
    public List<TreeCastState> initial() {
        Map<Atom, Long> zero = group.vector(new long[group.size()]);
        Map<Atom, List<List<Object>>> nothing = new HashMap<>();
        Map<Atom, Map<Atom, Long>> zeros = new HashMap<>();
        for (Atom p : group.nodes()) {
            nothing.put(p, List.of());
            zeros.put(p, zero);
        }
        Map<List<Atom>, SubEnd> sub = new HashMap<>();
        Map<List<Atom>, PubEnd> pub = new HashMap<>();
        Map<List<Atom>, List<Frame>> empty = new HashMap<>();
        for (List<Atom> e : edges) {
            sub.put(e, open.contains(e) ? new SubEnd(1, true) : new SubEnd(0, false));
            pub.put(e, open.contains(e) ? new PubEnd(1, "on", zero) : new PubEnd(0, "off", zero));
            empty.put(e, List.of());
        }
        return List.of(new TreeCastState(Map.copyOf(nothing), Map.of(), Map.copyOf(nothing), Map.copyOf(zeros),
                Map.copyOf(zeros), Map.copyOf(sub), Map.copyOf(pub), Map.copyOf(empty), Map.copyOf(empty), 0, 0));
    }

    @Override
    CastScene<TreeCastState> scene(TreeCastState s, CastConfig config) {
        return new TreeCastScene(group, config, s);
    }

    @Override
    long sent(TreeCastState s, int p) {
        return at(at(s.vec(), group.node(p)), group.node(p));
    }

    @Override
    long faults(TreeCastState s) {
        return s.faults();
    }

    @Override
    boolean within(TreeCastState s) {
        return s.faults() <= maxFault && s.cuts() <= maxCut
                && s.sub().values().stream().allMatch(end -> end.sid() <= maxSid);
    }

    @Override
    long sid(TreeCastState s, List<Atom> edge) {
        return at(s.sub(), edge).sid();
    }

    /** The first of each channel. */
    @Override
    List<CastDelivery> deliveries(TreeCastState s) {
        List<CastDelivery> all = new ArrayList<>();
        for (List<Atom> edge : edges) {
            int publisher = group.index(edge.get(0));
            int subscriber = group.index(edge.get(1));
            at(s.up(), edge).stream().limit(1).forEach(frame -> all.add(
                    new CastDelivery(subscriber, publisher, edge, true, frame, message(frame))));
            at(s.down(), edge).stream().limit(1).forEach(frame -> all.add(
                    new CastDelivery(publisher, subscriber, edge, false, frame, message(frame))));
        }
        return all;
    }

    private CastMessage message(Frame frame) {
        return switch (frame) {
            case Frame.Request(String type, long sid, Map<Atom, Long> vec) -> type.equals("Sub")
                    ? new CastMessage.Sub(sid, group.array(vec))
                    : new CastMessage.SnapshotRequest(sid, group.array(vec));
            case Frame.Word(String type, long sid) -> switch (type) {
                case "Unsub" -> new CastMessage.Unsub(sid);
                case "NeedSnapshot" -> new CastMessage.NeedSnapshot(sid);
                case "Close" -> new CastMessage.Close(sid);
                default -> throw new IllegalArgumentException(type);
            };
            case Frame.Msg(String type, long sid, List<Object> m) -> {
                int origin = group.origin(m);
                yield new CastMessage.Msg(sid, origin, CastGroup.seq(m), CastGroup.payload(origin, CastGroup.seq(m)));
            }
            case Frame.Snapshot(String type, long sid, List<List<Object>> state) ->
                new CastMessage.Snapshot(sid, group.vectorOf(state), group.bytes(state));
        };
    }

    @Override
    public void steps(TreeCastState s, Steps<TreeCastState> out) {
        super.steps(s, out);
        for (int p = 0; p < group.size(); p++) {
            int self = p;
            if (s.cuts() < maxCut) {
                attempt(s, out, scene -> scene.member(self).cast.truncate(scene.member(self)));
            }
        }
        for (List<Atom> edge : edges) {
            int publisher = group.index(edge.get(0));
            int subscriber = group.index(edge.get(1));
            attempt(s, out, scene -> scene.member(publisher).step(new CastInput.SnapshotTaken(subscriber,
                    at(s.pub(), edge).sid(), group.bytes(scene.given(publisher)))));
        }
    }

    @Override
    public void runs(TreeCastState s, Runs<TreeCastState> out) {
        super.runs(s, out);
        for (int p = 0; p < group.size(); p++) {
            int self = p;
            if (sent(s, p) < quota(p) && full(s, p)) {
                run(s, out, asLongAs(s, p), scene -> multicast(s, scene, self));
            }
        }
        for (CastDelivery frame : deliveries(s)) {
            if (full(s, frame.to())) {
                run(s, out, asLongAs(s, frame.to()), scene -> scene.deliver(frame));
            }
        }
    }

    private boolean full(TreeCastState s, int p) {
        return s.cuts() < maxCut && !at(s.log(), group.node(p)).isEmpty();
    }

    /** With no room for another entry. */
    private CastConfig asLongAs(TreeCastState s, int p) {
        return new CastConfig(at(s.log(), group.node(p)).size(), ROOMY.maxHoldback(), ROOMY.maxStreams(),
                ROOMY.retryAfterMillis(), ROOMY.digestEveryMillis(), ROOMY.graftAfterMillis());
    }

    @Override
    public Map<String, Predicate<TreeCastState>> invariants() {
        return new TreeCastInvariants(group).all();
    }
}
