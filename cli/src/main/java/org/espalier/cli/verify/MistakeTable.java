package org.espalier.cli.verify;

import org.espalier.workbench.report.Markup;
import org.jspecify.annotations.Nullable;

/** The part of the page on known mistakes: which layer sees which. */
final class MistakeTable {

    private final Markup html;

    MistakeTable(Markup html) {
        this.html = html;
    }

    void write(MistakePart part) {
        html.open("section", "id", "mistakes").element("h2", "Which checks see which mistake").line();
        html.element("p",
                "Each row is a mistake that protocols like these have been built with (docs/mutants.md). TLC checks a "
                        + "specification that makes it; the simulator runs the smallest known schedule of a core that makes "
                        + "it, and its checkers judge the deliveries; the events of that run are followed through the "
                        + "specification. That the class with the mistake in it is no longer the specification's graph is "
                        + "shown by the tests, not here. “As pinned”: TLC checks that one in the nightly tier.")
                .line();
        Table table = new Table(html, "#", "Mistake", "Order", "TLC", "Graphs differ", "Trace rejected at",
                "Simulated");
        for (MistakeRow row : part.rows()) {
            table.row().number(Integer.toString(row.mistake().number()))
                    .head(() -> html.text((row.good() ? "" : State.BAD.mark() + " ") + row.mistake().mutant()))
                    .text(row.mistake().workload().label()).text(orDash(row.tlc())).text(row.conform() ? "tested" : "–")
                    .text(orDash(row.trace())).text(orDash(row.simulate())).end();
        }
        table.close();
        html.close().line();
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "–" : text;
    }
}
