package org.espalier.core.log;

import java.util.List;
import java.util.Optional;

/**
 * All that a member's log is between two steps, in the terms of {@code EpochLog.tla} where it has them. What neighbours were
 * told, what is on its way through, and times are no part of it: the first is told again, the second sent again.
 *
 * @param ep the highest epoch heard of
 * @param le the epoch whose log this is
 * @param base what stands for the first entries, if anything does
 * @param log the entries behind it
 * @param ci how many entries are delivered
 * @param lead the epoch that this life began, 0 for none
 * @param com how many entries of {@code le} are known to be committed
 * @param ble the epoch of the log that {@code le} began with, 0 when it is not known
 * @param blen the length of that log
 * @param votes whether acknowledgements and promises of this life count
 * @param d what is known to be durable
 * @param underWay what becomes durable with each write not yet reported
 * @param agg by voter: durable entries of {@code le}
 * @param prm the promises for {@code ep}
 * @param submitted what this member has submitted and not seen in the sequence
 * @param lastSeq the last number that this life has given to a submission
 * @param diskless whether the lives of the voters are talked about
 * @param rows {@code Founding.tla}'s
 * @param edges the overlay's, ascending
 * @param direct whom this member talks to without an edge, ascending
 */
public record LogState(long ep, long le, Optional<Snapshot> base, List<Entry> log, long ci, long lead, long com,
        long ble, long blen, boolean votes, Disk d, List<Disk> underWay, List<Long> agg, List<LogMessage.Promise> prm,
        List<Submitted> submitted, long lastSeq, boolean diskless, List<LogMessage.Row> rows, List<Integer> edges,
        List<Integer> direct) {

    /**
     * A durable record, without its entries.
     *
     * @param writes how many writes of this life had been handed out for it
     */
    public record Disk(long writes, long ep, long le, long len) {}

    /**
     * A submission.
     *
     * @param seq its number, 0 before it has left
     * @param since when it was submitted, in the ticks' own time
     * @param answered whether its outcome has been said to be unknown
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Submitted(long ticket, byte[] payload, long seq, long since, boolean answered) {}

    /** Copies its lists. */
    public LogState {
        log = List.copyOf(log);
        underWay = List.copyOf(underWay);
        agg = List.copyOf(agg);
        prm = List.copyOf(prm);
        submitted = List.copyOf(submitted);
        rows = List.copyOf(rows);
        edges = List.copyOf(edges);
        direct = List.copyOf(direct);
    }
}
