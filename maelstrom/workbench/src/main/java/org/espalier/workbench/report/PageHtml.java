package org.espalier.workbench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Json;
import org.jspecify.annotations.Nullable;

/**
 * The page of a run as one HTML file: its words and tables are markup, so that they are there at once and without scripts;
 * what is drawn comes from one JSON element. Style, scripts and the chart library (uPlot) are in it: nothing is loaded.
 */
public final class PageHtml {

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/";
    private static final List<String> SCRIPTS = List.of("page-data.js", "spacetime.js", "spacetime-ui.js", "trees.js",
            "charts.js");

    private final PageModel page;
    private final Markup html = new Markup();

    private PageHtml(PageModel page) {
        this.page = page;
    }

    /** The whole file. */
    public static String of(PageModel page) {
        return new PageHtml(page).write();
    }

    /** The chart library's script, for a page of one's own. */
    public static String chartScript() {
        return resource(UPLOT + uplotVersion() + "/dist/uPlot.iife.min.js");
    }

    /** The style of pages: that of the drawings, of the chart library, and their own. */
    public static String css() {
        return Figures.css() + resource(UPLOT + uplotVersion() + "/dist/uPlot.min.css") + resource("page.css");
    }

    private String write() {
        html.raw("<!doctype html>\n").open("html", "lang", "en").open("head").line();
        html.leaf("meta", "charset", "utf-8")
                .leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .leaf("link", "rel", "icon", "href", "data:,").line();
        html.element("title", word(page.verdict()) + ": " + page.title());
        html.open("style").raw("\n" + css()).close().close().line();
        html.open("body").open("header");
        html.element("p", page.title(), "class", "kicker");
        html.open("h1", "class", "verdict " + tone(page.verdict()), "id", "verdict");
        html.element("span", mark(page.verdict()), "class", "mark", "aria-hidden", "true").text(" ");
        html.text(word(page.verdict())).close();
        html.element("p", page.headline(), "class", "lead");
        html.close().open("main").line();
        verdicts();
        commands();
        diagram();
        trees();
        charts();
        tables();
        html.open("section").element("h2", "What the command said").element("pre", page.closing(), "tabindex", "0")
                .close()
                .close().line();
        html.open("script", "type", "application/json", "id", "data").raw(data()).close().line();
        html.open("script").raw(chartScript()).close().line();
        for (String script : SCRIPTS) {
            html.open("script").raw("\n" + resource(script)).close().line();
        }
        return html.close().close().line().toString();
    }

    private void verdicts() {
        html.open("section", "id", "properties").element("h2", "What was judged");
        if (page.properties().isEmpty()) {
            html.element("p", "Nothing was judged: the run ended too early.", "class", "note");
        }
        int number = 0;
        for (PageModel.Property p : page.properties()) {
            html.open("article", "class", tone(p.verdict()));
            html.open("h3").element("span", mark(p.verdict()), "class", "mark", "aria-hidden", "true").text(" ")
                    .text(p.name()).text(" ").element("span", holds(p.verdict()), "class", "tag").close();
            html.open("p", "class", "small");
            if (!p.definition().isEmpty()) {
                html.text("as defined in ").element("code", p.definition()).text(p.note().isEmpty() ? "" : " · ");
            }
            html.text(p.note()).close();
            if (!p.violations().isEmpty()) {
                html.open("ol");
                for (PageModel.Violation v : p.violations()) {
                    html.open("li").element("span", v.text(), "class", "story");
                    if (v.show() != null) {
                        html.text(" ").element("button", "show", "type", "button", "class", "show", "data-show",
                                Integer.toString(number++), "aria-label", "show in the diagram: " + v.text());
                    }
                    html.close().line();
                }
                html.close();
            }
            html.close().line();
        }
        html.close().line();
    }

    private void commands() {
        html.open("section");
        page.commands().forEach((what, command) -> {
            html.element("h2", what).open("div", "class", "command").element("pre", command, "tabindex", "0");
            html.element("button", "copy", "type", "button", "class", "copy").close().line();
        });
        html.open("dl");
        page.settings().forEach((name, value) -> html.element("dt", name).element("dd", value));
        html.close().close().line();
    }

    private void diagram() {
        PageModel.Timeline t = page.timeline();
        html.open("section", "id", "diagram").element("h2", "What happened");
        if (t.total() > t.messages().size() || t.totalRequests() > t.requests().size()) {
            html.element("p", String.format(Locale.ROOT,
                    "An excerpt: the diagram has the first %,d of %,d messages and the first %,d of %,d operations; the tables and the"
                            + " verdict are about all of them.",
                    t.messages().size(), t.total(), t.requests().size(), t.totalRequests()), "class", "note", "id",
                    "excerpt");
        }
        html.raw(resource("diagram.html")).close().line();
    }

    private void trees() {
        PageModel.Timeline t = page.timeline();
        html.open("section", "id", "tree").element("h2", "The tree");
        if (t.trees().isEmpty()) {
            html.element("p",
                    "These nodes send no messages that build a tree as Espalier's do, so there is none to show.",
                    "class", "note");
        } else {
            html.raw(resource("trees.html"));
            if (t.trees().size() >= TreeSteps.MAX_STEPS) {
                html.element("p", "Only its first " + TreeSteps.MAX_STEPS + " changes are shown.", "class", "note");
            }
        }
        html.close().line();
    }

    private void charts() {
        html.open("section", "id", "charts").element("h2", "Latency and throughput");
        html.element("div", "", "id", "latency").element("div", "", "id", "throughput");
        html.element("p", "Shaded: faults. Drag across a chart to zoom, double-click for the whole run.", "class",
                "note");
        html.close().line();
    }

    private void tables() {
        html.open("section", "id", "statistics").element("h2", "Messages and operations");
        for (PageModel.Table table : page.tables()) {
            if (table.rows().isEmpty()) {
                html.element("p", table.title() + ": none.", "class", "note");
                continue;
            }
            boolean many = table.rows().size() > 12;
            html.open("details", many ? new String[0] : new String[]{"open", ""});
            html.element("summary", table.title() + (many ? " (" + table.rows().size() + " rows)" : ""));
            html.open("div", "class", "scroll", "tabindex", "0").open("table").open("thead").open("tr");
            for (int i = 0; i < table.head().size(); i++) {
                html.element("th", table.head().get(i), "scope", "col", "class", i == 0 ? "name" : "number");
            }
            html.close().close().open("tbody").line();
            for (List<String> row : table.rows()) {
                html.open("tr");
                for (int i = 0; i < row.size(); i++) {
                    html.element(i == 0 ? "th" : "td", row.get(i), "class", i == 0 ? "name" : "number");
                }
                html.close().line();
            }
            html.close().close().close().close().line();
        }
        html.close().line();
    }

    // ---- Data -------------------------------------------------------------------------------------------------------

    /** As JSON that may stand in a script element: a column for each field, times in microseconds. */
    private String data() {
        PageModel.Timeline t = page.timeline();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("unit", t.unit());
        data.put("end", t.end());
        data.put("nodes", t.nodes());
        List<Object> types = new ArrayList<>(
                t.messages().stream().map(PageModel.Message::type).distinct().sorted().toList());
        data.put("types", types);
        Map<String, Integer> typeAt = new LinkedHashMap<>();
        types.forEach(type -> typeAt.put(String.valueOf(type), typeAt.size()));
        Map<String, @Nullable Object> m = new LinkedHashMap<>();
        column(m, "from", t.messages(), PageModel.Message::from);
        column(m, "to", t.messages(), PageModel.Message::to);
        column(m, "sent", t.messages(), PageModel.Message::sent);
        column(m, "end", t.messages(), PageModel.Message::end);
        column(m, "fate", t.messages(), x -> x.fate().code);
        column(m, "copy", t.messages(), x -> x.copy() ? 1 : 0);
        column(m, "kind", t.messages(), x -> x.kind().code);
        column(m, "type", t.messages(), x -> typeAt.get(x.type()));
        column(m, "values", t.messages(), PageModel.Message::values);
        column(m, "body", t.messages(), PageModel.Message::body);
        data.put("messages", m);
        Map<String, @Nullable Object> r = new LinkedHashMap<>();
        column(r, "node", t.requests(), PageModel.Request::node);
        column(r, "f", t.requests(), PageModel.Request::f);
        column(r, "outcome", t.requests(), PageModel.Request::outcome);
        column(r, "from", t.requests(), PageModel.Request::invoked);
        column(r, "to", t.requests(), PageModel.Request::completed);
        column(r, "index", t.requests(), PageModel.Request::index);
        column(r, "endIndex", t.requests(), PageModel.Request::endIndex);
        column(r, "values", t.requests(), PageModel.Request::values);
        column(r, "text", t.requests(), PageModel.Request::text);
        data.put("requests", r);
        data.put("bands", t.bands().stream().map(PageHtml::band).toList());
        data.put("trees", t.trees().stream().map(PageHtml::tree).toList());
        data.put("rates", t.rates());
        data.put("shows", page.properties().stream().flatMap(p -> p.violations().stream())
                .flatMap(v -> java.util.stream.Stream.ofNullable(v.show())).map(PageHtml::show).toList());
        return Json.text(data).replace("<", "\\u003c");
    }

    private static <T> void column(Map<String, @Nullable Object> to, String name, List<T> rows,
            Function<T, @Nullable Object> field) {
        List<@Nullable Object> column = new ArrayList<>(rows.size());
        rows.forEach(row -> column.add(field.apply(row)));
        to.put(name, column);
    }

    private static Map<String, @Nullable Object> band(PageModel.Band b) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("kind", b.kind());
        map.put("text", b.text());
        map.put("from", b.from());
        map.put("to", b.to());
        map.put("nodes", b.nodes());
        return map;
    }

    private static Map<String, @Nullable Object> tree(PageModel.Tree tree) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("at", tree.at());
        map.put("parents", tree.parents());
        return map;
    }

    private static Map<String, @Nullable Object> show(PageModel.Show s) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("values", s.values());
        map.put("node", s.node());
        map.put("ops", s.ops());
        return map;
    }

    // ---- Words ------------------------------------------------------------------------------------------------------

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case VALID -> "Valid";
            case INVALID -> "Invalid";
            case UNKNOWN -> "Unknown";
        };
    }

    private static String holds(Verdict verdict) {
        return switch (verdict) {
            case VALID -> "holds";
            case INVALID -> "violated";
            case UNKNOWN -> "unknown";
        };
    }

    private static String tone(Verdict verdict) {
        return switch (verdict) {
            case VALID -> "good";
            case INVALID -> "bad";
            case UNKNOWN -> "unknown";
        };
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case VALID -> "✓";
            case INVALID -> "✕";
            case UNKNOWN -> "?";
        };
    }

    // ---- Resources --------------------------------------------------------------------------------------------------

    private static String uplotVersion() {
        try (InputStream in = PageHtml.class
                .getResourceAsStream("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            Properties properties = new Properties();
            properties.load(java.util.Objects.requireNonNull(in, "uPlot is not on the class path"));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageHtml.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
