package org.espalier.core.link;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a link hands out, in order. */
final class Recorder implements ArqLink.Outbox<String> {

    final List<ArqLink.Message<String>> sent = new ArrayList<>();
    final List<String> upcalls = new ArrayList<>();

    @Override
    public void send(ArqLink.Message<String> message) {
        sent.add(message);
    }

    @Override
    public void deliver(String payload, boolean ordered) {
        upcalls.add(ordered ? payload : payload + " on arrival");
    }

    @Override
    public void reset(long peerIncarnation, int lost) {
        upcalls.add("reset " + peerIncarnation + " lost " + lost);
    }

    /** What was sent since the last call. */
    List<ArqLink.Message<String>> takeSent() {
        List<ArqLink.Message<String>> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    /** The upcalls since the last call. */
    List<String> takeUpcalls() {
        List<String> taken = List.copyOf(upcalls);
        upcalls.clear();
        return taken;
    }
}
