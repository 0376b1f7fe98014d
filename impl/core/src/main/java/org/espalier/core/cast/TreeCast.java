package org.espalier.core.cast;

import org.espalier.core.Observer;

/**
 * Multicast that keeps causal order: nothing is delivered before what its origin had delivered when it was sent.
 *
 * <p>"Sync, then stream": a log is causally ordered because deliveries are, and a stream is a log with only such entries
 * left out as the subscriber has. So a message needs no vector; what it depends on is here already or has come before it
 * on the same stream (EdgeClosed). That holds on one edge at a time, hence on any overlay, cycles included.
 *
 * <p>The links must deliver in order and without gaps within a session.
 */
public final class TreeCast extends Cast {

    /**
     * A node that has seen nothing.
     *
     * @param self this member's index
     * @param members how many members there are
     */
    public TreeCast(int self, int members, CastConfig config, Observer observer) {
        this(self, members, config, observer, CastVariant.SOUND);
    }

    /** The same, deliberately broken when {@code variant} is not {@link CastVariant.Sound}. */
    public TreeCast(int self, int members, CastConfig config, Observer observer, CastVariant variant) {
        super(self, members, config, observer, variant);
    }

    @Override
    String module() {
        return "TreeCast";
    }

    // spec: TreeCast.tla!Receive
    @Override
    void receive(int peer, CastMessage.Msg message, CastOutbox out) {
        long last = vec[message.origin()];
        if (message.seq() <= last) {
            duplicate(peer, message, out);
        } else if (message.seq() > last + 1) {
            tally.gaps++; // spec-gap: EdgeClosed says that it cannot come; a peer that breaks it is not believed
            distrust(peer, message, out);
        } else {
            append(message, peer);
            deliver(log.end() - 1, out);
            pubs.forward(out);
        }
    }

    @Override
    boolean makeWayForOldest() {
        return true; // the log holds only what was delivered
    }

    @Override
    void startBehind(long[] covered, CastOutbox out) {
        log.reset(covered);
    }

    @Override
    void restored() {
        // the log and the vector are all there is
    }
}
