package org.espalier.core.cast;

import static org.espalier.conform.Functions.at;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.espalier.conform.Atom;
import org.espalier.conform.Constants;
import org.espalier.core.cast.FifoTreeState.End;
import org.espalier.core.cast.FifoTreeState.Frame;

/**
 * {@link FifoTree}s over a network that is a set of frames: {@code FifoTree.tla}.
 *
 * <h2>What the model leaves out, beyond what {@link CastWorld} says</h2>
 * <ul>
 * <li><b>The order of the log.</b> A stream looks at the log once, and what it sends goes into a set: no order can be
 * told from another. Across truncation it can: {@code FifoTreeTest}.
 * <li><b>Truncation and snapshots</b> are TreeCast's argument: {@link TreeCastWorld} has them, of the code that both
 * share. What the holdback does in them: {@code FifoTreeTest}, {@code CastSimulationTest}.
 * <li><b>The bound of the holdback.</b> What exceeds it ends its stream: an Unsubscribe, and a DropStale of the message.
 * That is tried in {@link #runs}.
 * </ul>
 */
public final class FifoTreeWorld extends CastWorld<FifoTreeState> {

    /** Nothing may wait. */
    private static final CastConfig NARROW = new CastConfig(64, 1, 8, 1, 1, 1);

    /** With the constants of a model. */
    public FifoTreeWorld(Constants model) {
        super(model);
    }

    @Override
    public Class<FifoTreeState> type() {
        return FifoTreeState.class;
    }

    @Override
    public List<FifoTreeState> initial() {
        Map<Atom, List<List<Object>>> dlv = new HashMap<>();
        Map<Atom, Long> sent = new HashMap<>();
        Map<Atom, Set<List<Object>>> hold = new HashMap<>();
        for (Atom p : group.nodes()) {
            dlv.put(p, List.of());
            sent.put(p, 0L);
            hold.put(p, Set.of());
        }
        Map<List<Atom>, End> ends = new HashMap<>();
        Map<List<Atom>, Set<Frame>> net = new HashMap<>();
        for (List<Atom> e : edges) {
            ends.put(e, open.contains(e) ? new End(1, true) : new End(0, false));
            net.put(e, Set.of());
        }
        return List.of(new FifoTreeState(Map.copyOf(dlv), Map.copyOf(sent), Map.copyOf(hold), Map.copyOf(ends),
                Map.copyOf(ends), Map.copyOf(net), 0));
    }

    @Override
    CastScene<FifoTreeState> scene(FifoTreeState s, CastConfig config) {
        return new FifoTreeScene(group, config, s);
    }

    @Override
    long sent(FifoTreeState s, int p) {
        return at(s.sent(), group.node(p));
    }

    @Override
    long faults(FifoTreeState s) {
        return s.faults();
    }

    @Override
    boolean within(FifoTreeState s) {
        return s.faults() <= maxFault;
    }

    @Override
    long sid(FifoTreeState s, List<Atom> edge) {
        return at(s.sub(), edge).sid();
    }

    @Override
    List<CastDelivery> deliveries(FifoTreeState s) {
        List<CastDelivery> all = new ArrayList<>();
        s.net().forEach((edge, frames) -> {
            int publisher = group.index(edge.get(0));
            int subscriber = group.index(edge.get(1));
            for (Frame frame : frames) {
                CastMessage message = message(frame);
                boolean up = message instanceof CastMessage.Sub || message instanceof CastMessage.Unsub;
                all.add(new CastDelivery(up ? subscriber : publisher, up ? publisher : subscriber, edge, up, frame,
                        message));
            }
        });
        return all;
    }

    private CastMessage message(Frame frame) {
        return switch (frame) {
            case Frame.Sub sub -> new CastMessage.Sub(sub.sid(), group.array(sub.vec()));
            case Frame.Word word when word.type().equals("Unsub") -> new CastMessage.Unsub(word.sid());
            case Frame.Word word -> new CastMessage.Close(word.sid());
            case Frame.Msg msg -> {
                int origin = group.origin(msg.m());
                long seq = CastGroup.seq(msg.m());
                yield new CastMessage.Msg(msg.sid(), origin, seq, CastGroup.payload(origin, seq));
            }
        };
    }

    @Override
    public void runs(FifoTreeState s, Runs<FifoTreeState> out) {
        super.runs(s, out);
        for (CastDelivery frame : deliveries(s)) {
            if (!frame.up() && at(s.hold(), frame.edge().get(1)).isEmpty()) {
                run(s, out, NARROW, scene -> scene.deliver(frame));
            }
        }
    }

    @Override
    public Map<String, Predicate<FifoTreeState>> invariants() {
        return new FifoTreeInvariants(group).all();
    }
}
