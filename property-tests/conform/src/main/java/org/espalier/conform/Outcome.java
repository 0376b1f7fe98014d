package org.espalier.conform;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What was compared, and what came of it.
 *
 * @param states distinct ones, equal on both sides
 * @param generated successors and initial states as TLC counts them, repetitions included
 * @param transitions distinct labelled ones: from, label, to
 * @param runs inputs to the public interface of which the path was found among the steps
 * @param depth states in the longest shortest path
 * @param actions transitions by the action's name
 * @param millis wall time
 * @param divergence null when the graphs are equal
 */
public record Outcome(long states, long generated, long transitions, long runs, int depth, Map<String, Long> actions,
        long millis, @Nullable Divergence divergence) {

    public Outcome {
        actions = new TreeMap<>(actions);
    }

    /** Whether the two graphs are one. */
    public boolean equal() {
        return divergence == null;
    }
}
