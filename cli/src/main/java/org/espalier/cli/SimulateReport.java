package org.espalier.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

import org.espalier.simulator.Campaign;
import org.espalier.simulator.Coverage;
import org.espalier.simulator.Finding;
import org.espalier.simulator.Goals;
import org.espalier.simulator.RunResult;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.Shrinker;
import org.espalier.simulator.Sometimes;
import org.espalier.simulator.Swarm;
import org.espalier.simulator.fault.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign has found, for people and as a value tree.
 *
 * @param seconds of real time
 */
record SimulateReport(Campaign.Plan plan, Campaign.Report report, List<Kept> kept, double seconds) {

    /** A failure and what was made of it. */
    record Kept(Campaign.Failure failure, Shrinker.Shrunk small, Path file, Path page, String fromTheSeed) {}

    /** What a run counts: of the core alone, or of a program. */
    static String counted(boolean core) {
        return core ? "deliveries" : "operations";
    }

    private String counted() {
        return counted(plan.subject() instanceof Swarm);
    }

    /** One run. */
    static String text(RunResult r, String counted) {
        StringBuilder out = new StringBuilder();
        r.findings().forEach(f -> out.append("violated: ").append(f.property()).append(": ").append(f.text())
                .append('\n'));
        RunResult.Counts c = r.counts();
        line(out, String.format(Locale.ROOT,
                "%s: %,d events, %,d %s in %.1f s of virtual time; %,d packets, %,d lost, %,d corrupted, %,d"
                        + " doubled, %,d cut off; hash %016x",
                word(r.verdict().toTree()), c.events(), c.deliveries(), counted,
                c.millis() / 1e3, c.sent(), c.lost(), c.corrupted(), c.duplicated(), c.cut(), r.hash()));
        return out.toString();
    }

    static Map<String, @Nullable Object> tree(RunResult r, String counted) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", r.verdict().toTree());
        tree.put("hash", String.format(Locale.ROOT, "%016x", r.hash()));
        tree.put("violations", r.findings().stream().map(SimulateReport::tree).toList());
        tree.put("counts", tree(r.counts(), counted));
        return tree;
    }

    /** The whole campaign. */
    String text(boolean withCoverage) {
        StringBuilder out = new StringBuilder();
        for (Kept k : kept) {
            Finding f = k.small().result().first().orElseThrow();
            line(out, String.format(Locale.ROOT, "violated: %s, seed %d: %s", f.property(), k.failure().seed(),
                    f.text()));
            line(out, String.format(Locale.ROOT, "  drawn   %s", size(k.failure().schedule())));
            line(out, String.format(Locale.ROOT, "  shrunk  %s, in %d runs", size(k.small().schedule()),
                    k.small().runs()));
            line(out, String.format(Locale.ROOT, "  again   ./espalier simulate --replay %s", k.file()));
            line(out, String.format(Locale.ROOT, "  page    %s", k.page()));
            line(out, String.format(Locale.ROOT, "  whole   %s", k.fromTheSeed()));
        }
        if (!report.unknown().isEmpty()) {
            line(out, String.format(Locale.ROOT, "unknown: given up, seeds %s", report.unknown()));
        }
        if (!report.uncovered().isEmpty()) {
            line(out, String.format(Locale.ROOT, "unknown: never come to, %s", String.join(", ", report.uncovered())));
        }
        RunResult.Counts c = report.counts();
        line(out,
                String.format(Locale.ROOT,
                        "%s: %,d runs of %s from seed %d, %d failed; %,d events, %,d %s, hash %016x",
                        word(report.verdict().toTree()), report.runs(), plan.subject().label(), plan.first(),
                        kept.size(), c.events(), c.deliveries(), counted(), report.hash()));
        line(out,
                String.format(Locale.ROOT,
                        "%,.0f runs a minute, %,.0f events/s, %,.0f %s/s, %,.0f times as fast as time",
                        60 * report.runs() / seconds, c.events() / seconds, c.deliveries() / seconds, counted(),
                        c.millis() / 1e3 / seconds));
        line(out,
                String.format(Locale.ROOT, "packets: %,d sent, %,d lost, %,d corrupted, %,d doubled, %,d cut off",
                        c.sent(), c.lost(),
                        c.corrupted(), c.duplicated(), c.cut()));
        line(out, String.format(Locale.ROOT, "faults: %s", faults()));
        Goals goals = plan.subject().goals();
        line(out, String.format(Locale.ROOT,
                "coverage: %d of %d actions, %d of %d pairs of a fault and an action, %d of %d of what is to happen"
                        + " sometimes",
                goals.seenActions(report.coverage()), goals.actions().size(),
                goals.seenPairs(report.coverage(), plan.subject().kinds()), goals.allPairs(plan.subject().kinds()),
                goals.seenSometimes(report.coverage()), goals.sometimes().size()));
        if (withCoverage) {
            table(out, report.coverage());
        }
        return out.toString();
    }

    private String faults() {
        List<String> words = new ArrayList<>();
        report.faults().forEach((kind, count) -> words.add(String.format(Locale.ROOT, "%s %,d", kind, count)));
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    private static void table(StringBuilder out, Coverage coverage) {
        out.append(String.format(Locale.ROOT, "%n%-24s %10s", "ACTION", "ALL"));
        for (FaultKind kind : FaultKind.values()) {
            String head = kind.label().toUpperCase(Locale.ROOT);
            out.append(String.format(Locale.ROOT, " %9s", head.substring(0, Math.min(9, head.length()))));
        }
        out.append('\n');
        coverage.actions().forEach((action, count) -> row(out, action, count, kind -> coverage.under(action, kind)));
        out.append(String.format(Locale.ROOT, "%nSOMETIMES%n"));
        for (Sometimes what : Sometimes.values()) {
            if (coverage.times(what) > 0) {
                out.append(what.sentence()).append('\n');
                row(out, "", coverage.times(what), kind -> coverage.under(what, kind));
            }
        }
    }

    private static void row(StringBuilder out, String name, long count, ToLongFunction<FaultKind> under) {
        out.append(String.format(Locale.ROOT, "%-24s %,10d", name, count));
        for (FaultKind kind : FaultKind.values()) {
            out.append(String.format(Locale.ROOT, " %,9d", under.applyAsLong(kind)));
        }
        out.append('\n');
    }

    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", report.verdict().toTree());
        tree.put("workload", plan.subject().label());
        tree.put("mutant", plan.subject().mutant().name().isEmpty() ? null : plan.subject().mutant().name());
        tree.put("first-seed", plan.first());
        tree.put("shard", plan.shard() + 1 + "/" + plan.shards());
        tree.put("runs", report.runs());
        tree.put("hash", String.format(Locale.ROOT, "%016x", report.hash()));
        tree.put("failures", kept.stream().map(SimulateReport::tree).toList());
        tree.put("unknown-seeds", report.unknown());
        tree.put("uncovered", report.uncovered());
        tree.put("counts", tree(report.counts(), counted()));
        tree.put("faults", report.faults());
        tree.put("runs-per-minute", 60 * report.runs() / seconds);
        tree.put(counted() + "-per-second", report.counts().deliveries() / seconds);
        tree.put("virtual-to-real", report.counts().millis() / 1e3 / seconds);
        Map<String, @Nullable Object> actions = new LinkedHashMap<>();
        Coverage coverage = report.coverage();
        coverage.actions()
                .forEach((action, count) -> actions.put(action, tree(count, kind -> coverage.under(action, kind))));
        tree.put("coverage", actions);
        Map<String, @Nullable Object> sometimes = new LinkedHashMap<>();
        for (Sometimes what : Sometimes.values()) {
            if (coverage.times(what) > 0 || plan.subject().goals().sometimes().containsKey(what)) {
                sometimes.put(what.sentence(), tree(coverage.times(what), kind -> coverage.under(what, kind)));
            }
        }
        tree.put("sometimes", sometimes);
        return tree;
    }

    private static Map<String, @Nullable Object> tree(long count, ToLongFunction<FaultKind> under) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("count", count);
        for (FaultKind kind : FaultKind.values()) {
            tree.put(kind.label(), under.applyAsLong(kind));
        }
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Kept k) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("seed", k.failure().seed());
        tree.put("violations", k.small().result().findings().stream().map(SimulateReport::tree).toList());
        tree.put("replay", "./espalier simulate --replay " + k.file());
        tree.put("page", k.page().toString());
        tree.put("whole", k.fromTheSeed());
        tree.put("nodes", k.small().schedule().nodes());
        tree.put("faults", k.small().schedule().faults().size());
        tree.put("operations", k.small().schedule().ops().size());
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Finding f) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("property", f.property());
        tree.put("text", f.text());
        return tree;
    }

    private static Map<String, @Nullable Object> tree(RunResult.Counts c, String counted) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("events", c.events());
        tree.put(counted, c.deliveries());
        tree.put("virtual-millis", c.millis());
        tree.put("packets", c.sent());
        tree.put("lost", c.lost());
        tree.put("corrupted", c.corrupted());
        tree.put("duplicated", c.duplicated());
        tree.put("cut", c.cut());
        return tree;
    }

    private static String size(Schedule s) {
        return String.format(Locale.ROOT, "%d nodes, %d faults, %d operations, %.1f s", s.nodes(), s.faults().size(),
                s.ops().size(), s.calmAt() / 1e3);
    }

    private static String word(Object verdict) {
        return verdict.equals(true) ? "good" : verdict.equals(false) ? "violated" : "unknown";
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
