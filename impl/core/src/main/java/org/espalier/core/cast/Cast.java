package org.espalier.core.cast;

import org.espalier.core.Observer;

/**
 * What both multicast layers share: the streams to and from the neighbours. Not thread-safe; whoever steps it owns it.
 */
public abstract sealed class Cast permits FifoTree, TreeCast {

    final int self;
    final int members;
    final CastConfig config;
    final Observer observer;
    final CastVariant variant;
    final long[] vec;

    Cast(int self, int members, CastConfig config, Observer observer, CastVariant variant) {
        if (members < 1 || self < 0 || self >= members) {
            throw new IllegalArgumentException("member " + self + " of " + members);
        }
        this.self = self;
        this.members = members;
        this.config = config;
        this.observer = observer;
        this.variant = variant;
        this.vec = new long[members];
    }

    /** One input, and everything that follows from it. */
    public final void step(CastInput input, CastOutbox out) {
        if (input instanceof CastInput.Multicast multicast) { // the streams follow in the next commit
            out.deliver(self, ++vec[self], multicast.payload());
        }
    }

    /** When the next {@link CastInput.Tick} is due at the latest; {@code Long.MAX_VALUE} when time is not waited for. */
    public final long wakeAt() {
        return Long.MAX_VALUE;
    }

    /** What this node has delivered: entry {@code o} is the number of messages of member {@code o}. A copy. */
    public final long[] vec() {
        return vec.clone();
    }

    /** The counters by which a host sees what was dropped, refused or closed. */
    public final CastCounters counters() {
        return new CastCounters(0, 0, 0, 0, 0, 0, 0, 0);
    }
}
