package org.espalier.core.log;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Atom;

/**
 * The variables of {@code TreeLog.tla}. Nodes and epochs are numbers, functions of them maps; an item of a log is as in
 * {@link EpochLogState}.
 */
record TreeLogState(Map<Atom, Long> sent, List<List<Object>> clog, Map<Long, Long> done, Map<Long, Long> ep,
        Map<Long, Long> le, Map<Long, List<List<Object>>> log, Map<Long, Long> ci, Map<Long, Long> lead,
        Map<Long, Disk> d, Map<Long, Map<Long, Long>> agg, Map<Long, Set<Promise>> prm, Map<Long, Set<Long>> news,
        Map<Long, Set<Stat>> stat, Map<Long, Map<Long, Set<List<List<Object>>>>> logs,
        Map<Long, Map<Long, Long>> coms, Map<Long, Map<Long, Map<Long, Long>>> acks,
        Map<Long, Map<Long, Set<Promise>>> prms, Map<Long, Map<Long, Long>> acked, Set<EpochLogState.Promised> promised,
        long crashes) {

    /** What is on a disk. */
    record Disk(long ep, long le, List<List<Object>> log) {}

    /** A promise for an epoch that is known. */
    record Promise(long v, long le, long len) {}

    /** What the log of {@code e} was made of. */
    record Stat(long e, long le, long len) {}
}
