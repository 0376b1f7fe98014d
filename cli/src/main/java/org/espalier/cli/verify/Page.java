package org.espalier.cli.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.espalier.spec.ModelReport;
import org.espalier.spec.Trace;
import org.espalier.workbench.report.Figures;
import org.espalier.workbench.report.Markup;

/**
 * The report of a verification: one HTML file that needs no other and no network. What is wrong comes first, then what was
 * done, then each part.
 */
public final class Page {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.ENGLISH);

    private final Verification found;
    private final Links links;
    private final Markup html = new Markup();

    private Page(Verification found, Links links) {
        this.found = found;
        this.links = links;
    }

    /**
     * The page.
     *
     * @param definitions what its names refer to
     * @param at the directory that it will lie in, from which its links lead to the checkout
     */
    public static String of(Verification found, Definitions definitions, Path at) {
        return new Page(found, new Links(definitions, at)).write();
    }

    private String write() {
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line().open("head").line();
        html.leaf("meta", "charset", "utf-8").line();
        html.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
        html.leaf("meta", "name", "color-scheme", "content", "light dark").line();
        html.element("title", "Espalier: " + headline()).line();
        html.open("style").raw("\n" + Figures.css() + css()).close().line().close().line();
        html.open("body").line();
        header();
        html.open("main").line();
        wrong();
        steps();
        new RunSections(html, links).write(found.runs());
        new MistakeTable(html).write(found.mistakes());
        new ModelTables(html, links).write(found);
        again();
        html.close().close().close().line();
        return html.toString();
    }

    private static String css() {
        try (InputStream in = Page.class.getResourceAsStream("page.css")) {
            if (in == null) {
                throw new IllegalStateException("page.css is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String headline() {
        long bad = found.steps().stream().filter(s -> s.state() == State.BAD).count();
        return switch (found.state()) {
            case GOOD -> found.leftOut().isEmpty() ? "everything holds" : "everything that was checked holds";
            case UNKNOWN -> "something could not be decided";
            case BAD -> bad == 1 ? "one step failed" : bad + " steps failed";
        };
    }

    private void header() {
        State state = found.state();
        html.open("header", "class", state.css()).line();
        html.element("p", "Espalier · verification", "class", "kicker").line();
        String words = headline();
        html.open("h1").element("span", state.mark(), "class", "mark " + state.css())
                .text(" " + Character.toUpperCase(words.charAt(0)) + words.substring(1)).close().line();
        html.element("p", summary(), "class", "lead").line();
        if (!found.leftOut().isEmpty()) {
            html.element("p", "Left out: " + found.leftOut(), "class", "lead").line();
        }
        html.open("p", "class", "facts");
        fact(found.facts().when().format(DATE));
        fact("commit " + found.facts().shortCommit());
        fact("seed " + found.facts().seed());
        fact(duration(found.seconds()));
        html.close().line();
        contents();
        html.close().line();
    }

    private void contents() {
        html.open("nav");
        for (int i = 0; i < found.runs().size(); i++) {
            html.element("a", found.runs().get(i).title(), "href", "#run" + (i + 1)).text(" ");
        }
        html.element("a", "Mistakes", "href", "#mistakes").text(" ");
        if (!found.models().isEmpty()) {
            html.element("a", "Models", "href", "#models").text(" ").element("a", "Broken variants", "href", "#broken")
                    .text(" ").element("a", "Canaries", "href", "#canaries").text(" ");
        }
        html.element("a", "To do it again", "href", "#again").close().line();
    }

    private void fact(String text) {
        html.element("span", text).text(" ");
    }

    private String summary() {
        long states = found.models().stream().mapToLong(m -> Math.max(0, m.result().counts().distinct())).sum();
        long delivered = found.runs().stream().mapToLong(r -> r.recording().acknowledged("broadcast")).sum();
        long operations = found.runs().stream().filter(r -> r.workload().hasKeys())
                .mapToLong(r -> r.recording().acknowledged()).sum();
        boolean struck = found.runs().stream().anyMatch(r -> !r.recording().outages().isEmpty());
        return String.format(Locale.ROOT,
                "TLC visited %,d states of %d models. Real processes multicast %,d messages%s over a network that was cut, "
                        + "lost and doubled messages%s, and every %s was judged.",
                states, found.models().stream().filter(m -> !m.witnesses()).count(), delivered,
                operations > 0 ? String.format(Locale.ROOT, " and answered %,d operations on keys", operations) : "",
                struck ? ", and were killed and started again" : "",
                operations > 0 ? "delivery and every answer" : "delivery");
    }

    /** The first thing that whoever comes because of a failure wants to see. */
    private void wrong() {
        List<ModelReport> models = found.models().stream().filter(m -> !m.verdict().good()).toList();
        List<RunPart> runs = found.runs().stream().filter(r -> r.state() != State.GOOD).toList();
        List<SimulationPart> simulations = found.simulations().stream().filter(s -> s.step().state() != State.GOOD)
                .toList();
        boolean followed = found.traces().step().state() == State.GOOD;
        if (models.isEmpty() && simulations.isEmpty() && runs.isEmpty() && followed
                && found.mistakes().step().state() == State.GOOD) {
            return;
        }
        html.open("section", "id", "wrong").element("h2", "What is wrong").line();
        for (RunPart run : runs) {
            html.open("article", "class", run.state().css()).element("h3", run.title() + ": " + run.state().word());
            html.open("ul");
            run.properties().stream().filter(p -> p.state() != State.GOOD).forEach(p -> {
                html.open("li");
                links.definition(html, p.name(), "");
                html.text(" " + p.state().word()).close();
            });
            html.close();
            run.troubles().forEach(t -> html.element("pre", t));
            replay(run.seed(), run.replay());
            html.close().line();
        }
        for (SimulationPart part : simulations) {
            State state = part.step().state();
            html.open("article", "class", state.css()).element("h3", part.step().name() + ": " + state.word());
            html.element("pre", part.trouble());
            replay(-1, part.replay());
            html.close().line();
        }
        if (!followed) {
            article("traces: no behaviour of the specification", found.traces().trouble(), found.traces().replay());
        }
        found.mistakes().rows().stream().filter(m -> !m.good())
                .forEach(m -> article(m.mistake().mutant() + ": a mistake that is not seen",
                        "Layers of checks that see it: " + m.layers(),
                        "./espalier bench mutants --only " + m.mistake().mutant()));
        for (ModelReport model : models) {
            html.open("article", "class", State.BAD.css()).element("h3", model.name() + ": not as the manifest says");
            html.open("ul");
            model.verdict().reasons().forEach(r -> html.element("li", r));
            html.close();
            Trace trace = model.trace();
            if (trace != null) {
                html.open("details").element("summary", "What TLC found, " + trace.length() + " states")
                        .element("pre", trace.toString()).close();
            }
            replay(-1, "./espalier check " + model.model().name());
            html.close().line();
        }
        html.close().line();
    }

    private void article(String title, String trouble, String again) {
        html.open("article", "class", State.BAD.css()).element("h3", title).element("pre", trouble);
        replay(-1, again);
        html.close().line();
    }

    private void replay(long seed, String command) {
        html.open("p", "class", "again").text("Again, at commit " + found.facts().shortCommit()
                + (seed < 0 ? "" : ", seed " + seed) + ": ").element("code", command).close();
    }

    private void steps() {
        html.open("section", "id", "steps").element("h2", "What was done").line();
        Table table = new Table(html, "Step", "What it shows", "Result", "#Seconds");
        for (Step step : found.steps()) {
            table.row().head(() -> {
                html.element("span", step.state().mark(), "class", "mark " + step.state().css());
                html.text(" " + step.name());
            }).text(step.shows()).text(step.result()).number(String.format(Locale.ROOT, "%.1f", step.seconds()))
                    .end();
        }
        table.close();
        html.close().line();
    }

    private void again() {
        Facts facts = found.facts();
        html.open("section", "id", "again").element("h2", "To do it again").line();
        html.open("pre")
                .text("git checkout " + facts.commit() + (facts.changed() ? "   # and local changes" : "") + "\n"
                        + facts.command() + "\n")
                .close().line();
        html.element("p", "One part of it:").line();
        html.open("pre").text(found.runs().stream().map(r -> r.replay() + "\n").collect(Collectors.joining())
                + "./espalier check          # all models; with names, only those, with their traces\n").close().line();
        html.open("dl");
        term("Commit", facts.commit() + (facts.changed() ? ", with local changes" : ""));
        term("Seed", String.valueOf(facts.seed()));
        term("JDK", facts.jdk().strip());
        term("TLC", found.tlc());
        term("Machine", facts.machine());
        term("Files of the runs",
                found.runs().stream().map(r -> String.valueOf(links.toHere(r.directory())))
                        .collect(Collectors.joining(", ")));
        html.close().line();
        html.element("p",
                "A model that passes says something about all behaviours within its bounds, and nothing beyond them; "
                        + "a run says something about that run. Neither is a proof.",
                "class", "note");
        html.close().line();
    }

    private void term(String name, String value) {
        html.element("dt", name).element("dd", value).line();
    }

    static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : whole / 60 + " min " + whole % 60 + " s";
    }
}
