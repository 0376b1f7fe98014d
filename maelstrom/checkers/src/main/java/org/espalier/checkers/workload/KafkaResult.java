package org.espalier.checkers.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Result;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.kafka.Anomalies;
import org.espalier.checkers.kafka.Anomaly;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Kafka} found.
 *
 * @param anomalies what should not have been
 * @param sends how many sends returned ok
 * @param polls how many polls returned ok
 */
public record KafkaResult(Anomalies anomalies, long sends, long polls) implements Result {

    private static final int TOLD = 3;

    @Override
    public Verdict verdict() {
        if (!anomalies.kinds().isEmpty()) {
            return Verdict.INVALID;
        }
        return sends == 0 || polls == 0 ? Verdict.UNKNOWN : Verdict.VALID;
    }

    /** For people: the first few anomalies of each kind, a line each; empty if there are none. */
    public String text() {
        List<String> lines = new ArrayList<>();
        for (Anomaly.Kind kind : anomalies.kinds()) {
            List<Anomaly> some = anomalies.examples(kind).stream().limit(TOLD).toList();
            some.forEach(a -> lines.add(kind.label() + ": " + a.text()));
            if (anomalies.count(kind) > some.size()) {
                lines.add(kind.label() + ": ... and " + (anomalies.count(kind) - some.size()) + " more");
            }
        }
        return String.join("\n", lines);
    }

    @Override
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        List<String> kinds = anomalies.kinds().stream().map(Anomaly.Kind::label).toList();
        tree.put("valid?", verdict().toTree());
        tree.put("send-count", sends);
        tree.put("poll-count", polls);
        tree.put("error-types", kinds);
        tree.put("bad-error-types", kinds);
        for (Anomaly.Kind kind : anomalies.kinds()) {
            Map<String, @Nullable Object> found = new LinkedHashMap<>();
            found.put("count", anomalies.count(kind));
            found.put("errs", anomalies.examples(kind).stream().map(Anomaly::toTree).toList());
            tree.put(kind.label(), found);
        }
        return tree;
    }
}
