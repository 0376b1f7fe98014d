package org.espalier.core.cast;

import java.util.ArrayList;
import java.util.List;

import org.espalier.core.Observer;

/**
 * Multicast that keeps the order of each origin: a loss delays only the messages of its own origin.
 *
 * <p>A message is forwarded at first receipt, whether it can be delivered or not; what comes before its predecessor waits
 * in the holdback. So the links may deliver in any order, each frame at most once, and nothing behind a lost frame waits
 * for it on the way. A new stream carries what the publisher has, holdback included, minus the subscriber's vector
 * (EdgeCovers).
 *
 * <p>The log holds what was received in the order of first receipt; the holdback is that part of it which is beyond the
 * vector. Per origin a ring of {@code maxHoldback} slots, made when first needed, says where in the log each waiting
 * message is.
 */
public final class FifoTree extends Cast {

    private static final long[] NO_SLOTS = {};

    /** By origin: 1 + log index of the waiting message {@code seq}, at {@code seq % maxHoldback}; 0 for none. */
    private final long[][] waiting;

    /**
     * A node that has seen nothing.
     *
     * @param self this member's index
     * @param members how many members there are
     */
    public FifoTree(int self, int members, CastConfig config, Observer observer) {
        this(self, members, config, observer, CastVariant.SOUND);
    }

    /** The same, deliberately broken when {@code variant} is not {@link CastVariant.Sound}. */
    public FifoTree(int self, int members, CastConfig config, Observer observer, CastVariant variant) {
        super(self, members, config, observer, variant);
        this.waiting = new long[members][];
        forgetWaiting();
    }

    @Override
    String module() {
        return "FifoTree";
    }

    // spec: FifoTree.tla!Receive
    @Override
    void receive(int peer, CastMessage.Msg message, CastOutbox out) {
        int origin = message.origin();
        if (message.seq() <= vec[origin]) {
            duplicate(peer, message, out);
        } else if (message.seq() > vec[origin] + config.maxHoldback()) {
            tally.holdbackFull++;
            distrust(peer, message, out); // the new stream will bring it again
        } else if (waitingAt(origin, message.seq()) != 0) {
            duplicate(peer, message, out);
        } else {
            append(message, peer);
            if (variant instanceof CastVariant.NoHoldback) {
                vec[origin] = message.seq() - 1;
            }
            if (message.seq() == vec[origin] + 1) {
                deliver(log.end() - 1, out);
                release(origin, out);
            } else {
                waitAt(origin, message.seq(), log.end());
            }
            pubs.forward(out);
        }
    }

    /** Delivers what waited for the origin's last delivery. */
    private void release(int origin, CastOutbox out) {
        for (long at = waitingAt(origin, vec[origin] + 1); at != 0; at = waitingAt(origin, vec[origin] + 1)) {
            waitAt(origin, vec[origin] + 1, 0);
            deliver(at - 1, out);
        }
    }

    @Override
    boolean makeWayForOldest() {
        long oldest = log.first();
        int origin = log.origin(oldest);
        long seq = log.seq(oldest);
        if (seq <= vec[origin]) {
            return true;
        }
        // It still waits, so it stays: at the end, where streams that are past it only see it once more.
        observe("Rotate", -1, origin, seq);
        log.rotate();
        waitAt(origin, seq, log.end());
        return false;
    }

    @Override
    void startBehind(long[] covered, CastOutbox out) {
        List<CastMessage.Msg> kept = new ArrayList<>();
        List<Integer> from = new ArrayList<>();
        for (long i = log.first(); i < log.end(); i++) {
            if (log.seq(i) > covered[log.origin(i)]) {
                kept.add(new CastMessage.Msg(0, log.origin(i), log.seq(i), log.payload(i)));
                from.add(log.from(i));
            }
        }
        log.reset(covered);
        forgetWaiting();
        for (int i = 0; i < kept.size(); i++) {
            CastMessage.Msg message = kept.get(i);
            log.append(message.origin(), message.seq(), from.get(i), message.payload());
            waitAt(message.origin(), message.seq(), log.end());
        }
        for (int origin = 0; origin < members; origin++) {
            release(origin, out);
        }
    }

    @Override
    void restored() {
        forgetWaiting();
        for (long i = log.first(); i < log.end(); i++) {
            if (log.seq(i) > vec[log.origin(i)]) {
                waitAt(log.origin(i), log.seq(i), i + 1);
            }
        }
    }

    private void forgetWaiting() {
        for (int origin = 0; origin < members; origin++) {
            waiting[origin] = NO_SLOTS;
        }
    }

    long waitingAt(int origin, long seq) {
        long[] slots = waiting[origin];
        return slots.length == 0 ? 0 : slots[(int) (seq % slots.length)];
    }

    private void waitAt(int origin, long seq, long at) {
        long[] slots = waiting[origin];
        if (slots.length == 0) {
            slots = new long[config.maxHoldback()];
            waiting[origin] = slots;
        }
        slots[(int) (seq % slots.length)] = at;
    }
}
