package org.espalier.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.espalier.workbench.nemesis.FaultKind;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.process.NodeFault;
import org.espalier.workbench.report.RunPage;
import org.espalier.workbench.workload.Workload;
import org.jspecify.annotations.Nullable;

/** A result for people: what was run, the numbers, what holds and what does not, the verdict last. */
final class Summary {

    /** More values, or lines of a log, do not help. */
    private static final int SHOWN = 10;
    private static final int STORIES = 3;

    private final TestResult result;
    private final List<String> lines = new ArrayList<>();

    private Summary(TestResult result) {
        this.result = result;
    }

    static String of(TestResult result) {
        Summary summary = new Summary(result);
        summary.header();
        summary.operations();
        summary.network();
        summary.workload();
        summary.delivery();
        summary.resilience();
        summary.faults();
        summary.line("", result.directory() + "/  (results, history, messages, node-logs)");
        summary.line("page", result.directory().resolve(RunPage.NAME).toString());
        summary.line("again", result.replay());
        summary.verdict();
        return String.join("\n", summary.lines);
    }

    private void line(String name, String text) {
        lines.add(String.format(Locale.ROOT, "  %-14s %s", name, text).stripTrailing());
    }

    private void header() {
        TestPlan plan = result.plan();
        Latency latency = plan.conditions().latency();
        StringBuilder s = new StringBuilder(plan.workload().label());
        s.append(": ").append(plan.nodes().size()).append(" nodes, ");
        s.append(Replay.seconds(plan.load().timeLimit())).append(" s at ").append(Replay.number(plan.load().rate()))
                .append("/s, latency ").append(Replay.number(latency.meanNanos() / 1e6)).append(" ms");
        if (latency.meanNanos() > 0) {
            s.append(' ').append(latency.shape().name().toLowerCase(Locale.ROOT));
        }
        if (plan.conditions().loss() > 0 || plan.conditions().duplicate() > 0) {
            s.append(", loss ").append(Replay.number(plan.conditions().loss())).append(", duplication ")
                    .append(Replay.number(plan.conditions().duplicate()));
        }
        if (plan.conditions().corruption().probability() > 0) {
            s.append(", corruption ").append(Replay.number(plan.conditions().corruption().probability()));
        }
        plan.nemesis().ifPresent(n -> s.append(", ")
                .append(n.faults().stream().sorted().map(FaultKind::many).collect(Collectors.joining(", ")))
                .append(" every ").append(Replay.seconds(n.interval())).append(" s"));
        lines.add(s.append(", seed ").append(plan.seed()).toString());
    }

    private void operations() {
        Map<?, ?> byF = map(result.get("stats", "by-f"));
        byF.forEach((f, counts) -> {
            Map<?, ?> c = map(counts);
            line(String.valueOf(f), c.get("ok-count") + " ok" + also(c.get("fail-count"), "failed")
                    + also(c.get("info-count"), "unknown")
                    + millis("   ", result.get("perf", "latencies-ms", String.valueOf(f))));
        });
        if (result.get("availability", "ok-fraction") instanceof Double ok) {
            boolean asked = result.plan().claims().availability().isPresent();
            line("availability", String.format(Locale.ROOT, "%.4f", ok)
                    + (asked ? " of at least " + result.plan().claims().availability().getAsDouble() : ""));
        }
    }

    private void network() {
        Map<?, ?> servers = map(result.get("net", "servers"));
        if (!(servers.get("msg-count") instanceof Long sent) || sent == 0) {
            return;
        }
        line("messages", sent + " between servers, "
                + String.format(Locale.ROOT, "%.2f", result.messagesPerOperation()) + " per operation"
                + also(servers.get("lost-count"), "lost") + also(servers.get("duplicated-count"), "doubled")
                + also(servers.get("corrupted-count"), "corrupted")
                + also(servers.get("partitioned-count"), "cut off"));
        line("late by", millis("", result.get("net", "lateness-ms")).strip() + " (hand-over after the deadline)");
    }

    private void workload() {
        Map<?, ?> w = map(result.get(Judge.WORKLOAD));
        if (w.isEmpty()) {
            return;
        }
        if (w.containsKey("stable-count")) {
            line("values", w.get("attempt-count") + " asked for, " + w.get("acknowledged-count") + " acknowledged, "
                    + w.get("stable-count") + " stable" + also(w.get("stale-count"), "stale for a while")
                    + also(w.get("never-read-count"), "never read"));
            if (w.get("stable-latencies") instanceof Map<?, ?> quantiles) {
                line("everywhere", "after" + reads(quantiles) + " ms, as reads show it");
            }
            if (result.get("visible", "latencies-ms") instanceof Map<?, ?> exact) {
                line("", "after " + millis("", exact) + ", as the messages show it");
            }
        }
        for (String wrong : List.of("lost", "duplicated", "unexpected", "errors")) {
            Object what = w.get(wrong);
            if (what instanceof List<?> list && !list.isEmpty()) {
                line(wrong, some(list));
            } else if (what instanceof Map<?, ?> m && !m.isEmpty()) {
                line(wrong, some(new ArrayList<>(m.keySet())));
            }
        }
        if (w.get("key-count") instanceof Long keys && w.get("operation-count") instanceof Long operations) {
            line("keys", keys + ", with " + operations + " operations that say something about them");
        }
        if (w.get("consistency-models") instanceof List<?> models && w.get("not") instanceof List<?> not) {
            line("consistency", "judged as " + words(models) + (not.isEmpty() ? "" : "; it is not " + words(not)));
        }
        List<String> stories = result.stories();
        for (String story : stories.subList(0, Math.min(stories.size(), STORIES))) {
            List<String> told = story.lines().toList();
            for (int i = 0; i < told.size(); i++) {
                line(i == 0 ? "WRONG" : "", told.get(i));
            }
        }
        if (stories.size() > STORIES) {
            line("", "and " + (stories.size() - STORIES) + " more such");
        }
        if (w.containsKey("final-reads")) {
            line("final reads", some((List<?>) Objects.requireNonNullElse(w.get("final-reads"), List.of()))
                    + ", acceptable " + w.get("acceptable"));
        }
    }

    private void delivery() {
        Map<?, ?> properties = map(result.get(Judge.DELIVERY));
        if (result.plan().workload() == Workload.BROADCAST) {
            line("order", result.plan().claims().order().label() + " (" + result.plan().claims().orderFrom() + ")");
        }
        if (result.plan().workload() == Workload.MULTICAST) {
            line("groups", result.plan().groups().members().entrySet().stream()
                    .map(g -> g.getKey() + " of " + String.join(" ", g.getValue())).collect(Collectors.joining(", ")));
            line("orders", result.plan().claims().multicast().labels() + " (" + result.plan().claims().orderFrom()
                    + ")");
        }
        List<String> holding = new ArrayList<>();
        properties.forEach((name, part) -> {
            Map<?, ?> p = map(part);
            if (Boolean.TRUE.equals(p.get("valid?"))) {
                holding.add(String.valueOf(name));
            }
        });
        if (!holding.isEmpty()) {
            line("holds", String.join(", ", holding));
        }
        properties.forEach((name, part) -> {
            Map<?, ?> p = map(part);
            if ("unknown".equals(p.get("valid?"))) {
                line(String.valueOf(name), "unknown: " + p.get("note"));
            } else if (Boolean.FALSE.equals(p.get("valid?"))) {
                line(String.valueOf(name), "VIOLATED " + p.get("violation-count") + " times, first:");
                Map<?, ?> first = p.get("violations") instanceof List<?> l && !l.isEmpty() ? map(l.get(0)) : Map.of();
                line("", String.valueOf(first.get("text")));
            }
        });
    }

    private void resilience() {
        Map<?, ?> counts = map(result.get("resilience", "fault-counts"));
        if (counts.isEmpty()) {
            return;
        }
        line("injected", Stream.of(FaultKind.values()).filter(kind -> counts.get(kind.label()) != null)
                .map(kind -> counts.get(kind.label()) + " × " + kind.many()).collect(Collectors.joining(", ")));
        List<String> never = new ArrayList<>();
        map(result.get("resilience", "progress-ms")).forEach((node, ms) -> {
            if (ms == null) {
                never.add(String.valueOf(node));
            }
        });
        line("resumed", never.isEmpty()
                ? "on every node " + result.get("resilience", "slowest-progress-ms") + " ms after the last of them"
                : "not seen on " + String.join(" ", never) + " after the last of them");
        map(result.get("resilience", "sides")).forEach((side, tally) -> line("at " + side, answers(map(tally))));
    }

    private static String answers(Map<?, ?> tally) {
        return tally.get("ok-count") + " ok" + errors("definite", tally) + errors("indefinite", tally)
                + also(tally.get("unanswered-count"), "unanswered") + "; longest wait " + tally.get("longest-wait-ms")
                + " ms";
    }

    private static String errors(String kind, Map<?, ?> tally) {
        String names = map(tally.get(kind + "-errors")).entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey()).collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : ", " + kind + ": " + names;
    }

    private void faults() {
        for (NodeFault fault : result.faults()) {
            line(fault.node(), fault.story());
            List<String> last = fault.lastLines();
            if (last.isEmpty()) {
                line("", "(nothing on its standard error)");
            }
            for (String said : last.subList(Math.max(0, last.size() - SHOWN), last.size())) {
                line("", "| " + said);
            }
        }
    }

    private void verdict() {
        lines.add(switch (result.verdict()) {
            case VALID -> "VALID: everything that was judged holds";
            case UNKNOWN -> "UNKNOWN: nothing is violated, and something could not be judged";
            case INVALID -> "INVALID: " + why();
        });
    }

    private String why() {
        if (!result.faults().isEmpty()) {
            NodeFault first = result.faults().get(0);
            return first.node() + " " + first.story();
        }
        List<String> parts = new ArrayList<>();
        result.tree().forEach((name, part) -> {
            if (Boolean.FALSE.equals(map(part).get("valid?"))) {
                List<String> inside = new ArrayList<>();
                map(part).forEach((key, value) -> {
                    if (value instanceof Map<?, ?> m && Boolean.FALSE.equals(m.get("valid?"))) {
                        inside.add(String.valueOf(key));
                    }
                });
                parts.add(inside.isEmpty() ? name : String.join(", ", inside));
            }
        });
        return String.join(", ", parts) + (parts.size() == 1 ? " is" : " are") + " violated";
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String also(@Nullable Object count, String what) {
        return count instanceof Long n && n > 0 ? ", " + n + " " + what : "";
    }

    private static String millis(String before, @Nullable Object quantiles) {
        StringBuilder s = new StringBuilder();
        map(quantiles).forEach((q, ms) -> s.append(s.isEmpty() ? before : "  ")
                .append(q.equals("1") ? "max" : "p" + Replay.number(Double.parseDouble(String.valueOf(q)) * 100))
                .append(' ').append(ms));
        return s.isEmpty() ? "" : s + " ms";
    }

    private static String reads(Map<?, ?> quantiles) {
        StringBuilder s = new StringBuilder();
        quantiles.forEach((q, ms) -> {
            double quantile = Double.parseDouble(String.valueOf(q));
            if (quantile > 0) {
                s.append(quantile == 1 ? " max " : " p" + Replay.number(quantile * 100) + " ").append(ms).append(' ');
            }
        });
        return s.toString().stripTrailing();
    }

    private static String words(List<?> list) {
        return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String some(List<?> list) {
        StringBuilder s = new StringBuilder().append(list.size()).append(':');
        list.stream().limit(SHOWN).forEach(e -> s.append(' ').append(e));
        return list.size() > SHOWN ? s.append(" …").toString() : s.toString();
    }
}
