package org.espalier.core.node;

import java.util.ArrayList;
import java.util.List;

import org.espalier.core.link.ArqLink;

/** What a member keeps about one other: the link to it, and what to say to it at the end of the step. */
final class Peer implements ArqLink.Outbox<Packet.Body> {

    /** Frames in one packet; what is more leaves in the next. */
    private static final int MAX_FRAMES = 64;

    /** What the link tells the layers above. Called in the middle of a step of the link: it must not call back. */
    interface Upcalls {

        void delivered(int peer, Packet.Body body);

        /** A new session began: what was under way in either direction is lost. */
        void reset(int peer);

        /** There is room again after {@link #room()} said 0. */
        void room(int peer);

        /** There is something to say to {@code peer}, for the first time since it {@linkplain #leave left}. */
        void spoken(Peer peer);
    }

    final int index;
    final ArqLink<Packet.Body> link;
    /** The highest that has been seen of the peer; 0 for none. */
    long incarnation;

    private final Upcalls up;
    private final List<Packet.Frame> frames = new ArrayList<>();
    private boolean askedForRoom;

    Peer(int index, ArqLink<Packet.Body> link, Upcalls up) {
        this.index = index;
        this.link = link;
        this.up = up;
    }

    void restore(NodeState.Met state) {
        incarnation = state.incarnation();
        link.restore(state.link());
        askedForRoom = true; // a layer may be waiting for it
    }

    void tick(long nowMillis) {
        link.step(new ArqLink.Input.Tick<>(nowMillis), this);
        tellRoom();
    }

    void onLink(ArqLink.Message<Packet.Body> message) {
        link.step(new ArqLink.Input.Received<>(message), this);
        tellRoom();
    }

    void submit(Packet.Body body, boolean ordered) {
        link.step(new ArqLink.Input.Submit<>(body, ordered), this);
    }

    int room() {
        int room = link.room();
        askedForRoom |= room == 0;
        return room;
    }

    void say(Packet.Frame frame) {
        if (frames.isEmpty()) {
            up.spoken(this);
        }
        frames.add(frame);
    }

    /** A packet is about to leave: what the link owes may ride on it. */
    void ride() {
        link.step(new ArqLink.Input.Flush<>(), this);
    }

    void leave(long self, Node.Outbox out) {
        for (int from = 0; from < frames.size(); from += MAX_FRAMES) {
            int to = Math.min(from + MAX_FRAMES, frames.size());
            out.send(index, new Packet(self, incarnation, frames.subList(from, to)));
        }
        frames.clear();
    }

    private void tellRoom() {
        if (askedForRoom && link.room() > 0) {
            askedForRoom = false;
            up.room(index);
        }
    }

    @Override
    public void send(ArqLink.Message<Packet.Body> message) {
        say(new Packet.OnLink(message));
    }

    @Override
    public void deliver(Packet.Body body, boolean ordered) {
        up.delivered(index, body);
    }

    @Override
    public void reset(long peerIncarnation, int lost) {
        up.reset(index);
    }
}
