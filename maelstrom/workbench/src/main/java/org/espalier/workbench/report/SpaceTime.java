package org.espalier.workbench.report;

import static org.espalier.workbench.report.Plane.px;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.espalier.workbench.report.Recording.Fault;

/**
 * A space-time diagram (Lamport 1978) of a piece of a run: one line per node, one arrow per message, from its sending to
 * its delivery. What was lost ends in a cross, where and when it was; duplicates are dashed; times in which the network
 * was cut are shaded, and bars cover the line of a node while it was killed or paused; one multicast is followed.
 */
public final class SpaceTime {

    /** What a message is to the reader; the names of classes in the style sheet. */
    private static final String FIRST = "first";
    private static final String AGAIN = "again";
    private static final String TREE = "tree";
    private static final String DATA = "data";
    private static final String UPKEEP = "upkeep";

    private static final double WIDTH = 1140;
    private static final double LEFT = 46;
    private static final double RIGHT = WIDTH - 14;
    private static final double TOP = 58;
    private static final double ROW = 84;
    private static final double BAR = 16;
    private static final double HEAD = 7;
    private static final double CROSS = 4;

    private final Recording recording;
    private final Excerpt excerpt;
    private final Plane plane;
    private final Overlay overlay;
    private final Set<Transit> carriers;
    private final Set<Transit> firsts;

    private SpaceTime(Recording recording, Excerpt excerpt) {
        this.recording = recording;
        this.excerpt = excerpt;
        this.overlay = new Overlay(recording);
        this.plane = new Plane(excerpt.from(), excerpt.to(), LEFT, RIGHT, TOP, ROW);
        this.carriers = new HashSet<>(excerpt.highlight().map(Multicast::carriers).orElse(List.of()));
        this.firsts = new HashSet<>(excerpt.highlight().map(Multicast::path).orElse(List.of()));
    }

    /** The diagram as an SVG element for a page that has {@link Figures#css()}. */
    public static String svg(Recording recording, Excerpt excerpt, String id) {
        return new SpaceTime(recording, excerpt).draw(id, false);
    }

    /** The diagram as an SVG file that needs nothing else. */
    public static String file(Recording recording, Excerpt excerpt) {
        return new SpaceTime(recording, excerpt).draw("spacetime", true);
    }

    private String draw(String id, boolean alone) {
        double bottom = plane.y(recording.nodes().size() - 1);
        double height = bottom + 64 + (alone ? 34 : 0);
        Markup svg = new Markup();
        Figures.open(svg, id, alone, WIDTH, height, "Space-time diagram of " + recording.nodes().size() + " nodes: "
                + Figures.seconds(excerpt.from()) + " to " + Figures.seconds(excerpt.to()) + " of the run");
        svg.open("defs").open("clipPath", "id", id + "-clip")
                .leaf("rect", "x", px(LEFT), "y", "0", "width", px(RIGHT - LEFT), "height", px(bottom + 30)).close()
                .close().line();
        faults(svg, bottom);
        axis(svg, bottom);
        lives(svg);
        outages(svg);
        svg.open("g", "clip-path", "url(#" + id + "-clip)").line();
        excerpt.transits().stream().sorted(Comparator.comparingInt(this::layer)).forEach(t -> arrow(svg, t));
        svg.close().line();
        requests(svg);
        excerpt.highlight().ifPresent(m -> follow(svg, m));
        if (alone) {
            Legend.draw(svg, LEFT, bottom + 78);
        }
        return Figures.close(svg);
    }

    /** What matters most is drawn last. */
    private int layer(Transit t) {
        if (firsts.contains(t)) {
            return 4;
        }
        if (carriers.contains(t)) {
            return 3;
        }
        return switch (kind(t)) {
            case UPKEEP -> 0;
            case TREE -> 2;
            default -> 1;
        };
    }

    private void faults(Markup svg, double bottom) {
        for (Fault fault : excerpt.faults(recording)) {
            double x1 = plane.x(Math.max(fault.start(), excerpt.from()));
            double x2 = plane.x(Math.min(fault.end(), excerpt.to()));
            svg.leaf("rect", "class", "cut", "x", px(x1), "y", "24", "width", px(x2 - x1), "height",
                    px(bottom + 30 - 24));
            edge(svg, fault.start(), bottom);
            edge(svg, fault.end(), bottom);
            boolean roomy = x2 - x1 > 7.0 * fault.story().length() + 60;
            String words = "network cut" + (roomy || x2 < RIGHT - 1 ? ": " + fault.story() : "");
            boolean leftward = x1 + 7.0 * words.length() > RIGHT;
            svg.element("text", words, "class", "label", "x", px(leftward ? x2 - 4 : x1 + 4), "y", "17",
                    "text-anchor", leftward ? "end" : "start");
            svg.line();
        }
    }

    /** A node's line is covered while it did not run. */
    private void outages(Markup svg) {
        for (Recording.Outage outage : recording.outages()) {
            double x1 = plane.x(Math.max(outage.start(), excerpt.from()));
            double x2 = plane.x(Math.min(outage.end(), excerpt.to()));
            if (x2 > x1) {
                double y = plane.y(outage.node());
                svg.open("g", "class", "outage " + outage.what());
                svg.element("title", recording.nodes().get(outage.node()) + " " + outage.what() + " from "
                        + Figures.seconds(outage.start()) + " to " + Figures.seconds(outage.end()));
                svg.leaf("rect", "x", px(x1), "y", px(y - BAR / 2), "width", px(x2 - x1), "height", px(BAR));
                svg.element("text", outage.what(), "x", px(x1 + 4), "y", px(y + 4)).close().line();
            }
        }
    }

    private void edge(Markup svg, long time, double bottom) {
        if (time > excerpt.from() && time < excerpt.to()) {
            svg.leaf("path", "class", "cut-edge", "d",
                    "M" + px(plane.x(time)) + " 24V" + px(bottom + 30));
        }
    }

    private void axis(Markup svg, double bottom) {
        long step = Figures.step(excerpt.length(), 10);
        double y = bottom + 30;
        for (long t = (excerpt.from() / step + 1) * step; t < excerpt.to(); t += step) {
            svg.leaf("path", "class", "tick", "d", "M" + px(plane.x(t)) + " " + px(y) + "v5");
            if (plane.x(t) < RIGHT - 24) {
                svg.element("text", Figures.time(t, step), "class", "axis", "x", px(plane.x(t)), "y", px(y + 18),
                        "text-anchor", "middle");
            }
        }
        svg.leaf("path", "class", "tick", "d", "M" + px(LEFT) + " " + px(y) + "H" + px(RIGHT)).line();
    }

    private void lives(Markup svg) {
        for (int i = 0; i < recording.nodes().size(); i++) {
            double y = plane.y(i);
            svg.leaf("path", "class", "life", "d", "M" + px(LEFT) + " " + px(y) + "H" + px(RIGHT));
            svg.element("text", recording.nodes().get(i), "class", "node", "x", px(LEFT - 8), "y", px(y + 4),
                    "text-anchor", "end").line();
        }
    }

    private void arrow(Markup svg, Transit t) {
        Plane.Line line = plane.line(t);
        svg.open("g", "class", "m " + kind(t) + (t.copy() ? " copy" : "") + (t.delivered() ? "" : " lost"));
        svg.element("title", story(t));
        svg.leaf("path", "d",
                "M" + px(line.x1()) + " " + px(line.y1()) + "L" + px(line.x2()) + " " + px(line.y2()));
        svg.leaf("path", "class", line.arrives() ? "head" : "cross", "d", line.arrives() ? head(line) : cross(line));
        svg.close().line();
    }

    private String kind(Transit t) {
        if (firsts.contains(t)) {
            return FIRST;
        }
        if (carriers.contains(t)) {
            return AGAIN;
        }
        if (overlay.repairs(t)) {
            return TREE;
        }
        return t.content().isUpkeep() ? UPKEEP : DATA;
    }

    private static String head(Plane.Line line) {
        double dx = line.x2() - line.x1();
        double dy = line.y2() - line.y1();
        double length = Math.max(Math.hypot(dx, dy), 1e-9);
        double ux = dx / length * HEAD;
        double uy = dy / length * HEAD;
        double half = 0.42;
        return "M" + px(line.x2() - ux - half * uy) + " " + px(line.y2() - uy + half * ux) + "L" + px(line.x2()) + " "
                + px(line.y2()) + "L" + px(line.x2() - ux + half * uy) + " " + px(line.y2() - uy - half * ux) + "Z";
    }

    private static String cross(Plane.Line line) {
        return "M" + px(line.x2() - CROSS) + " " + px(line.y2() - CROSS) + "l" + px(2 * CROSS) + " " + px(2 * CROSS)
                + "m0 " + px(-2 * CROSS) + "l" + px(-2 * CROSS) + " " + px(2 * CROSS);
    }

    private String story(Transit t) {
        String way = recording.nodes().get(t.from()) + " → " + recording.nodes().get(t.to());
        String end = switch (t.fate()) {
            case DELIVERED -> "delivered after " + Figures.millis(t.at() - t.sent());
            case LOST -> "lost";
            case CORRUPTED -> "corrupted on the way";
            case PARTITIONED -> "lost at the cut after " + Figures.millis(t.due() - t.sent());
            case UNDELIVERED -> "never delivered";
        };
        return way + (t.copy() ? " (a duplicate)" : "") + " at " + Figures.seconds(t.sent()) + ", " + end
                + (t.content().summary().isEmpty() ? "" : ": " + t.content().summary()) + t.content().casts().stream()
                        .map(c -> "; " + c.order() + " multicast " + c.seq() + " of "
                                + recording.nodes().get(c.origin()))
                        .collect(Collectors.joining());
    }

    /** A mark where a client asked for a multicast. */
    private void requests(Markup svg) {
        for (Recording.Request r : recording.requests()) {
            if (r.f().equals("broadcast") && r.invoked() >= excerpt.from() && r.invoked() < excerpt.to()) {
                svg.leaf("circle", "class", "asked", "cx", px(plane.x(r.invoked())), "cy", px(plane.y(r.node())), "r",
                        "3.2");
            }
        }
        svg.line();
    }

    /** Dots where the multicast was received first, and how long it took. */
    private void follow(Markup svg, Multicast m) {
        double x = plane.x(m.start());
        double y = plane.y(m.cast().origin());
        svg.leaf("circle", "class", "origin", "cx", px(x), "cy", px(y), "r", "6");
        label(svg, x - 9, y - 9, "end", recording.nodes().get(m.cast().origin()) + " multicasts");
        for (Transit t : m.path()) {
            if (t.at() < excerpt.to()) {
                double px = plane.x(t.at());
                svg.leaf("circle", "class", "receipt", "cx", Plane.px(px), "cy", Plane.px(plane.y(t.to())), "r", "5");
                label(svg, px + 8, plane.y(t.to()) + (t.from() < t.to() ? 17 : -9), "start",
                        "+" + Figures.millis(t.at() - m.start()));
            }
        }
    }

    private static void label(Markup svg, double x, double y, String anchor, String text) {
        boolean leftward = anchor.equals("end");
        double end = leftward ? x - 7.2 * text.length() : x + 7.2 * text.length();
        boolean flip = end < LEFT || end > RIGHT;
        String side = flip == leftward ? "start" : "end";
        double at = flip ? x + (leftward ? 18 : -16) : x;
        svg.element("text", text, "class", "follow", "x", px(at), "y", px(y), "text-anchor", side).line();
    }
}
