package org.espalier.core.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What this member has submitted and not yet seen in the sequence. A submission gets its number when it first leaves, so
 * what never left can be withdrawn for certain; what has left stays until it is delivered, and is sent again.
 */
final class Submissions {

    private static final class Pending {
        final long ticket;
        final byte[] payload;
        final long since;
        long seq; // 0: has not left
        boolean answered;

        Pending(long ticket, byte[] payload, long since) {
            this.ticket = ticket;
            this.payload = payload;
            this.since = since;
        }
    }

    private final int self;
    private final long incarnation;
    private final LogConfig config;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private long lastSeq;
    private int left; // how many of the pending ones, from the first on, were sent since the last rewind
    private long sentAt;

    Submissions(int self, long incarnation, LogConfig config) {
        this.self = self;
        this.incarnation = incarnation;
        this.config = config;
    }

    List<LogState.Submitted> state() {
        List<LogState.Submitted> all = new ArrayList<>(pending.size());
        for (Pending p : pending) {
            all.add(new LogState.Submitted(p.ticket, p.payload, p.seq, p.since, p.answered));
        }
        return all;
    }

    long lastSeq() {
        return lastSeq;
    }

    void restore(List<LogState.Submitted> state, long seq) {
        lastSeq = seq;
        for (LogState.Submitted s : state) {
            Pending p = new Pending(s.ticket(), s.payload(), s.since());
            p.seq = s.seq();
            p.answered = s.answered();
            pending.add(p);
        }
    }

    /** Returns false when too many wait. */
    boolean add(long ticket, byte[] payload, long now) {
        if (pending.size() >= config.maxPending()) {
            return false;
        }
        pending.add(new Pending(ticket, payload, now));
        return true;
    }

    /** All that is pending is to be sent again. */
    void rewind() {
        left = 0;
    }

    boolean anythingToSend() {
        return left < pending.size();
    }

    /** The next ones to leave, within the bounds of one message. */
    List<Entry> next(long now) {
        List<Entry> batch = new ArrayList<>();
        int bytes = 0;
        int index = 0;
        for (Pending p : pending) {
            if (index++ < left) {
                continue;
            }
            if (batch.size() == config.maxBatch() || bytes >= config.maxBatchBytes()) {
                break;
            }
            if (p.seq == 0) {
                p.seq = ++lastSeq;
            }
            batch.add(new Entry(self, incarnation, p.seq, p.payload));
            bytes += p.payload.length;
        }
        left += batch.size();
        sentAt = now;
        return batch;
    }

    /** An entry of this life came out of the sequence. */
    void delivered(long index, Entry entry, LogOutbox out) {
        Pending first = pending.peek();
        if (entry.origin() == self && entry.incarnation() == incarnation && first != null
                && first.seq == entry.seq()) {
            pending.remove();
            left = Math.max(0, left - 1);
            if (!first.answered) {
                out.outcome(first.ticket, new Outcome.Committed(index));
            }
        }
    }

    /** A snapshot stands for this life's entries up to number {@code seq}. */
    void covered(Snapshot.Last last, LogOutbox out) {
        while (last.incarnation() == incarnation && !pending.isEmpty() && pending.getFirst().seq != 0
                && pending.getFirst().seq <= last.seq()) {
            Pending first = pending.remove();
            left = Math.max(0, left - 1);
            if (!first.answered) {
                out.outcome(first.ticket, new Outcome.Unknown()); // done, but what came of it is not known
            }
        }
    }

    /** Answers those that have waited long enough, and rewinds when it is time. */
    void tick(long now, LogOutbox out) {
        if (left > 0 && now - sentAt >= config.resubmitAfterMillis()) {
            rewind();
        }
        for (Iterator<Pending> all = pending.iterator(); all.hasNext();) {
            Pending p = all.next();
            if (now - p.since < config.answerAfterMillis()) {
                break;
            }
            if (p.seq == 0) {
                all.remove();
                out.outcome(p.ticket, new Outcome.NoQuorum());
            } else if (!p.answered) {
                p.answered = true;
                out.outcome(p.ticket, new Outcome.Unknown());
            }
        }
    }

    long wakeAt() {
        long at = left > 0 ? sentAt + config.resubmitAfterMillis() : Long.MAX_VALUE;
        for (Pending p : pending) {
            if (!p.answered) {
                return Math.min(at, p.since + config.answerAfterMillis());
            }
        }
        return at;
    }
}
