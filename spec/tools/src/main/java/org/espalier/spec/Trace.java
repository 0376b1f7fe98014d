package org.espalier.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A behaviour that TLC printed: a counterexample, or the way to a witness.
 *
 * @param steps      the states, each with the action that led to it
 * @param stuttering the last state is repeated for ever
 * @param backTo     number (from 1) of the state to which the last one returns, or 0 for a finite behaviour
 * @param backBy     the action of that return, or null
 */
public record Trace(List<Step> steps, boolean stuttering, int backTo, @Nullable String backBy) {

    public Trace {
        steps = List.copyOf(steps);
    }

    /**
     * One state.
     *
     * @param number   from 1 on
     * @param action   the action that led here; {@code Init} for an initial state
     * @param location where that action is written, or the empty string
     * @param values   the variables, as TLC prints them
     */
    public record Step(int number, String action, String location, Map<String, String> values) {

        public Step {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** Number of states. */
    public int length() {
        return steps.size();
    }

    /** The variables of step {@code i} (from 0) that differ from the step before; all of them for the first. */
    public Map<String, String> changes(int i) {
        if (i == 0) {
            return steps.get(0).values();
        }
        Map<String, String> before = steps.get(i - 1).values();
        Map<String, String> changed = new LinkedHashMap<>();
        steps.get(i).values().forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                changed.put(name, value);
            }
        });
        return changed;
    }

    /** The behaviour for people: the initial state in full, then for each step its action and what it changes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            text.append(String.format("%3d  %s%n", step.number(), step.action()));
            Map<String, String> changes = changes(i);
            int width = changes.keySet().stream().mapToInt(String::length).max().orElse(0);
            changes.forEach((name, value) -> text.append("       ").append(name)
                    .append(" ".repeat(width - name.length())).append(" = ")
                    .append(value.replace("\n", "\n" + " ".repeat(10 + width))).append(System.lineSeparator()));
            if (changes.isEmpty()) {
                text.append("       (nothing changes)").append(System.lineSeparator());
            }
        }
        if (stuttering) {
            text.append("     then nothing more happens, for ever").append(System.lineSeparator());
        }
        if (backTo > 0) {
            text.append("     then ").append(backBy == null ? "" : backBy + ", ").append("back to state ")
                    .append(backTo).append(", for ever").append(System.lineSeparator());
        }
        return text.toString();
    }
}
