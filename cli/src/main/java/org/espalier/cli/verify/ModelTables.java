package org.espalier.cli.verify;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.espalier.spec.Model;
import org.espalier.spec.Model.Kind;
import org.espalier.spec.ModelReport;
import org.espalier.spec.TlcResult;
import org.espalier.workbench.report.Markup;

/** The part of the page on what TLC checked. */
final class ModelTables {

    private final Markup html;
    private final Links links;

    ModelTables(Markup html, Links links) {
        this.html = html;
        this.links = links;
    }

    void write(Verification found) {
        if (found.models().isEmpty()) {
            return;
        }
        html.open("section", "id", "models").element("h2", "What was model-checked").line();
        html.element("p",
                "Each model explores every behaviour of a specification within small bounds. Distinct states and depth "
                        + "are pinned in the manifest: a change that makes a model smaller is seen. Every action must fire.")
                .line();
        models(found.models());
        witnesses(found.models());
        broken(found.models());
        canaries(found.models());
        html.close().line();
    }

    private static List<ModelReport> of(List<ModelReport> all, Kind... kinds) {
        return all.stream().filter(m -> !m.witnesses() && List.of(kinds).contains(m.model().kind())).toList();
    }

    private void models(List<ModelReport> all) {
        Map<String, List<String>> reached = all.stream().filter(ModelReport::witnesses)
                .collect(Collectors.toMap(m -> m.model().name(), ModelReport::reached));
        Table table = new Table(html, "Model", "What it shows", "Bounds", "#Distinct states", "#Generated", "#Depth",
                "#Seconds", "Verdict");
        for (ModelReport m : of(all, Kind.MODEL, Kind.LIVENESS)) {
            Model model = m.model();
            row(table, m).cell(() -> {
                html.text(model.checks());
                if (model.kind() == Kind.LIVENESS) {
                    html.text(" ").element("span", "liveness", "class", "tag");
                }
                List<String> ways = reached.getOrDefault(model.name(), List.of());
                if (!ways.isEmpty()) {
                    html.element("p", "reached: " + String.join(", ", ways), "class", "small");
                }
            }).text(model.constants());
            counts(table, m);
            verdict(table, m);
        }
        table.close();
    }

    private Table row(Table table, ModelReport m) {
        return table.row().head(() -> {
            html.open("span", "class", "name");
            links.spec(html, m.model().module(), m.model().name());
            html.close().text(" ").open("span", "class", "aside");
            links.spec(html, m.model().config(), "cfg");
            html.close();
        });
    }

    private static void counts(Table table, ModelReport m) {
        TlcResult.Counts counts = m.result().counts();
        table.count(counts.distinct()).count(counts.generated()).count(m.depth()).number(seconds(m));
    }

    private static String seconds(ModelReport m) {
        return String.format(Locale.ROOT, "%.1f", m.seconds());
    }

    private void verdict(Table table, ModelReport m) {
        State state = State.of(m.verdict().good());
        table.cell(() -> {
            html.element("span", state.mark(), "class", "mark " + state.css());
            html.text(" " + words(m));
            if (!m.verdict().good()) {
                html.element("p", String.join("; ", m.verdict().reasons()), "class", "small");
            }
        }).end();
    }

    /** In tables that name the property in a column of its own it is not said again. */
    private static String words(ModelReport m) {
        return switch (m.model().kind()) {
            case BROKEN -> m.verdict().good() ? "dead" : m.verdictInWords();
            case WITNESS -> m.verdict().good() ? "reached" : m.verdictInWords();
            case MODEL, LIVENESS, CANARY -> m.verdictInWords();
        };
    }

    private void witnesses(List<ModelReport> all) {
        List<ModelReport> alone = of(all, Kind.WITNESS);
        if (alone.isEmpty()) {
            return;
        }
        html.element("h3", "Witnesses").line();
        html.element("p", "Invariants that must be violated: they show that a model gets as far as what it is about.")
                .line();
        Table table = new Table(html, "Witness", "What is reached", "Violated", "#After states", "#Seconds", "Verdict");
        for (ModelReport m : alone) {
            row(table, m).text(m.model().checks()).cell(() -> violated(m)).count(m.depth()).number(seconds(m));
            verdict(table, m);
        }
        table.close();
    }

    private void broken(List<ModelReport> all) {
        List<ModelReport> broken = of(all, Kind.BROKEN);
        if (broken.isEmpty()) {
            return;
        }
        html.element("h3", "Broken variants", "id", "broken").line();
        html.element("p",
                "The same specifications with one guard taken out. Each must fail, and with the property that the guard is "
                        + "there for; so no guard is decoration, and no property passes because it cannot fail.")
                .line();
        Table table = new Table(html, "Variant", "What is missing", "Dies of", "#After states", "#Seconds", "Verdict");
        for (ModelReport m : broken) {
            row(table, m).text(m.model().checks()).cell(() -> violated(m)).count(m.depth()).number(seconds(m));
            verdict(table, m);
        }
        table.close();
    }

    private void violated(ModelReport m) {
        String name = m.result().violationIsNamed() ? m.result().violated() : m.model().expect().violates();
        if (name == null) {
            html.text(m.result().result().word());
        } else {
            links.definition(html, name, m.model().name());
        }
    }

    private void canaries(List<ModelReport> all) {
        List<ModelReport> canaries = of(all, Kind.CANARY);
        if (canaries.isEmpty()) {
            return;
        }
        html.element("h3", "Canaries", "id", "canaries").line();
        html.element("p",
                "Tiny specifications with a known answer: they show whether this build of TLC can be trusted. “Known” is a "
                        + "defect of TLC that the specifications stay clear of.")
                .line();
        Table table = new Table(html, "Canary", "What it shows", "Answer", "#Seconds", "Verdict");
        for (ModelReport m : canaries) {
            row(table, m).text(m.model().checks()).text(m.result().result().word()).number(seconds(m));
            verdict(table, m);
        }
        table.close();
    }
}
