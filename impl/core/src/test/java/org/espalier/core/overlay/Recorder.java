package org.espalier.core.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** An outbox that keeps what was said as lines, and the sets that the upcalls describe. */
final class Recorder implements Tree.Outbox {

    record Sent(int to, Tree.Message message) {}

    final List<Sent> sent = new ArrayList<>();
    final List<String> upcalls = new ArrayList<>();
    final TreeSet<Integer> edges = new TreeSet<>();
    final TreeSet<Integer> watched = new TreeSet<>();

    @Override
    public void send(int to, Tree.Message message) {
        sent.add(new Sent(to, message));
    }

    @Override
    public void edgeUp(int peer) {
        change(edges.add(peer), "up", peer);
    }

    @Override
    public void edgeDown(int peer) {
        change(edges.remove(peer), "down", peer);
    }

    @Override
    public void watch(int peer) {
        change(watched.add(peer), "watch", peer);
    }

    @Override
    public void unwatch(int peer) {
        change(watched.remove(peer), "unwatch", peer);
    }

    private void change(boolean changed, String what, int peer) {
        if (!changed) {
            throw new AssertionError(what + " of " + peer + " twice in a row");
        }
        upcalls.add(what + " " + peer);
    }

    List<Sent> takeSent() {
        List<Sent> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    List<String> takeUpcalls() {
        List<String> taken = List.copyOf(upcalls);
        upcalls.clear();
        return taken;
    }
}
