package org.espalier.checkers.workload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Result;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.txn.Anomalies;
import org.espalier.checkers.txn.Anomaly;
import org.espalier.checkers.txn.Anomaly.Kind;
import org.espalier.checkers.txn.ConsistencyModel;
import org.espalier.checkers.txn.Judged;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Txns} found.
 *
 * @param judged the anomalies, and how much was looked at
 * @param models what the store was to be
 */
public record TxnResult(Judged judged, List<ConsistencyModel> models) implements Result {

    private static final int TOLD = 2;

    public TxnResult {
        models = List.copyOf(models);
    }

    public Anomalies anomalies() {
        return judged.anomalies();
    }

    /** The kinds of anomalies that a store of these models does not show, and this one does. */
    public List<Kind> bad() {
        return anomalies().kinds().stream().filter(kind -> models.stream().anyMatch(kind::rulesOut)).toList();
    }

    @Override
    public Verdict verdict() {
        if (!bad().isEmpty()) {
            return Verdict.INVALID;
        }
        return judged.ok() == 0 ? Verdict.UNKNOWN : Verdict.VALID;
    }

    /** For people: the first few anomalies of each kind, those that count first, and what they rule out; empty if there are none. */
    public String text() {
        List<String> lines = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>(bad());
        anomalies().kinds().stream().filter(kind -> !bad().contains(kind)).forEach(kinds::add);
        for (Kind kind : kinds) {
            List<Anomaly> some = anomalies().examples(kind).stream().limit(TOLD).toList();
            String allowed = bad().contains(kind) ? "" : " (allowed here)";
            some.forEach(a -> lines.add(kind.label() + allowed + ": " + a.text().replace("\n", "\n  ")));
            if (anomalies().count(kind) > some.size()) {
                lines.add(kind.label() + ": ... and " + (anomalies().count(kind) - some.size()) + " more");
            }
        }
        if (!kinds.isEmpty()) {
            lines.add("not " + String.join(", not ", labels(anomalies().not())));
        }
        return String.join("\n", lines);
    }

    private static List<String> labels(Collection<ConsistencyModel> models) {
        return models.stream().map(ConsistencyModel::label).toList();
    }

    @Override
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", verdict().toTree());
        tree.put("txn-count", judged.transactions());
        tree.put("ok-count", judged.ok());
        tree.put("fail-count", judged.failed());
        tree.put("consistency-models", labels(models));
        tree.put("anomaly-types", anomalies().kinds().stream().map(Kind::label).toList());
        tree.put("bad-anomaly-types", bad().stream().map(Kind::label).toList());
        tree.put("not", labels(anomalies().not()));
        tree.put("also-not", labels(anomalies().alsoNot()));
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        for (Kind kind : anomalies().kinds()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("count", anomalies().count(kind));
            one.put("errs", anomalies().examples(kind).stream().map(Anomaly::toTree).toList());
            found.put(kind.label(), one);
        }
        tree.put("anomalies", found);
        return tree;
    }
}
