package org.espalier.cli.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.espalier.checkers.history.Json;
import org.espalier.spec.ModelReport;
import org.jspecify.annotations.Nullable;

/** A verification on a terminal, and for programs. */
public final class VerificationText {

    private static final int SHOWS = 64;
    private static final int RESULT = 48;

    private VerificationText() {}

    /** A row for each step, then what is wrong and how to see it again, then the page. */
    public static String table(Verification found, Path page) {
        StringBuilder out = new StringBuilder();
        out.append(line("", "step", "what it shows", "result", "seconds"));
        for (Step step : found.steps()) {
            List<String> shows = wrap(step.shows(), SHOWS);
            List<String> result = wrap(step.result(), RESULT);
            for (int i = 0; i < Math.max(shows.size(), result.size()); i++) {
                out.append(line(i == 0 ? step.state().mark() : "", i == 0 ? step.name() : "",
                        i < shows.size() ? shows.get(i) : "", i < result.size() ? result.get(i) : "",
                        i == 0 ? String.format(Locale.ROOT, "%.1f", step.seconds()) : ""));
            }
        }
        found.models().stream().filter(m -> !m.verdict().good()).forEach(m -> trouble(out, found, m.name(),
                String.join("; ", m.verdict().reasons()), "./espalier check " + m.model().name()));
        found.simulations().stream().filter(s -> s.step().state() != State.GOOD)
                .forEach(s -> trouble(out, found, s.step().name(), s.trouble(), s.replay()));
        if (found.traces().step().state() != State.GOOD) {
            trouble(out, found, "traces", found.traces().trouble(), found.traces().replay());
        }
        found.mistakes().rows().stream().filter(m -> !m.good()).forEach(m -> trouble(out, found, m.mistake().mutant(),
                "seen by " + m.layers() + " layers of checks; two are wanted",
                "./espalier bench mutants --only " + m.mistake().mutant()));
        found.runs().stream().filter(r -> r.state() != State.GOOD).forEach(r -> trouble(out, found,
                r.title(), String.join("\n", r.troubles()), r.replay()));
        out.append(System.lineSeparator());
        if (!found.leftOut().isEmpty()) {
            out.append("left out: ").append(found.leftOut()).append(System.lineSeparator());
        }
        out.append(String.format(Locale.ROOT, "%s in %s, seed %d, commit %s%n", switch (found.state()) {
            case GOOD -> "everything holds";
            case UNKNOWN -> "something could not be decided";
            case BAD -> "VIOLATED";
        }, Page.duration(found.seconds()), found.facts().seed(), found.facts().shortCommit()));
        return out.append("report: ").append(page).append(System.lineSeparator()).toString();
    }

    private static String line(String mark, String name, String shows, String result, String seconds) {
        return String.format(Locale.ROOT, "%-2s%-17s %-64s  %-48s %8s%n", mark, name, shows, result, seconds);
    }

    private static void trouble(StringBuilder out, Verification found, String name, String what, String replay) {
        out.append(
                String.format(Locale.ROOT, "%n%s %s%n  %s%n  seed %d, commit %s, again: %s%n", State.BAD.mark(), name,
                        what.strip().replace("\n", "\n  "), found.facts().seed(), found.facts().shortCommit(), replay));
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() + 1 > width && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Everything but the recordings, as one JSON object. */
    public static String json(Verification found, Path page) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("state", found.state().css());
        root.put("seed", found.facts().seed());
        root.put("commit", found.facts().commit());
        root.put("changed", found.facts().changed());
        root.put("seconds", found.seconds());
        root.put("report", page.toString());
        root.put("replay", found.facts().command());
        if (!found.leftOut().isEmpty()) {
            root.put("left-out", found.leftOut());
        }
        root.put("steps", found.steps().stream().map(VerificationText::step).toList());
        root.put("models", found.models().stream().map(VerificationText::model).toList());
        root.put("mistakes", found.mistakes().rows().stream().map(VerificationText::mistake).toList());
        root.put("runs", found.runs().stream().map(VerificationText::run).toList());
        return Json.text(root) + System.lineSeparator();
    }

    private static Map<String, @Nullable Object> step(Step step) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", step.name());
        tree.put("shows", step.shows());
        tree.put("state", step.state().css());
        tree.put("result", step.result());
        tree.put("seconds", step.seconds());
        return tree;
    }

    private static Map<String, @Nullable Object> model(ModelReport m) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", m.name());
        tree.put("kind", m.model().kind().name().toLowerCase(Locale.ROOT));
        tree.put("good", m.verdict().good());
        tree.put("verdict", m.verdictInWords());
        tree.put("reasons", m.verdict().reasons());
        tree.put("distinct", m.result().counts().distinct());
        tree.put("generated", m.result().counts().generated());
        tree.put("depth", m.depth());
        tree.put("seconds", m.seconds());
        tree.put("replay", "./espalier check " + m.model().name());
        return tree;
    }

    private static Map<String, @Nullable Object> mistake(MistakeRow row) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("mistake", row.mistake().number());
        tree.put("mutant", row.mistake().mutant());
        tree.put("order", row.mistake().workload().label());
        tree.put("good", row.good());
        tree.put("tlc", row.tlc());
        tree.put("conform", row.conform());
        tree.put("trace", row.trace());
        tree.put("simulate", row.simulate());
        return tree;
    }

    private static Map<String, @Nullable Object> run(RunPart run) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("title", run.title());
        tree.put("state", run.state().css());
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        run.properties().forEach(p -> properties.put(p.name(), p.state().css()));
        tree.put("properties", properties);
        tree.put("troubles", run.troubles());
        if (!run.resilience().isEmpty()) {
            tree.put("resilience", run.resilience());
        }
        tree.put("seed", run.seed());
        tree.put("replay", run.replay());
        tree.put("directory", run.directory().toString());
        return tree;
    }
}
