package org.espalier.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.espalier.bench.OrderCost.Point;
import org.espalier.simulator.Workload;
import org.espalier.workbench.report.Markup;

/** The chart "what does order cost": latency over loss, a line for each order; solid for the median, dashed for the 99th of 100. */
final class OrderCostChart {

    private static final double WIDTH = 860;
    private static final double HEIGHT = 440;
    private static final double LEFT = 74;
    private static final double RIGHT = WIDTH - 150;
    private static final double TOP = 74;
    private static final double BOTTOM = HEIGHT - 58;
    /** Labels at the right keep so far from each other. */
    private static final double APART = 17;

    private static final String STYLE = """
            svg{background:#fff;color:#1b2733;font:13px/1.4 system-ui,sans-serif}
            text{fill:currentColor}.title{font-size:18px;font-weight:600}.note,.axis{fill:#5b6875}
            .grid{stroke:#e3e8ec}.line{fill:none;stroke-width:2.2;stroke-linejoin:round}.p99{stroke-dasharray:5 4;stroke-width:1.6}
            .fifo{stroke:#2a7f62;fill:#2a7f62}.causal{stroke:#2f62b5;fill:#2f62b5}.total{stroke:#b5532f;fill:#b5532f}
            text.fifo,text.causal,text.total{stroke:none}
            @media(prefers-color-scheme:dark){svg{background:#14191f;color:#e4e9ee}.note,.axis{fill:#98a4b0}.grid{stroke:#2a323a}
            .fifo{stroke:#5cc39c;fill:#5cc39c}.causal{stroke:#7fa8ee;fill:#7fa8ee}.total{stroke:#ee946f;fill:#ee946f}}
            """;

    private record Label(String text, String kind, double at) {}

    private final List<Point> points;
    private final double most;
    private final double greatestLoss;

    private OrderCostChart(List<Point> points) {
        this.points = points;
        most = points.stream().mapToDouble(p -> p.everywhere().p99()).max().orElse(1);
        greatestLoss = Math.max(0.01, points.stream().mapToDouble(Point::loss).max().orElse(1));
    }

    /**
     * The chart as a document of its own.
     *
     * @param setting what was measured, for the line under the title
     */
    static String svg(List<Point> points, String setting) {
        return new OrderCostChart(points).draw(setting);
    }

    private String draw(String setting) {
        Markup svg = new Markup();
        svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + px(WIDTH) + " " + px(HEIGHT), "role",
                "img", "aria-label", "Latency of FIFO, causal and total order over the share of packets lost");
        svg.element("style", "").line();
        svg.element("text", "What does order cost?", "class", "title", "x", px(LEFT), "y", "28");
        svg.element("text", setting, "class", "note", "x", px(LEFT), "y", "50").line();
        double step = step();
        for (double ms = 0; ms <= most; ms += step) {
            svg.leaf("path", "class", "grid", "d", "M" + px(LEFT) + " " + px(y(ms)) + "H" + px(RIGHT));
            svg.element("text", px(ms) + " ms", "class", "axis", "x", px(LEFT - 10), "y", px(y(ms) + 4), "text-anchor",
                    "end").line();
        }
        points.stream().mapToDouble(Point::loss).distinct()
                .forEach(loss -> svg.element("text", px(100 * loss) + " %", "class", "axis", "x", px(x(loss)), "y",
                        px(BOTTOM + 22), "text-anchor", "middle").line());
        svg.element("text", "packets lost", "class", "note", "x", px((LEFT + RIGHT) / 2), "y", px(BOTTOM + 44),
                "text-anchor", "middle").line();
        List<Label> labels = new ArrayList<>();
        for (Workload order : Workload.values()) {
            line(svg, order, "", p -> p.everywhere().median(), order.label() + ", median", labels);
            line(svg, order, " p99", p -> p.everywhere().p99(), order.label() + ", p99", labels);
        }
        labels(svg, labels);
        return svg.close().line().toString().replace("<style></style>", "<style>" + STYLE + "</style>");
    }

    private void line(Markup svg, Workload order, String kind, ToDoubleFunction<Point> value, String label,
            List<Label> labels) {
        List<Point> mine = points.stream().filter(p -> p.order() == order).toList();
        StringBuilder path = new StringBuilder();
        for (Point p : mine) {
            path.append(path.isEmpty() ? 'M' : 'L').append(px(x(p.loss()))).append(' ')
                    .append(px(y(value.applyAsDouble(p))));
        }
        svg.leaf("path", "class", "line " + order.label() + kind, "style", "fill:none", "d", path.toString());
        for (Point p : mine) {
            svg.open("circle", "class", order.label(), "cx", px(x(p.loss())), "cy", px(y(value.applyAsDouble(p))), "r",
                    "3").element("title",
                            String.format(Locale.ROOT, "%s at %.0f %% loss: %.1f ms", label, 100 * p.loss(),
                                    value.applyAsDouble(p)))
                    .close();
        }
        svg.line();
        if (!mine.isEmpty()) {
            labels.add(new Label(label, order.label(), y(value.applyAsDouble(mine.getLast()))));
        }
    }

    /** At the ends of the lines, from the lowest up, pushed apart where they would overlap. */
    private static void labels(Markup svg, List<Label> labels) {
        double free = BOTTOM + APART;
        for (Label l : labels.stream().sorted((a, b) -> Double.compare(b.at(), a.at())).toList()) {
            double at = Math.min(l.at(), free - APART);
            free = at;
            svg.element("text", l.text(), "class", l.kind(), "x", px(RIGHT + 12), "y", px(at + 4)).line();
        }
    }

    /** A round number of milliseconds, so that there are four to ten lines. */
    private double step() {
        double rough = most / 8;
        double ten = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double times : new double[]{1, 2, 5}) {
            if (times * ten >= rough) {
                return times * ten;
            }
        }
        return 10 * ten;
    }

    private double x(double loss) {
        return LEFT + (RIGHT - LEFT) * loss / greatestLoss;
    }

    private double y(double ms) {
        return BOTTOM - (BOTTOM - TOP) * ms / most;
    }

    private static String px(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
