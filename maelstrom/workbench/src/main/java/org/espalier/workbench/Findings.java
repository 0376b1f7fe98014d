package org.espalier.workbench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Edn;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.HistoryFile;
import org.espalier.checkers.history.HistoryWriter;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.espalier.workbench.nemesis.FaultSpan;
import org.espalier.workbench.net.Traffic;
import org.espalier.workbench.process.NodeFault;
import org.espalier.workbench.report.RunPage;
import org.jspecify.annotations.Nullable;

/**
 * What a run left behind, and what is found in it.
 *
 * @param plan what was run
 * @param directory the run's
 * @param ops its history
 * @param spans the faults that were injected
 * @param faults the faults of nodes
 * @param traffic what went over the network
 * @param seconds how long it took
 */
record Findings(TestPlan plan, Path directory, List<Op> ops, List<FaultSpan> spans, List<NodeFault> faults,
        Traffic traffic, double seconds) {

    /** Writes the history in both forms. */
    static void writeHistory(List<Op> ops, Path directory) throws IOException {
        try (HistoryWriter json = HistoryWriter.to(directory.resolve(HistoryFile.JSON_NAME));
                BufferedWriter edn = Files.newBufferedWriter(directory.resolve(HistoryFile.EDN_NAME))) {
            for (Op op : ops) {
                json.write(op);
                edn.write(HistoryEdn.line(op));
                edn.write('\n');
            }
        }
    }

    /** Judges, measures, and writes the results in both forms. */
    TestResult judge() throws IOException {
        boolean whole = faults.stream().allMatch(f -> f.kind() == NodeFault.Kind.SILENT);
        Results judged = Judge.judge(plan, History.of(ops), whole);
        Verdict verdict = faults.isEmpty() ? judged.verdict() : Verdict.INVALID;
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", verdict.toTree());
        if (!faults.isEmpty()) {
            tree.put("node-faults", faults.stream().map(Findings::tree).toList());
        }
        judged.parts().forEach((name, part) -> tree.put(name, part.toTree()));
        tree.put("net", Measures.net(traffic, Measures.operations(ops)));
        tree.put("perf", Measures.perf(ops));
        Map<String, @Nullable Object> resilience = Resilience.of(ops, spans, plan.nodes());
        if (resilience != null) {
            tree.put("resilience", resilience);
        }
        Map<String, @Nullable Object> visible = plan.workload().hasIntroduction()
                ? Sightings.everywhere(directory.resolve(TestResult.MESSAGES), plan.nodes(), ops)
                : null;
        if (visible != null) {
            tree.put("visible", visible);
        }
        tree.put("test", test());
        Files.writeString(directory.resolve("results.json"), Json.text(tree) + "\n");
        Files.writeString(directory.resolve("results.edn"), Edn.text(tree) + "\n");
        TestResult result = new TestResult(plan, verdict, faults, tree, directory);
        RunPage.write(directory, tree, ops, result.summary());
        return result;
    }

    private Map<String, @Nullable Object> test() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("workload", plan.workload().label());
        tree.put("nodes", plan.nodes());
        tree.put("seed", plan.seed());
        tree.put("order", plan.claims().order().label());
        tree.put("order-from", plan.claims().orderFrom());
        tree.put("bin", plan.target().bin().toString());
        tree.put("args", plan.target().args());
        tree.put("seconds", seconds);
        tree.put("replay", Replay.command(plan));
        return tree;
    }

    private static Map<String, @Nullable Object> tree(NodeFault fault) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("node", fault.node());
        tree.put("kind", fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        tree.put("story", fault.story());
        tree.put("stderr", fault.lastLines());
        return tree;
    }
}
