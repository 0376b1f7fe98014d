package org.espalier.core.cast;

import static org.espalier.conform.Functions.at;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.espalier.conform.Atom;
import org.espalier.conform.Constants;
import org.espalier.conform.Label;
import org.espalier.conform.World;

/**
 * Members of one group, over links that always have room.
 *
 * <h2>What the model leaves out</h2>
 * <ul>
 * <li><b>Cursors.</b> In the specifications what a stream has still to send is in the network at once. A link that has
 * room takes it at once, too, so every state has its cursors at the end of the log and nothing owed ({@link
 * CastScene#settled}). Full links: {@code CastSimulationTest}, {@code TreeCastTest}.
 * <li><b>Where an entry came from.</b> It is asked only of entries behind the cursor, of which a state has none; those of
 * the step itself are as the class has them.
 * <li><b>What the overlay wants.</b> The specifications permit a subscription on every edge at any moment, so each edge
 * of the model is wanted in every state, and no other is.
 * <li><b>Time.</b> The pause before the next subscription is over in every state: the specifications have no clock.
 * {@code TreeCastTest} has it.
 * <li><b>ACCEPT</b> says nothing that the first message of its stream does not: it is no frame of a state. That it does
 * nothing, whenever it arrives, is tried in {@link #runs}; one that comes late is observed as a {@code DropStale}.
 * <li><b>BUSY</b> is never said, as there is room for all streams; one that arrives does what a CLOSE does ({@link
 * #runs}). {@code TreeCastTest} has both.
 * <li><b>DIGEST</b> only says when to subscribe, and here that may be at any moment; that it changes nothing by itself is
 * tried in {@link #runs}. {@code TreeCastTest} has the rest.
 * <li><b>Payloads</b> name their message, and each copy is compared with its name.
 * </ul>
 *
 * @param <S> the state
 */
abstract class CastWorld<S extends Record> implements World<S> {

    static final CastConfig ROOMY = new CastConfig(64, 4, 8, 1, 1, 1);
    private static final long LATER = 1_000;

    final CastGroup group;
    final Set<List<Atom>> edges;
    final Set<?> open;
    final int maxFault;
    private final Map<?, ?> quota;

    CastWorld(Constants model) {
        group = new CastGroup(model.set("Node"));
        edges = model.set("Edge").stream().map(CastWorld::edge).collect(Collectors.toUnmodifiableSet());
        open = model.set("Open");
        maxFault = model.number("MaxFault");
        quota = model.function("Quota");
    }

    private static List<Atom> edge(Object edge) {
        return ((List<?>) edge).stream().map(Atom.class::cast).toList();
    }

    /** The shipped objects in a state. */
    abstract CastScene<S> scene(S s, CastConfig config);

    /** How many messages {@code p} has multicast. */
    abstract long sent(S s, int p);

    /** How many environment actions there were. */
    abstract long faults(S s);

    /** Whether the bounds of the model permit the state. */
    abstract boolean within(S s);

    /** The frames that may arrive next. */
    abstract List<CastDelivery> deliveries(S s);

    /** The number of the subscriber's end of an edge. */
    abstract long sid(S s, List<Atom> edge);

    final long quota(int p) {
        return (Long) at(quota, group.node(p));
    }

    @Override
    public void steps(S s, Steps<S> out) {
        for (CastDelivery frame : deliveries(s)) {
            attempt(s, out, scene -> scene.deliver(frame));
        }
        for (int i = 0; i < group.size(); i++) {
            int p = i;
            if (sent(s, p) < quota(p)) {
                attempt(s, out, scene -> multicast(s, scene, p));
            }
            for (int j = 0; j < group.size(); j++) {
                int q = j;
                if (p != q) {
                    attempt(s, out, scene -> scene.member(p).cast.subs.subscribe(q, scene.member(p)));
                }
            }
        }
        if (faults(s) < maxFault) {
            faults(s, out);
        }
    }

    final void multicast(S s, CastScene<S> scene, int p) {
        scene.member(p).step(new CastInput.Multicast(CastGroup.payload(p, sent(s, p) + 1)));
    }

    private void faults(S s, Steps<S> out) {
        for (int i = 0; i < group.size(); i++) {
            int p = i;
            attempt(s, out, scene -> scene.restart(p));
            for (int j = 0; j < group.size(); j++) {
                int q = j;
                if (p != q) {
                    attempt(s, out, scene -> scene.member(p).cast.subs.unsubscribe(q, scene.member(p)));
                    attempt(s, out, scene -> scene.member(p).cast.pubs.close(q, scene.member(p)));
                    if (edges.contains(group.edge(p, q))) {
                        attempt(s, out, scene -> scene.reset(p, q));
                    }
                }
            }
        }
    }

    /** One action, or none. */
    final void attempt(S s, Steps<S> out, Consumer<CastScene<S>> input) {
        CastScene<S> scene = scene(s, ROOMY);
        input.accept(scene);
        CastScene.require(scene.labels.size() <= 1, "one action was asked for, and these were taken: " + scene.labels);
        S after = scene.after();
        if (!scene.labels.isEmpty() && within(after)) {
            out.step(after, scene.labels.get(0));
        } else if (scene.labels.isEmpty() && !after.equals(s)) {
            out.step(after, Label.of("(unobserved)"));
        }
    }

    /** What the public inputs make of more than one action, and frames that the specifications do not have. */
    @Override
    public void runs(S s, Runs<S> out) {
        for (CastDelivery frame : deliveries(s)) {
            if (frame.message() instanceof CastMessage.Close(long sid)) {
                run(s, out, ROOMY, scene -> scene.deliver(new CastDelivery(frame.from(), frame.to(), frame.edge(),
                        frame.up(), frame.frame(), new CastMessage.Busy(sid))));
            }
        }
        for (int i = 0; i < group.size(); i++) {
            int p = i;
            run(s, out, ROOMY, scene -> scene.member(p).step(new CastInput.Tick(LATER)));
        }
        for (List<Atom> edge : edges) {
            int p = group.index(edge.get(0));
            int q = group.index(edge.get(1));
            run(s, out, ROOMY, scene -> scene.member(q).step(new CastInput.EdgeUp(p)));
            run(s, out, ROOMY, scene -> scene.member(q).step(new CastInput.EdgeDown(p)));
            run(s, out, ROOMY, scene -> scene.member(q).step(new CastInput.Ready(p)));
            if (faults(s) < maxFault) {
                run(s, out, ROOMY, scene -> scene.resetAndGoOn(p, q));
            }
            long[] all = new long[group.size()];
            Arrays.fill(all, LATER);
            run(s, out, ROOMY, scene -> scene.member(q).step(new CastInput.Received(p, new CastMessage.Digest(all))));
            run(s, out, ROOMY, scene -> accept(scene, p, q, sid(s, edge)));
            run(s, out, ROOMY, scene -> accept(scene, p, q, sid(s, edge) + 1));
        }
    }

    private void accept(CastScene<S> scene, int p, int q, long sid) {
        scene.member(q).step(new CastInput.Received(p, new CastMessage.Accept(sid)));
        if (scene.labels.equals(List.of(Label.of("DropStale", group.edge(p, q))))) {
            CastScene.require(!scene.member(q).cast.subs.end(p).on || scene.member(q).cast.subs.end(p).sid != sid,
                    "the ACCEPT of the current stream is stale");
            scene.labels.clear();
        }
    }

    final void run(S s, Runs<S> out, CastConfig config, Consumer<CastScene<S>> input) {
        CastScene<S> scene = scene(s, config);
        input.accept(scene);
        S after = scene.after();
        if (!scene.labels.isEmpty() && within(after)) {
            out.run(scene.labels, after);
        } else if (scene.labels.isEmpty() && !after.equals(s)) {
            out.run(List.of(Label.of("(unobserved)")), after);
        }
    }
}
