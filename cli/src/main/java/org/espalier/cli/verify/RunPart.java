package org.espalier.cli.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.espalier.checkers.Verdict;
import org.espalier.workbench.TestResult;
import org.espalier.workbench.report.Recording;
import org.espalier.workbench.workload.Workload;
import org.jspecify.annotations.Nullable;

/**
 * A run of real processes, as the page shows it.
 *
 * @param name what its step is called
 * @param title what ran
 * @param conditions what it ran under, for people
 * @param workload what was asked
 * @param state how it stands
 * @param properties what was judged
 * @param troubles explanations of what went wrong, one for each line
 * @param latencies per function, quantiles in milliseconds
 * @param resilience how the faults were borne, as the results have it; empty when there were none
 * @param recording what happened
 * @param seed fixes its choices
 * @param replay the command that runs it again
 * @param directory where its files are
 */
public record RunPart(String name, String title, String conditions, Workload workload, State state,
        List<Property> properties, List<String> troubles, Map<String, Map<String, Double>> latencies,
        Map<String, @Nullable Object> resilience, Recording recording, long seed, String replay, Path directory) {

    public RunPart {
        properties = List.copyOf(properties);
        troubles = List.copyOf(troubles);
    }

    /**
     * One property that was judged.
     *
     * @param name its name, as in the specification
     * @param state whether it holds
     * @param judged how many deliveries or reads were judged, or -1
     */
    public record Property(String name, State state, long judged) {}

    /** The part of the page for a result. */
    static RunPart of(Scenario scenario, TestResult result, Recording recording) {
        List<Property> properties = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        result.faults()
                .forEach(f -> troubles.add(f.node() + " " + f.story() + "\n" + String.join("\n", f.lastLines())));
        map(result.get("delivery")).forEach((name, part) -> {
            if (part instanceof Map<?, ?> p) {
                properties.add(new Property(String.valueOf(name), state(p), count(p, "checked-count")));
                trouble(String.valueOf(name), p, troubles);
            }
        });
        Map<?, ?> workload = map(result.get("workload"));
        if (!workload.isEmpty()) {
            properties.add(switch (scenario.workload()) {
                case LIN_KV -> new Property("linearizable, key by key", state(workload), recording.acknowledged());
                case KAFKA -> new Property("nothing lost, skipped or repeated", state(workload),
                        recording.acknowledged("send"));
                case TXN_LIST_APPEND, TXN_RW_REGISTER -> new Property(
                        result.plan().transactions().labels().replace(",", ", "), state(workload),
                        count(workload, "ok-count"));
                default -> new Property("nothing lost, stale or unexpected", state(workload),
                        count(workload, "stable-count"));
            });
            trouble(scenario.workload().label(), workload, troubles);
            result.stories().stream().limit(3).forEach(troubles::add);
        }
        Map<String, @Nullable Object> resilience = new LinkedHashMap<>();
        map(result.get("resilience")).forEach((key, value) -> resilience.put(String.valueOf(key), value));
        return new RunPart(scenario.name(), scenario.title(), scenario.conditions(result.plan()), scenario.workload(),
                State.of(result.verdict()), properties, troubles, latencies(result), resilience, recording,
                result.plan().seed(), result.replay(), result.directory());
    }

    /** How many faults of each kind were injected. */
    Map<String, Long> faultCounts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        map(resilience.get("fault-counts"))
                .forEach((kind, n) -> counts.put(String.valueOf(kind), n instanceof Long l ? l : 0L));
        return counts;
    }

    /** Milliseconds from the end of the last fault until every node had done something; empty when that was not seen. */
    OptionalDouble slowestProgressMillis() {
        return millis(resilience.get("slowest-progress-ms"));
    }

    /** The longest time that any request waited for its answer at nodes of a side that ran; empty when there was none. */
    OptionalDouble longestWaitMillis(String side) {
        return millis(map(map(resilience.get("sides")).get(side)).get("longest-wait-ms"));
    }

    /** How many requests at nodes of a side that ran were never answered. */
    long unanswered(String side) {
        return Math.max(0, count(map(map(resilience.get("sides")).get(side)), "unanswered-count"));
    }

    private static OptionalDouble millis(@Nullable Object value) {
        return value instanceof Double ms ? OptionalDouble.of(ms) : OptionalDouble.empty();
    }

    private static void trouble(String name, Map<?, ?> part, List<String> troubles) {
        if (state(part) == State.GOOD) {
            return;
        }
        if (part.get("violations") instanceof List<?> examples) {
            examples.stream().limit(3).forEach(e -> troubles.add(name + ": " + map(e).get("text")));
        } else if (part.get("note") != null) {
            troubles.add(name + ": " + part.get("note"));
        } else {
            for (String wrong : List.of("lost", "duplicated", "unexpected", "never-read", "stale")) {
                String what = String.valueOf(part.get(wrong));
                if (!List.of("null", "[]", "{}", "0").contains(what)) {
                    troubles.add(
                            name + ", " + wrong + ": " + (what.length() > 400 ? what.substring(0, 400) + " …" : what));
                }
            }
        }
    }

    private static Map<String, Map<String, Double>> latencies(TestResult result) {
        Map<String, Map<String, Double>> all = new LinkedHashMap<>();
        map(result.get("perf", "latencies-ms")).forEach((f, quantiles) -> {
            Map<String, Double> values = new LinkedHashMap<>();
            map(quantiles).forEach((q, ms) -> {
                if (ms instanceof Number n) {
                    values.put(String.valueOf(q), n.doubleValue());
                }
            });
            all.put(String.valueOf(f), values);
        });
        return all;
    }

    private static State state(Map<?, ?> part) {
        Object valid = part.get("valid?");
        return State.of(Boolean.TRUE.equals(valid)
                ? Verdict.VALID
                : Boolean.FALSE.equals(valid) ? Verdict.INVALID : Verdict.UNKNOWN);
    }

    private static long count(Map<?, ?> part, String key) {
        return part.get(key) instanceof Long n ? n : -1;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
