package org.espalier.checkers.kafka;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.espalier.checkers.kafka.Anomaly.Kind;
import org.jspecify.annotations.Nullable;

/** Counts anomalies by kind, and keeps the first few of each. */
public final class Anomalies {

    /** More would not help anybody to understand the first. */
    private static final int MAX_EXAMPLES = 8;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Anomaly>> examples = new EnumMap<>(Kind.class);

    Anomalies() {}

    /** Counts one; the explanation is made only if it is wanted. */
    void add(Kind kind, String key, @Nullable Object message, Supplier<String> text) {
        counts.merge(kind, 1L, Long::sum);
        List<Anomaly> some = examples.computeIfAbsent(kind, k -> new ArrayList<>());
        if (some.size() < MAX_EXAMPLES) {
            some.add(new Anomaly(kind, key, message, text.get()));
        }
    }

    /** The kinds that were found. */
    public List<Kind> kinds() {
        return List.copyOf(counts.keySet());
    }

    /** How many of a kind were found. */
    public long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** The first few of a kind. */
    public List<Anomaly> examples(Kind kind) {
        return List.copyOf(examples.getOrDefault(kind, List.of()));
    }
}
