package org.espalier.checkers.workload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Result;
import org.espalier.checkers.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What {@link SetFull} found.
 *
 * @param attemptCount how many elements were asked for
 * @param acknowledgedCount how many of the requests were answered ok
 * @param stableCount how many elements are there to stay
 * @param lost elements that were known and are gone
 * @param neverRead elements of which nothing is known
 * @param stale elements that are stable, but were not at once
 * @param worstStale the slowest of those, slowest first
 * @param stableLatencies milliseconds until an element was stable, by quantile; empty if none is
 * @param lostLatencies milliseconds until an element was lost, by quantile; empty if none is
 * @param duplicated elements that one read shows more than once, with how often at most
 * @param unexpected elements that nobody had asked for, with the index of the first read that shows it
 */
public record SetFullResult(long attemptCount, long acknowledgedCount, long stableCount, List<@Nullable Object> lost,
        List<@Nullable Object> neverRead, List<@Nullable Object> stale, List<Stale> worstStale,
        Map<Double, Long> stableLatencies, Map<Double, Long> lostLatencies,
        Map<@Nullable Object, Integer> duplicated, Map<@Nullable Object, Long> unexpected) implements Result {

    /**
     * An element that was missing for a while.
     *
     * @param element which
     * @param stableLatencyMillis how long after it was known it was still missing
     * @param known index of the event by which it was known
     * @param lastAbsent index of the invocation of the last read that does not show it
     */
    public record Stale(Object element, long stableLatencyMillis, long known, long lastAbsent) {

        Map<String, @Nullable Object> toTree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("element", element);
            tree.put("outcome", "stable");
            tree.put("stable-latency", stableLatencyMillis);
            tree.put("known", known);
            tree.put("last-absent", lastAbsent);
            return tree;
        }
    }

    public SetFullResult {
        lost = Collections.unmodifiableList(lost);
        neverRead = Collections.unmodifiableList(neverRead);
        stale = Collections.unmodifiableList(stale);
        worstStale = List.copyOf(worstStale);
        stableLatencies = Collections.unmodifiableMap(stableLatencies);
        lostLatencies = Collections.unmodifiableMap(lostLatencies);
        duplicated = Collections.unmodifiableMap(duplicated);
        unexpected = Collections.unmodifiableMap(unexpected);
    }

    @Override
    public Verdict verdict() {
        if (!lost.isEmpty() || !duplicated.isEmpty() || !unexpected.isEmpty()) {
            return Verdict.INVALID;
        }
        return stableCount == 0 ? Verdict.UNKNOWN : Verdict.VALID;
    }

    @Override
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", verdict().toTree());
        tree.put("attempt-count", attemptCount);
        tree.put("acknowledged-count", acknowledgedCount);
        tree.put("stable-count", stableCount);
        tree.put("lost-count", (long) lost.size());
        tree.put("lost", lost);
        tree.put("never-read-count", (long) neverRead.size());
        tree.put("never-read", neverRead);
        tree.put("stale-count", (long) stale.size());
        tree.put("stale", stale);
        tree.put("worst-stale", worstStale.stream().map(Stale::toTree).toList());
        if (!stableLatencies.isEmpty()) {
            tree.put("stable-latencies", asPrinted(stableLatencies));
        }
        if (!lostLatencies.isEmpty()) {
            tree.put("lost-latencies", asPrinted(lostLatencies));
        }
        tree.put("duplicated-count", (long) duplicated.size());
        tree.put("duplicated", duplicated);
        tree.put("unexpected-count", (long) unexpected.size());
        tree.put("unexpected", unexpected);
        return tree;
    }

    /** Jepsen prints the whole points as whole numbers. */
    private static Map<Object, Long> asPrinted(Map<Double, Long> quantiles) {
        Map<Object, Long> printed = new LinkedHashMap<>();
        quantiles.forEach((point, value) -> {
            if (point == Math.rint(point)) {
                printed.put(Math.round(point), value);
            } else {
                printed.put(point, value);
            }
        });
        return printed;
    }
}
