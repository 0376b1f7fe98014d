package org.espalier.workbench.report;

import static org.espalier.workbench.report.Plane.px;

import java.util.List;

import org.espalier.workbench.report.Recording.Fault;

/**
 * How long each multicast of a run took to arrive at every node, over the time it was sent: a partition shows as a slope
 * down to its end, because what is sent in it waits for the healing.
 */
public final class ReachChart {

    private static final double WIDTH = 1140;
    private static final double HEIGHT = 250;
    private static final double LEFT = 62;
    private static final double RIGHT = WIDTH - 14;
    private static final double TOP = 22;
    private static final double BOTTOM = HEIGHT - 34;
    private static final double SECOND = 1e9;

    private final Recording recording;
    private final List<Multicast> multicasts;
    /** The times at the left and the right edge. */
    private final long start;
    private final long end;
    /** The waits at the lower and the upper edge, in nanoseconds. */
    private final double bottom;
    private final double top;

    /** The chart as an SVG element; its y axis is logarithmic. */
    public static String svg(Recording recording, String id) {
        return new ReachChart(recording).draw(id);
    }

    private ReachChart(Recording recording) {
        this.recording = recording;
        multicasts = recording.multicasts();
        int n = recording.nodes().size();
        start = multicasts.stream().mapToLong(Multicast::start).min().orElse(0);
        end = multicasts.stream().mapToLong(m -> Math.max(m.start(), m.everywhereAt(n))).max()
                .orElse(Math.max(1, recording.end()));
        double fastest = SECOND;
        double slowest = SECOND;
        for (Multicast m : multicasts) {
            double wait = (double) m.everywhereAt(n) - m.start();
            if (wait > 0) {
                fastest = Math.min(fastest, wait);
                slowest = Math.max(slowest, wait);
            }
        }
        bottom = Math.pow(10, Math.floor(Math.log10(Math.max(fastest, 1e5))));
        top = 1.2 * slowest;
    }

    private String draw(String id) {
        Markup svg = new Markup();
        Figures.open(svg, id, false, WIDTH, HEIGHT, "Time until each multicast had arrived everywhere");
        for (Fault fault : recording.faults()) {
            double from = x(Math.max(fault.start(), start));
            double to = x(Math.min(fault.end(), end));
            if (to > from) {
                svg.leaf("rect", "class", "cut", "x", px(from), "y", px(TOP), "width", px(to - from), "height",
                        px(BOTTOM - TOP)).line();
            }
        }
        grid(svg);
        axis(svg);
        for (Multicast m : multicasts) {
            mark(svg, m);
        }
        svg.line();
        return Figures.close(svg);
    }

    private void mark(Markup svg, Multicast m) {
        long everywhere = m.everywhereAt(recording.nodes().size());
        double x = x(m.start());
        if (everywhere < 0) {
            svg.leaf("path", "class", "never", "d", "M" + px(x - 4) + " " + px(TOP + 2) + "l8 8m0 -8l-8 8");
        } else {
            svg.leaf("circle", "class", "dot", "cx", px(x), "cy", px(y((double) everywhere - m.start())), "r", "2.6");
        }
    }

    private void grid(Markup svg) {
        for (double wait = bottom; wait <= top; wait *= 10) {
            svg.leaf("path", "class", "grid", "d", "M" + px(LEFT) + " " + px(y(wait)) + "H" + px(RIGHT));
            svg.element("text", wait >= SECOND ? px(wait / SECOND) + " s" : px(wait / 1e6) + " ms", "class", "axis",
                    "x",
                    px(LEFT - 8), "y", px(y(wait) + 4), "text-anchor", "end");
        }
        svg.line();
    }

    private void axis(Markup svg) {
        long step = Figures.step(end - start, 10);
        for (long t = (start / step + 1) * step; t < end; t += step) {
            svg.leaf("path", "class", "tick", "d", "M" + px(x(t)) + " " + px(BOTTOM) + "v5");
            svg.element("text", Figures.time(t, step), "class", "axis", "x", px(x(t)), "y", px(BOTTOM + 20),
                    "text-anchor", "middle");
        }
        svg.line();
    }

    private double x(long time) {
        return LEFT + (RIGHT - LEFT) * (time - start) / Math.max(1, end - start);
    }

    private double y(double wait) {
        return BOTTOM - (BOTTOM - TOP) * Math.log(Math.max(wait, bottom) / bottom) / Math.log(top / bottom);
    }
}
