package org.espalier.cli.verify;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.espalier.workbench.report.Excerpt;
import org.espalier.workbench.report.Figures;
import org.espalier.workbench.report.Markup;
import org.espalier.workbench.report.ReachChart;
import org.espalier.workbench.report.Recording;
import org.espalier.workbench.report.RunFigures;
import org.espalier.workbench.report.SpaceTime;
import org.espalier.workbench.report.TreePicture;
import org.espalier.workbench.workload.Workload;

/** The part of the page on the runs of real processes. */
final class RunSections {

    private final Markup html;
    private final Links links;

    RunSections(Markup html, Links links) {
        this.html = html;
        this.links = links;
    }

    void write(List<RunPart> runs) {
        int number = 0;
        for (RunPart run : runs) {
            String id = "run" + ++number;
            html.open("section", "id", id);
            html.open("h2").element("span", run.state().mark(), "class", "mark " + run.state().css())
                    .text(" " + run.title()).close().line();
            html.element("p", run.conditions()).line();
            RunFigures figures = RunFigures.of(run.recording());
            html.open("div", "class", "columns");
            properties(run);
            html.open("div");
            tiles(run, figures);
            waits(run, figures);
            html.close();
            html.close().line();
            pictures(run.recording(), id);
            html.open("p", "class", "again").text("Again: ").element("code", run.replay()).close().line();
            html.close().line();
        }
    }

    private void properties(RunPart run) {
        html.open("div");
        Table table = new Table(html, "Property", "Verdict", "#Judged");
        for (RunPart.Property p : run.properties()) {
            table.row().head(() -> links.definition(html, p.name(), "FifoCast")).cell(() -> {
                html.element("span", p.state().mark(), "class", "mark " + p.state().css());
                html.text(" " + p.state().word());
            }).count(p.judged()).end();
        }
        table.close();
        html.close().line();
    }

    private void tiles(RunPart run, RunFigures f) {
        Recording recording = run.recording();
        html.open("div", "class", "tiles");
        if (run.workload() == Workload.BROADCAST) {
            tile(number(f.broadcasts()),
                    "multicasts acknowledged, " + number(recording.acknowledged("read")) + " reads");
            tile(String.format(Locale.ROOT, "%.1f", f.perBroadcast()), "messages between servers for each multicast");
        } else {
            tile(number(recording.acknowledged()), "operations that succeeded");
            tile(String.format(Locale.ROOT, "%.1f", (double) f.sent() / Math.max(1, recording.acknowledged())),
                    "messages between servers for each of them");
        }
        if (f.understood()) {
            tile(percent(f.upkeepShare()), "of these messages are upkeep: acknowledgements, heartbeats, repair");
        }
        tile(number(f.lost()) + " + " + number(f.cut()), "messages lost by chance, and at the cut");
        tile(number(f.duplicates()), "messages doubled by the network");
        double cut = recording.faults().stream().mapToLong(x -> x.end() - x.start()).sum() / 1e9;
        tile(recording.faults().size() + " · " + String.format(Locale.ROOT, "%.0f s", cut),
                "partitions, and time under them");
        struck(run);
        html.close().line();
    }

    /** What only runs have in which processes were killed or paused. */
    private void struck(RunPart run) {
        if (run.recording().outages().isEmpty()) {
            return;
        }
        for (String what : List.of("killed", "paused")) {
            long count = run.recording().outages().stream().filter(o -> o.what().equals(what)).count();
            if (count > 0) {
                tile(number(count), "times a process was " + what);
            }
        }
        run.slowestProgressMillis().ifPresent(
                ms -> tile(Figures.millis(Math.round(ms * 1e6)), "after the last fault every node had done something"));
        run.longestWaitMillis("minority").ifPresent(ms -> tile(Figures.millis(Math.round(ms * 1e6)),
                "was the longest wait for an answer at nodes without a majority; " + number(run.unanswered("minority"))
                        + " had none"));
    }

    private void waits(RunPart run, RunFigures f) {
        Table table = new Table(html, "Time until", "#Median", "#99 %", "#Maximum");
        run.latencies().forEach((function, asked) -> {
            if (asked.containsKey("0.5") && (!function.equals("read") || run.workload() != Workload.BROADCAST)) {
                table.row().head(() -> html.text("a " + function + " is answered")).number(millis(asked, "0.5"))
                        .number(millis(asked, "0.99")).number(millis(asked, "1")).end();
            }
        });
        quantiles(table, "received everywhere, no cut in between", f.everywhereInPeace());
        quantiles(table, "received everywhere, all of them", f.everywhere());
        table.close();
    }

    private void tile(String value, String words) {
        html.open("div", "class", "tile").element("b", value).text(" ").element("span", words).close();
    }

    private void quantiles(Table table, String name, List<Long> waits) {
        if (!waits.isEmpty()) {
            table.row().head(() -> html.text(name)).number(Figures.millis(RunFigures.quantile(waits, 0.5)))
                    .number(Figures.millis(RunFigures.quantile(waits, 0.99)))
                    .number(Figures.millis(RunFigures.quantile(waits, 1))).end();
        }
    }

    private static String millis(Map<String, Double> quantiles, String q) {
        return Figures.millis(Math.round(quantiles.getOrDefault(q, 0.0) * 1e6));
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String percent(double part) {
        return Math.round(100 * part) + " %";
    }

    private void pictures(Recording recording, String id) {
        if (recording.transits().isEmpty()) {
            return;
        }
        if (recording.faults().isEmpty() && !recording.outages().isEmpty()) {
            spaceTime(recording, Excerpt.Wish.CUT, id + "-cut", "Processes are struck");
            spaceTime(recording, Excerpt.Wish.HEAL, id + "-heal", "They are back");
        } else if (!recording.faults().isEmpty()) {
            spaceTime(recording, Excerpt.Wish.CUT, id + "-cut", "The network is cut");
            spaceTime(recording, Excerpt.Wish.HEAL, id + "-heal", "It is whole again");
            trees(recording, id);
        } else {
            spaceTime(recording, Excerpt.Wish.ANY, id + "-any", "A piece of the run");
        }
        if (recording.multicasts().isEmpty()) {
            return;
        }
        html.open("figure").element("h3", "How long until everywhere").open("div", "class", "scroll")
                .raw(ReachChart.svg(recording, id + "-reach")).close();
        html.element("figcaption",
                "How long each multicast took to be received at every node, over the time it was sent. Shaded: the "
                        + "network was cut. What is sent then waits for its end, so a partition shows as a slope; a cross was still on its way when the run ended.");
        html.close().line();
    }

    private void spaceTime(Recording recording, Excerpt.Wish wish, String id, String title) {
        Excerpt excerpt = Excerpt.choose(recording, wish, Excerpt.MAX_MESSAGES);
        html.open("figure").element("h3", title);
        legend();
        html.open("div", "class", "scroll").raw(SpaceTime.svg(recording, excerpt, id)).close();
        html.element("figcaption", excerpt.caption(recording)).close().line();
    }

    private void legend() {
        html.open("p", "class", "legend");
        for (String[] entry : new String[][]{{"first", "the multicast that is followed"}, {"data", "other multicasts"},
                {"tree", "repair of the tree"}, {"upkeep", "acknowledgements, heartbeats"}}) {
            html.element("span", entry[1], "class", "key " + entry[0]).text(" ");
        }
        html.element("span", "duplicate", "class", "key data dashed").text(" ");
        html.element("span", "▭ killed or paused", "class", "key plain").text(" ");
        html.element("span", "✕ lost", "class", "key plain").close().line();
    }

    private void trees(Recording recording, String id) {
        html.open("figure").element("h3", "The tree before, during and after a partition").open("div", "class",
                "trees");
        TreePicture.around(recording, TreePicture.mostTelling(recording), id + "-tree").forEach(html::raw);
        html.close();
        html.element("figcaption", TreePicture.caption(recording)).close().line();
    }
}
