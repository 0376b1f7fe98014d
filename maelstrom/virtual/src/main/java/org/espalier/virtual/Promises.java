package org.espalier.virtual;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Result;
import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.history.History;
import org.espalier.simulator.Finding;
import org.espalier.workbench.Judge;
import org.espalier.workbench.Stories;
import org.espalier.workbench.TestPlan;

/**
 * What the workbench's checkers say of a history.
 *
 * @param results as the checkers give them
 * @param known false when something could not be judged
 */
record Promises(Results results, List<Finding> findings, boolean known) {

    private static final int MAX_SHOWN = 10;

    static Promises judge(Setting setting, History history) {
        Results results = Judge.promises(setting.workload(), setting.claimed(), TestPlan.Transactions.USUAL.models(),
                history, true);
        List<Finding> findings = new ArrayList<>();
        results.parts().forEach((name, part) -> {
            if (part instanceof Results properties) {
                properties.parts().forEach((property, result) -> add(property, result, findings));
            } else {
                add(property(setting), part, findings);
            }
        });
        return new Promises(results, findings, results.verdict() != Verdict.UNKNOWN);
    }

    /** What a workload promises as a whole, in a word. */
    private static String property(Setting setting) {
        return switch (setting.workload()) {
            case ECHO -> "Echo";
            case UNIQUE_IDS -> "UniqueIds";
            case BROADCAST, MULTICAST, G_SET -> "SetFull";
            case G_COUNTER, PN_COUNTER -> "CounterSum";
            case LIN_KV -> "Linearizability";
            case KAFKA -> "Kafka";
            case TXN_LIST_APPEND, TXN_RW_REGISTER -> "StrictSerializability";
        };
    }

    private static void add(String property, Result result, List<Finding> findings) {
        if (result.verdict() == Verdict.INVALID) {
            findings.add(new Finding(property, result instanceof PropertyResult p && !p.examples().isEmpty()
                    ? p.examples().getFirst().text()
                    : story(result.toTree())));
        }
    }

    private static String story(Object tree) {
        if (!(tree instanceof Map<?, ?> facts)) {
            return String.valueOf(tree);
        }
        List<String> stories = new ArrayList<>(Stories.of(facts));
        for (String wrong : stories.isEmpty()
                ? List.of("lost", "duplicated", "unexpected", "errors")
                : List.<String>of()) {
            Object what = facts.get(wrong);
            if (what instanceof List<?> list && !list.isEmpty()) {
                stories.add(wrong + " " + some(list));
            } else if (what instanceof Map<?, ?> map && !map.isEmpty()) {
                stories.add(wrong + " " + some(new ArrayList<>(map.keySet())));
            }
        }
        return stories.isEmpty() ? facts.toString() : String.join("; ", stories);
    }

    private static String some(List<?> list) {
        return list.size() <= MAX_SHOWN
                ? list.toString()
                : list.subList(0, MAX_SHOWN) + " and " + (list.size() - MAX_SHOWN) + " more";
    }
}
