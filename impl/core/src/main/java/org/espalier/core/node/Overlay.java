package org.espalier.core.node;

import java.util.Optional;

import org.espalier.core.Observer;
import org.espalier.core.link.Detector;
import org.espalier.core.overlay.Tree;
import org.jspecify.annotations.Nullable;

/** Who is a neighbour of a {@link Node}, and who is suspected: the tree on the detector, or, without a tree, the detector alone. */
final class Overlay {

    /** What the overlay tells the layers beside it. */
    interface Upcalls {

        void send(int peer, Tree.Message message);

        /** There is an edge to {@code peer} now ({@code up}), or it is over. Called from {@link #later}. */
        void edge(int peer, boolean up);

        /** Run this when the present layer has finished its step. */
        void later(Runnable action);
    }

    private final Detector detector;
    private final @Nullable Tree tree;
    private final Upcalls up;
    private final TreeOut treeOut = new TreeOut();
    private final DetectorOut detectorOut = new DetectorOut();

    Overlay(Node.Config config, Observer observer, Upcalls up) {
        this.up = up;
        detector = new Detector(config.detector(), config.self(), observer);
        tree = config.tree().map(t -> new Tree(t, config.self(), config.incarnation(), observer)).orElse(null);
    }

    /** Whether the member chooses its neighbours itself. */
    boolean isOurs() {
        return tree != null;
    }

    int parent() {
        return tree == null ? -1 : tree.parent();
    }

    long wakeAt() {
        return tree == null ? detector.wakeAt() : Math.min(detector.wakeAt(), tree.wakeAt());
    }

    /** Suspects whoever has been silent for too long. */
    void watch(long now) {
        detector.step(new Detector.Input.Tick(now), detectorOut);
    }

    void heard(int peer) {
        detector.step(new Detector.Input.Heard(peer), detectorOut);
    }

    /** The host suspects {@code peer}. */
    void suspect(int peer) {
        detector.step(new Detector.Input.Suspect(peer), detectorOut);
    }

    /** Does what is due in the tree. */
    void tick(long now) {
        toTree(new Tree.Input.Tick(now));
    }

    void received(int from, Tree.Message message) {
        toTree(new Tree.Input.Received(from, message));
    }

    /** A packet leaves for {@code peer}: a heartbeat that is owed joins it. */
    void flush(int peer) {
        toTree(new Tree.Input.Flush(peer));
    }

    Detector.State detector() {
        return detector.snapshot();
    }

    Optional<Tree.State> tree() {
        return Optional.ofNullable(tree).map(Tree::snapshot);
    }

    /** @throws IllegalArgumentException when the state is one of another kind of overlay */
    void restore(NodeState state) {
        if (state.tree().isPresent() != isOurs()) {
            throw new IllegalArgumentException("one of the two has an overlay of its own, the other has not");
        }
        detector.restore(state.detector());
        if (tree != null) {
            state.tree().ifPresent(tree::restore);
        }
    }

    private void toTree(Tree.Input input) {
        if (tree != null) {
            tree.step(input, treeOut);
        }
    }

    private final class TreeOut implements Tree.Outbox {

        @Override
        public void send(int to, Tree.Message message) {
            up.send(to, message);
        }

        @Override
        public void edgeUp(int peer) {
            up.later(() -> up.edge(peer, true));
        }

        @Override
        public void edgeDown(int peer) {
            up.later(() -> up.edge(peer, false));
        }

        @Override
        public void watch(int peer) {
            up.later(() -> detector.step(new Detector.Input.Watch(peer), detectorOut));
        }

        @Override
        public void unwatch(int peer) {
            up.later(() -> detector.step(new Detector.Input.Unwatch(peer), detectorOut));
        }
    }

    private final class DetectorOut implements Detector.Outbox {

        @Override
        public void suspect(int peer) {
            up.later(() -> toTree(new Tree.Input.Suspect(peer)));
        }

        @Override
        public void trust(int peer) {
            up.later(() -> toTree(new Tree.Input.Trust(peer)));
        }
    }
}
