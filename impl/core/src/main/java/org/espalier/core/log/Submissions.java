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

        LogState.Submitted state() {
            return new LogState.Submitted(ticket, payload, seq, since, answered);
        }
    }

    private final int self;
    private final long incarnation;
    private final LogConfig config;
    private final ArrayDeque<Pending> left = new ArrayDeque<>(); // sent since the last rewind
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>(); // behind them
    private long lastSeq;
    private long sentAt;

    Submissions(int self, long incarnation, LogConfig config) {
        this.self = self;
        this.incarnation = incarnation;
        this.config = config;
    }

    List<LogState.Submitted> state() {
        List<LogState.Submitted> all = new ArrayList<>(left.size() + waiting.size());
        left.forEach(p -> all.add(p.state()));
        waiting.forEach(p -> all.add(p.state()));
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
            waiting.add(p);
        }
    }

    /** Returns false when too many wait. */
    boolean add(long ticket, byte[] payload, long now) {
        if (left.size() + waiting.size() >= config.maxPending()) {
            return false;
        }
        waiting.add(new Pending(ticket, payload, now));
        return true;
    }

    /** All that is pending is to be sent again. */
    void rewind() {
        while (!left.isEmpty()) {
            waiting.addFirst(left.removeLast());
        }
    }

    boolean anythingToSend() {
        return !waiting.isEmpty();
    }

    /** The next ones to leave, {@code most} at most and within the bounds of one message. */
    List<Entry> next(long now, int most) {
        List<Entry> batch = new ArrayList<>();
        int bytes = 0;
        int end = Math.min(Math.min(most, config.maxBatch()), waiting.size());
        while (batch.size() < end && bytes < config.maxBatchBytes()) {
            Pending p = waiting.remove();
            if (p.seq == 0) {
                p.seq = ++lastSeq;
            }
            batch.add(new Entry(self, incarnation, p.seq, p.payload));
            bytes += p.payload.length;
            left.add(p);
        }
        sentAt = now;
        return batch;
    }

    private ArrayDeque<Pending> oldest() {
        return left.isEmpty() ? waiting : left;
    }

    /** An entry of this life came out of the sequence. */
    void delivered(long index, Entry entry, LogOutbox out) {
        if (entry.origin() != self || entry.incarnation() != incarnation) {
            return;
        }
        Pending first = oldest().peek();
        if (first != null && first.seq == entry.seq()) {
            oldest().remove();
            if (!first.answered) {
                out.outcome(first.ticket, new Outcome.Committed(index));
            }
        }
    }

    /** A snapshot stands for this life's entries up to number {@code seq}. */
    void covered(Snapshot.Last last, LogOutbox out) {
        if (last.incarnation() != incarnation) {
            return;
        }
        for (Pending first = oldest().peek(); first != null && first.seq != 0
                && first.seq <= last.seq(); first = oldest().peek()) {
            oldest().remove();
            if (!first.answered) {
                out.outcome(first.ticket, new Outcome.Unknown()); // done, but what came of it is not known
            }
        }
    }

    /** Answers those that have waited long enough, and rewinds when it is time. */
    void tick(long now, LogOutbox out) {
        if (!left.isEmpty() && now - sentAt >= config.resubmitAfterMillis()) {
            rewind();
        }
        answer(left, now, out);
        answer(waiting, now, out);
    }

    private void answer(ArrayDeque<Pending> some, long now, LogOutbox out) {
        for (Iterator<Pending> all = some.iterator(); all.hasNext();) {
            Pending p = all.next();
            if (now - p.since < config.answerAfterMillis()) {
                return;
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
        long at = left.isEmpty() ? Long.MAX_VALUE : sentAt + config.resubmitAfterMillis();
        return Math.min(at, Math.min(answerAt(left), answerAt(waiting)));
    }

    private long answerAt(ArrayDeque<Pending> some) {
        for (Pending p : some) {
            if (!p.answered) {
                return p.since + config.answerAfterMillis();
            }
        }
        return Long.MAX_VALUE;
    }
}
