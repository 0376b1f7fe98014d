package org.espalier.core.node;

import java.util.function.IntFunction;

import org.espalier.core.Observer;
import org.espalier.core.cast.CastInput;
import org.espalier.core.cast.CastMessage;
import org.espalier.core.cast.CastOutbox;
import org.espalier.core.cast.CastState;
import org.espalier.core.cast.CastVariant;
import org.espalier.core.cast.FifoTree;
import org.espalier.core.cast.TreeCast;

/** FIFO and causal order as layers of a {@link Node}: what they say goes to the links, what they give to the host. */
final class Casts {

    private final FifoTree fifo;
    private final TreeCast causal;
    private final IntFunction<Peer> peers;
    private final Out fifoOut = new Out(Order.FIFO);
    private final Out causalOut = new Out(Order.CAUSAL);
    private Node.Outbox host = Silence.OUTBOX;

    Casts(Node.Config config, Observer observer, CastVariant variant, IntFunction<Peer> peers) {
        this.peers = peers;
        fifo = new FifoTree(config.self(), config.members(), config.cast(), observer, variant);
        causal = new TreeCast(config.self(), config.members(), config.cast(), observer, variant);
    }

    /** Something that concerns both orders. */
    void all(CastInput input, Node.Outbox to) {
        host = to;
        fifo.step(input, fifoOut);
        causal.step(input, causalOut);
        host = Silence.OUTBOX;
    }

    /** @throws IllegalArgumentException for the total order, which is no cast's */
    void one(Order order, CastInput input, Node.Outbox to) {
        host = to;
        switch (order) {
            case FIFO -> fifo.step(input, fifoOut);
            case CAUSAL -> causal.step(input, causalOut);
            case TOTAL -> throw new IllegalArgumentException("the total order is submitted to");
        }
        host = Silence.OUTBOX;
    }

    long wakeAt() {
        return Math.min(fifo.wakeAt(), causal.wakeAt());
    }

    /** Whether a stream of either order goes to {@code peer}. */
    boolean serve(int peer) {
        return fifo.serves(peer) && causal.serves(peer);
    }

    CastState fifo() {
        return fifo.snapshot();
    }

    CastState causal() {
        return causal.snapshot();
    }

    void restore(NodeState state) {
        fifo.restore(state.fifo());
        causal.restore(state.causal());
    }

    private final class Out implements CastOutbox {

        private final Order order;

        Out(Order order) {
            this.order = order;
        }

        @Override
        public int room(int peer) {
            return peers.apply(peer).room();
        }

        @Override
        public void send(int peer, CastMessage message) {
            Packet.Body body = new Packet.OnCast(order, message);
            if (message instanceof CastMessage.Digest) {
                peers.apply(peer).say(new Packet.Hint(body));
            } else {
                // In FIFO order a message may overtake those of other origins; what opens and closes a stream may not.
                peers.apply(peer).submit(body, order == Order.CAUSAL || !(message instanceof CastMessage.Msg));
            }
        }

        @Override
        public void deliver(int origin, long seq, byte[] payload) {
            host.deliver(order, origin, seq, payload);
        }

        @Override
        public void snapshotNeeded(int peer) {
            // The layer has asked for it already.
        }

        @Override
        public void snapshotWanted(int peer, long sid) {
            host.snapshotWanted(order, peer, sid);
        }

        @Override
        public void install(long[] vec, byte[] state) {
            host.install(order, vec, state);
        }
    }
}
