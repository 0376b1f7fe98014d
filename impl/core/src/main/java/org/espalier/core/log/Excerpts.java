package org.espalier.core.log;

import java.util.Arrays;
import java.util.List;

/** As much of the log, or of its snapshot, as fits into one message. */
final class Excerpts {

    private final LogConfig config;
    private final EpochLog log;

    Excerpts(LogConfig config, EpochLog log) {
        this.config = config;
        this.log = log;
    }

    /** The entries from {@code from} on, up to {@code to} at most. */
    List<Entry> entries(long from, long to) {
        long end = from - 1;
        int bytes = 0;
        while (end < to && end - from + 1 < config.maxBatch() && bytes < config.maxBatchBytes()) {
            bytes += log.log.get(++end).payload().length;
        }
        return log.log.slice(from, end);
    }

    /** The snapshot from byte {@code at} on, if it is the one of that index, else from the beginning. */
    LogMessage.Piece piece(long index, int at) {
        Snapshot mine = log.log.snapshot().orElseThrow();
        byte[] state = mine.state();
        int offset = index == mine.index() && at >= 0 && at <= state.length ? at : 0;
        int end = Math.min(state.length, offset + config.maxBatchBytes());
        return new LogMessage.Piece(log.le(), mine.index(), offset == 0 ? mine.last() : List.of(), offset, state.length,
                Arrays.copyOfRange(state, offset, end));
    }
}
