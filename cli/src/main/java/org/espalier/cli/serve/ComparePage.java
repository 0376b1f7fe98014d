package org.espalier.cli.serve;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.espalier.workbench.report.Markup;
import org.espalier.workbench.report.PageHtml;

/** Two runs side by side: what was found, what was measured, what they ran with, and how long operations took. */
final class ComparePage {

    private static final List<String> MEASURED = List.of("workload", "delivery", "stats", "availability", "net", "perf",
            "visible", "resilience");
    private static final String NOTHING = "–";

    private final RunEntry a;
    private final RunEntry b;
    private final Markup html;

    private ComparePage(RunEntry a, RunEntry b) {
        this.a = a;
        this.b = b;
        html = StorePages.begin("Two runs");
    }

    static String of(Path store, RunEntry a, RunEntry b) {
        return new ComparePage(a, b).write(store);
    }

    private String write(Path store) {
        html.open("header").open("p", "class", "kicker").element("a", "Runs", "href", "/").close()
                .element("h1", "Two runs").close().open("main");
        html.element("h2", "Latency, second by second").element("div", "", "id", "latency");
        section("What was found", verdicts(a), verdicts(b), false);
        section("Settings", a.settings(), b.settings(), true);
        section("Figures", figures(a), figures(b), false);
        StorePages.data(html, List.of(LatencySeries.of(store.resolve(a.path())),
                LatencySeries.of(store.resolve(b.path()))));
        html.open("script").raw(PageHtml.chartScript()).close();
        html.open("script").raw("\n" + StorePages.resource("compare.js")).close();
        return html.close().close().close().toString();
    }

    /** Differing rows first have a mark, not a colour alone; rows that are alike may be left out. */
    private void section(String title, Map<String, String> left, Map<String, String> right, boolean differing) {
        Set<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        List<String> shown = names.stream()
                .filter(n -> !differing || !left.getOrDefault(n, NOTHING).equals(right.getOrDefault(n, NOTHING)))
                .toList();
        html.element("h2", title);
        if (differing) {
            html.element("p", shown.isEmpty()
                    ? "Both ran with the same settings."
                    : "Those that differ; " + (names.size() - shown.size()) + " are alike.", "class", "note");
        }
        if (shown.isEmpty()) {
            return;
        }
        html.open("div", "class", "scroll").open("table", "class", "compare").open("thead").open("tr")
                .element("th", "");
        heading("A: ", a);
        heading("B: ", b);
        html.element("th", "").close().close().open("tbody");
        for (String name : shown) {
            String l = left.getOrDefault(name, NOTHING);
            String r = right.getOrDefault(name, NOTHING);
            html.open("tr", "class", l.equals(r) ? "alike" : "differs").element("th", name, "scope", "row")
                    .element("td", l).element("td", r).element("td", l.equals(r) ? "" : "≠", "title", "differs")
                    .close();
        }
        html.close().close().close();
    }

    private void heading(String name, RunEntry run) {
        html.open("th", "scope", "col").element("a", name + run.workload() + ", " + run.time(), "href",
                StorePages.link("/run/" + run.path())).close();
    }

    private static Map<String, String> verdicts(RunEntry run) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        verdicts.put("the run", run.verdict());
        run.results().forEach((name, part) -> {
            if (MEASURED.subList(0, 4).contains(name) && part instanceof Map<?, ?> map) {
                word(name.equals("delivery") ? "" : name, map, verdicts);
                map.forEach((inner, value) -> {
                    if (name.equals("delivery") && value instanceof Map<?, ?> p) {
                        word(String.valueOf(inner), p, verdicts);
                    }
                });
            }
        });
        return verdicts;
    }

    private static void word(String name, Map<?, ?> part, Map<String, String> to) {
        Object valid = part.get("valid?");
        if (!name.isEmpty() && valid != null) {
            to.put(name,
                    Boolean.TRUE.equals(valid) ? "✓ holds" : Boolean.FALSE.equals(valid) ? "✕ violated" : "? unknown");
        }
    }

    private static Map<String, String> figures(RunEntry run) {
        Map<String, String> figures = new LinkedHashMap<>();
        run.results().forEach((name, part) -> {
            if (MEASURED.subList(2, MEASURED.size()).contains(name)) {
                leaves(name, part, figures);
            }
        });
        return figures;
    }

    private static void leaves(String name, Object value, Map<String, String> to) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                if (inner != null && !key.equals("valid?")) {
                    leaves(name + " " + key, inner, to);
                }
            });
        } else if (value instanceof Number) {
            to.put(name.replace("latencies-ms ", "").replace("-count", ""), String.valueOf(value));
        }
    }
}
