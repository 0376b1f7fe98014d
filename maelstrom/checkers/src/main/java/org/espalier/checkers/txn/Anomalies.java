package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.espalier.checkers.txn.Anomaly.Kind;

/** Counts anomalies by kind, keeps the first few of each, and knows which models they rule out. */
public final class Anomalies {

    /** More would not help anybody to understand the first. */
    private static final int MAX_EXAMPLES = 8;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Anomaly>> examples = new EnumMap<>(Kind.class);

    Anomalies() {}

    /** Counts one; the explanation is made only if it is wanted. */
    void add(Kind kind, List<Txn> transactions, Supplier<String> text) {
        counts.merge(kind, 1L, Long::sum);
        List<Anomaly> some = examples.computeIfAbsent(kind, k -> new ArrayList<>());
        if (some.size() < MAX_EXAMPLES) {
            some.add(new Anomaly(kind, transactions.stream().map(Txn::index).toList(), text.get()));
        }
    }

    /** The kinds that were found, the worst first. */
    public List<Kind> kinds() {
        return List.copyOf(counts.keySet());
    }

    /** How many of a kind were found; of cycles, one for each set of transactions that depend on one another, and few. */
    public long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** The first few of a kind. */
    public List<Anomaly> examples(Kind kind) {
        return List.copyOf(examples.getOrDefault(kind, List.of()));
    }

    /** The weakest models that a store which shows these cannot be of. */
    public Set<ConsistencyModel> not() {
        Set<ConsistencyModel> ruledOut = EnumSet.noneOf(ConsistencyModel.class);
        counts.keySet().forEach(kind -> ruledOut.addAll(kind.weakestRuledOut()));
        return ConsistencyModel.weakest(ruledOut);
    }

    /** The stronger ones, which it cannot be of either. */
    public Set<ConsistencyModel> alsoNot() {
        Set<ConsistencyModel> all = ConsistencyModel.impossible(not());
        all.removeAll(not());
        return all;
    }
}
