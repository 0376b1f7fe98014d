package org.espalier.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.espalier.spec.CheckReport;
import org.espalier.spec.Model;
import org.espalier.spec.ModelReport;
import org.espalier.spec.Trace;

/** What {@code espalier check} prints: a row per run of TLC, and what people need to see about some of them. */
final class CheckTable {

    private final int nameWidth;

    CheckTable(List<Model> models) {
        nameWidth = models.stream().mapToInt(m -> m.name().length() + (m.witnesses().isEmpty() ? 0 : 12)).max()
                .orElse(5);
    }

    String header() {
        return pad("MODEL") + row("KIND", "DISTINCT", "GENERATED", "DEPTH", "SECONDS", "VERDICT", "CHECKS");
    }

    String row(ModelReport report) {
        return pad(report.name()) + row(report.witnesses() ? "witness" : lower(report.model().kind()),
                number(report.result().counts().distinct()), number(report.result().counts().generated()),
                number(report.depth()), String.format(Locale.ROOT, "%.1f", report.seconds()),
                report.verdictInWords(), report.checks());
    }

    /** What follows the row: why it is wrong or what to keep in mind, and the counterexample with how to repeat it. */
    String details(ModelReport report, boolean expectedTraces) {
        StringBuilder text = new StringBuilder();
        boolean wrong = !report.verdict().good();
        if (wrong || expectedTraces) {
            report.verdict().reasons().forEach(r -> text.append("    ").append(r).append(System.lineSeparator()));
        }
        Trace trace = report.trace();
        if (trace != null && (wrong || expectedTraces)) {
            text.append(trace.toString().indent(4).replace("\n", System.lineSeparator()));
        }
        if (wrong) {
            report.result().messages().stream().skip(1).limit(5).forEach(m -> text.append(m.indent(6)));
        }
        if (wrong || (trace != null && expectedTraces)) {
            text.append("    replay: ./espalier check ").append(report.model().name())
                    .append(System.lineSeparator());
            if (!report.witnesses()) {
                text.append("    or:     ").append(report.replay()).append(System.lineSeparator());
            }
        }
        return text.toString();
    }

    static String summary(CheckReport report) {
        List<ModelReport> wrong = report.disagreeing();
        long states = report.models().stream().mapToLong(m -> Math.max(0, m.result().counts().distinct())).sum();
        String text = String.format(Locale.ROOT, "%n%d runs of TLC (%s), %,d distinct states, %.1f s: ",
                report.models().size(), report.version(), states, report.seconds());
        if (wrong.isEmpty()) {
            return text + "all as the manifest says" + System.lineSeparator();
        }
        return text + wrong.size() + " not as the manifest says: "
                + wrong.stream().map(ModelReport::name).collect(Collectors.joining(", ")) + System.lineSeparator();
    }

    /** {@code --list}. */
    static String list(List<Model> models) {
        StringBuilder text = new StringBuilder();
        int width = models.stream().mapToInt(m -> m.name().length()).max().orElse(5);
        String format = "%-" + Math.max(5, width) + "s  %-8s  %-8s  %11s  %s%n";
        text.append(String.format(format, "MODEL", "KIND", "TIER", "DISTINCT", "CHECKS"));
        for (Model model : models) {
            Long distinct = model.expect().distinct();
            text.append(String.format(format, model.name(), lower(model.kind()), lower(model.tier()),
                    distinct == null ? "" : number(distinct),
                    model.checks() + (model.constants().isEmpty() ? "" : " [" + model.constants() + "]")));
        }
        return text.toString();
    }

    private String pad(String name) {
        return name + " ".repeat(Math.max(0, nameWidth - name.length()));
    }

    private static String row(String kind, String distinct, String generated, String depth, String seconds,
            String verdict, String checks) {
        return String.format("  %-8s  %11s  %11s  %5s  %7s  %-30s  %s%n", kind, distinct, generated, depth, seconds,
                verdict, checks);
    }

    private static String number(long value) {
        return value < 0 ? "" : String.format(Locale.ROOT, "%,d", value);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

}
