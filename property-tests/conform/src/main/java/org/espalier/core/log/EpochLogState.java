package org.espalier.core.log;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Atom;
import org.espalier.conform.Spelled;

/**
 * The variables of {@code EpochLog.tla}. Nodes and epochs are numbers, functions of them maps; an item of a log is the pair
 * of its origin and its number.
 */
record EpochLogState(Map<Atom, Long> sent, List<List<Object>> clog, Map<Long, Long> done, Map<Long, Long> ep,
        Map<Long, Long> le, Map<Long, List<List<Object>>> log, Map<Long, Long> base, Map<Long, Long> ci,
        Map<Long, Long> lead, Map<Long, Disk> d, Set<Long> amnesiac, Map<Long, Map<Long, Long>> acked,
        Set<Promised> prm, @Spelled("new") Set<Long> begun,
        Map<Long, Set<List<List<Object>>>> pub, Map<Long, Origin> org, Map<Long, Long> com, long crashes) {

    /** What is on a disk. */
    record Disk(long ep, long le, List<List<Object>> log, long base) {}

    /** A promise. */
    record Promised(long e, long p, long le, long len) {}

    /** What an epoch's log began with. */
    record Origin(long le, long len) {}

    /** {@code <<origin, n>>}. */
    static List<Object> item(Atom origin, long n) {
        return List.of(origin, n);
    }
}
