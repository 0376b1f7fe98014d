package org.espalier.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.espalier.conform.Divergence;
import org.espalier.conform.Outcome;
import org.espalier.conform.run.ConformReport;
import org.espalier.spec.Model;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What {@code espalier conform} prints. */
final class ConformTable {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ConformTable() {}

    static String text(List<ConformReport> reports, boolean actions, double seconds) {
        StringBuilder text = new StringBuilder(row("MODEL", "STATES", "TRANSITIONS", "DEPTH", "RUNS", "PER SECOND",
                "VERDICT"));
        long states = 0;
        long transitions = 0;
        for (ConformReport report : reports) {
            Outcome o = report.outcome();
            if (o == null) {
                text.append(row(report.model().name(), "", "", "", "", "", "BROKE DOWN"));
            } else {
                states += o.states();
                transitions += o.transitions();
                text.append(row(report.model().name(), number(o.states()), number(o.transitions()),
                        number(o.depth()), number(o.runs()), number(o.transitions() * 1_000 / Math.max(1, o.millis())),
                        o.equal() ? report.good() ? "equal" : "equal, not as pinned" : "DIVERGED"));
                if (actions) {
                    o.actions().forEach((action, n) -> text
                            .append(String.format(Locale.ROOT, "    %-24s %,11d%n", action, n)));
                }
            }
            report.problems().forEach(p -> text.append("    ").append(p).append(System.lineSeparator()));
            if (o != null && o.divergence() != null) {
                text.append(story(report.model(), o.divergence()));
            }
        }
        long good = reports.stream().filter(ConformReport::good).count();
        return text + String.format(Locale.ROOT,
                "%n%d of %d models equal, and as pinned: %,d states and %,d labelled transitions in %.1f s%n", good,
                reports.size(), states, transitions, seconds);
    }

    private static String story(Model model, Divergence divergence) {
        StringBuilder text = new StringBuilder();
        line(text, divergence.what());
        divergence.details().forEach(d -> line(text, "  " + d));
        line(text, divergence.path().isEmpty()
                ? "in an initial state"
                : "after " + divergence.path().size() + " steps, and no way is shorter:");
        divergence.path().forEach(step -> line(text, "  " + step));
        line(text, "replay: ./espalier conform " + model.name());
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append("    ").append(line).append(System.lineSeparator());
    }

    static String list(List<Model> models) {
        StringBuilder text = new StringBuilder(
                String.format("%-26s  %-8s  %11s  %11s  %s%n", "MODEL", "TIER", "STATES", "TRANSITIONS", "CONSTANTS"));
        for (Model model : models) {
            text.append(String.format("%-26s  %-8s  %11s  %11s  %s%n", model.name(),
                    model.tier().name().toLowerCase(Locale.ROOT), number(model.expect().distinct()),
                    number(model.transitions()), model.constants()));
        }
        return text.toString();
    }

    static String json(List<ConformReport> reports, double seconds) {
        List<Map<String, Object>> models = reports.stream().map(ConformTable::object).toList();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("good", reports.stream().allMatch(ConformReport::good));
        all.put("seconds", seconds);
        all.put("models", models);
        return JSON.writeValueAsString(all) + System.lineSeparator();
    }

    private static Map<String, Object> object(ConformReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", report.model().name());
        object.put("good", report.good());
        object.put("problems", report.problems());
        Outcome outcome = report.outcome();
        if (outcome != null) {
            object.put("outcome", outcome);
        }
        return object;
    }

    private static String row(String... cells) {
        return String.format("%-26s  %11s  %11s  %5s  %9s  %10s  %s%n", (Object[]) cells);
    }

    private static String number(@Nullable Number value) {
        return value == null ? "" : String.format(Locale.ROOT, "%,d", value.longValue());
    }
}
