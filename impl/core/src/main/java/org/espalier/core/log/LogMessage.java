package org.espalier.core.log;

import java.util.List;

/**
 * What one member's log says to a neighbour's. Every message states facts that stay true, so each may be lost, repeated and
 * late without harm; what is lost is said again when it still matters.
 */
public sealed interface LogMessage {

    /**
     * What the sender holds. {@code spec: TreeLog.tla, what a NEW and a SYN say, and where a stream begins}
     *
     * @param ep the highest epoch it has heard of
     * @param le the epoch whose log it holds
     * @param len how many entries that log has
     * @param ble the epoch of the log that {@code le} began with, 0 when the sender does not know
     * @param blen how many entries {@code le} began with, at most {@code len}
     * @param ask whether the sender does not know what the receiver holds, and wants to
     * @param direct whether the sender talks to all voters directly, since elections over the overlay failed
     */
    record Status(long ep, long le, long len, long ble, long blen, boolean ask, boolean direct) implements LogMessage {}

    /**
     * Entries of epoch {@code e} from {@code index} on, and how many entries are committed.
     *
     * @param entries in order; none when only the commit index is news
     */
    record Append(long e, long index, List<Entry> entries, long ci) implements LogMessage {
        public Append {
            entries = List.copyOf(entries);
        }
    }

    /**
     * How far voters hold the log of epoch {@code e} durably: a join of what the sender has heard and its own.
     *
     * @param agg by position among the voters, 0 for nothing
     */
    record Ack(long e, List<Long> agg) implements LogMessage {
        public Ack {
            agg = List.copyOf(agg);
        }
    }

    /** The promises for epoch {@code e} that the sender knows of. */
    record Promises(long e, List<Promise> prm) implements LogMessage {
        public Promises {
            prm = List.copyOf(prm);
        }
    }

    /** The voter at position {@code voter} takes no more of any epoch below, and holds {@code len} entries of {@code le}. */
    record Promise(int voter, long le, long len) {}

    /**
     * The root of epoch {@code e} is alive. Flooded over the tree as a hint, outside the reliable link.
     *
     * @param n counts the beats of this epoch, from 1
     */
    record Beat(long e, long n, long ci) implements LogMessage {}

    /** Please sequence these, each origin's in the order of its numbers. On its way to the root. */
    record Propose(List<Entry> entries) implements LogMessage {
        public Propose {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Which entries of epoch {@code l}, from {@code from} on and not beyond {@code upTo}, have you got?
     *
     * @param at how much of the snapshot offered instead is here already, in bytes; 0 when none is
     * @param snapshot the index of that snapshot, 0 when none is
     */
    record Fetch(long l, long from, long upTo, long snapshot, int at) implements LogMessage {}

    /** The answer: entries of epoch {@code l} from {@code from} on, as many as fit. */
    record Suffix(long l, long from, List<Entry> entries) implements LogMessage {
        public Suffix {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The other answer, when the first of the entries asked for are there no more: a piece of the snapshot that stands for
     * them, in a log of epoch {@code l}.
     *
     * @param last with the first piece; empty with the others
     * @param offset where in the state this piece begins, in bytes
     * @param total length of the whole state, in bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Piece(long l, long index, List<Snapshot.Last> last, int offset, int total, byte[] bytes)
            implements
                LogMessage {
        public Piece {
            last = List.copyOf(last);
        }
    }

    /** The lives of the voters, as far as the sender knows. {@code spec: Founding.tla} */
    record Rows(List<Row> rows) implements LogMessage {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Of which life of each voter the life {@code incarnation} of the voter at position {@code voter} heard first.
     *
     * @param life by position among the voters, 0 for none yet
     */
    record Row(int voter, long incarnation, List<Long> life) {
        public Row {
            life = List.copyOf(life);
        }
    }
}
