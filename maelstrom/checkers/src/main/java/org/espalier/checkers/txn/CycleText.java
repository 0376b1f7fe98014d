package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cycle for people: its transactions, the one that began first called T1, and why each comes before the next.
 *
 * @param transactions each of them, T1 first
 * @param edges the first from T1
 */
record CycleText(List<Txn> transactions, List<Edge> edges) {

    static CycleText of(List<Txn> txns, List<Edge> cycle) {
        int first = 0;
        for (int i = 1; i < cycle.size(); i++) {
            if (txns.get(cycle.get(i).from()).invoked() < txns.get(cycle.get(first).from()).invoked()) {
                first = i;
            }
        }
        List<Edge> rotated = new ArrayList<>(cycle);
        Collections.rotate(rotated, -first);
        return new CycleText(rotated.stream().map(e -> txns.get(e.from())).distinct().toList(), rotated);
    }

    String text() {
        Map<Integer, String> names = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        lines.add("a cycle of " + transactions.size());
        for (Txn txn : transactions) {
            String name = "T" + (names.size() + 1);
            names.put(txn.id(), name);
            lines.add(name + " = " + txn.describe());
        }
        for (Edge e : edges) {
            String from = names.getOrDefault(e.from(), "?");
            String to = names.getOrDefault(e.to(), "?");
            lines.add(from + " < " + to + ", because " + e.why().text(from, to));
        }
        return String.join("\n", lines);
    }
}
