package org.espalier.workbench.report;

import static org.espalier.workbench.report.Plane.px;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.espalier.workbench.report.Recording.Fault;

/** The overlay before, during and after a time in which the network was cut; what is new against before is marked. */
public final class TreePicture {

    private static final double WIDTH = 340;
    private static final double LEVEL = 58;
    private static final double TOP = 56;
    private static final double RADIUS = 15;
    /** Longer than any heartbeat interval: an edge that was not confirmed for so long is over. */
    private static final long LOOK_BACK = 2_500_000_000L;

    private final Recording recording;
    private final Overlay overlay;

    private TreePicture(Recording recording) {
        this.recording = recording;
        this.overlay = new Overlay(recording);
    }

    /** Three drawings, each an SVG element: before, during and after the fault. */
    public static List<String> around(Recording recording, Fault fault, String id) {
        return new TreePicture(recording).draw(fault, id);
    }

    /** What is to be seen, and what it was taken from. */
    public static String caption(Recording recording) {
        return new Overlay(recording).isKnown()
                ? "As the nodes' own messages show it: a line to whoever accepted a node as its child, thick and green where that is "
                        + "another one than before. A node with a heavy rim has no parent: it is the root of its fragment."
                : "How many messages went between the nodes; what the nodes say to each other is not known to this report.";
    }

    /**
     * The fault that shows most: before and after it the tree is whole, in it the tree is another. The recording must have
     * faults.
     */
    public static Fault mostTelling(Recording recording) {
        TreePicture picture = new TreePicture(recording);
        Fault best = recording.faults().get(0);
        long most = -1;
        for (Fault fault : recording.faults()) {
            int[] before = picture.parentsAt(fault.start());
            int[] during = picture.parentsIn(fault);
            int[] after = picture.parentsAfter(fault);
            long telling = Math.min(99, (fault.end() - fault.start()) / 100_000_000L);
            for (int i = 0; i < before.length; i++) {
                boolean moved = before[i] != during[i] && during[i] != Overlay.NONE;
                telling += moved ? 200 : before[i] != during[i] ? 100 : 0;
            }
            telling += (roots(before) == 1 ? 2_000 : 0) + (roots(after) == 1 ? 1_000 : 0);
            telling -= roots(during) == during.length ? 2_500 : 0; // everybody alone: there is no tree to see
            if (telling > most) {
                most = telling;
                best = fault;
            }
        }
        return best;
    }

    private static long roots(int[] parents) {
        return Arrays.stream(parents).filter(p -> p == Overlay.NONE).count();
    }

    private int[] parentsAt(long time) {
        return overlay.parents(time - LOOK_BACK, time);
    }

    /** At its end, when what it changes has changed. */
    private int[] parentsIn(Fault fault) {
        return overlay.parents(Math.max(fault.start(), fault.end() - LOOK_BACK), fault.end());
    }

    /** Before the next one, when everybody is back. */
    private int[] parentsAfter(Fault fault) {
        long next = next(fault);
        return overlay.parents(Math.max(fault.end(), next - LOOK_BACK), next);
    }

    private long next(Fault fault) {
        long settled = fault.end() + 2 * LOOK_BACK;
        return recording.faults().stream().mapToLong(Fault::start).filter(s -> s >= fault.end()).min()
                .orElse(Math.min(settled, recording.end()));
    }

    private List<String> draw(Fault fault, String id) {
        List<String> drawings = new ArrayList<>();
        int[] before = parentsAt(fault.start());
        drawings.add(draw(id + "-before", "Before", fault.start() - LOOK_BACK, fault.start(), before, before));
        drawings.add(draw(id + "-during", "Cut", fault.start(), fault.end(), before, parentsIn(fault)));
        drawings.add(draw(id + "-after", "Whole again", fault.end(), next(fault), before, parentsAfter(fault)));
        return drawings;
    }

    private String draw(String id, String title, long from, long to, int[] before, int[] parents) {
        Markup svg = new Markup();
        int[] depth = depths(parents);
        int deepest = Arrays.stream(depth).max().orElse(0);
        double height = overlay.isKnown() ? TOP + LEVEL * deepest + RADIUS + 12 : TOP + 190;
        Figures.open(svg, id, false, WIDTH, height, title + ", " + Figures.seconds(to));
        svg.element("text", title, "class", "node", "x", "4", "y", "16");
        svg.element("text", "at " + Figures.seconds(to), "class", "label", "x", px(WIDTH - 4), "y", "16",
                "text-anchor", "end").line();
        if (overlay.isKnown()) {
            tree(svg, before, parents, depth);
        } else {
            ring(svg, overlay.traffic(from, to));
        }
        return Figures.close(svg);
    }

    private void tree(Markup svg, int[] before, int[] parents, int[] depth) {
        double[] x = new double[parents.length];
        double slot = place(parents, x);
        for (int i = 0; i < x.length; i++) {
            x[i] = WIDTH * (x[i] + 0.5) / slot;
        }
        for (int i = 0; i < parents.length; i++) {
            int p = parents[i];
            if (p != Overlay.NONE) {
                svg.leaf("path", "class", p == before[i] ? "edge" : "edge new", "d", "M" + px(x[p]) + " "
                        + px(TOP + LEVEL * depth[p]) + "L" + px(x[i]) + " " + px(TOP + LEVEL * depth[i]));
            }
        }
        for (int i = 0; i < parents.length; i++) {
            bubble(svg, i, x[i], TOP + LEVEL * depth[i], parents[i] == Overlay.NONE);
        }
    }

    private void bubble(Markup svg, int node, double x, double y, boolean root) {
        svg.leaf("circle", "class", root ? "bubble root" : "bubble", "cx", px(x), "cy", px(y), "r", px(RADIUS));
        svg.element("text", recording.nodes().get(node), "class", "node", "x", px(x), "y", px(y + 5), "text-anchor",
                "middle").line();
    }

    /** Leaves side by side, parents above the middle of their children; returns how many places there are. */
    private static double place(int[] parents, double[] x) {
        int next = 0;
        for (int i = 0; i < parents.length; i++) {
            if (parents[i] == Overlay.NONE) {
                next = place(i, parents, x, next);
            }
        }
        return next;
    }

    private static int place(int node, int[] parents, double[] x, int next) {
        double first = -1;
        double last = -1;
        int free = next;
        for (int kid = 0; kid < parents.length; kid++) {
            if (parents[kid] == node) {
                free = place(kid, parents, x, free);
                first = first < 0 ? x[kid] : first;
                last = x[kid];
            }
        }
        x[node] = first < 0 ? free : (first + last) / 2;
        return first < 0 ? free + 1 : free;
    }

    private static int[] depths(int[] parents) {
        int[] depth = new int[parents.length];
        for (int i = 0; i < parents.length; i++) {
            for (int p = parents[i]; p != Overlay.NONE; p = parents[p]) {
                depth[i]++;
            }
        }
        return depth;
    }

    /** Of a node program that is not ours only the traffic is known. */
    private void ring(Markup svg, Map<List<Integer>, Integer> traffic) {
        int n = recording.nodes().size();
        double most = traffic.values().stream().mapToInt(c -> c).max().orElse(1);
        traffic.forEach((pair, count) -> svg.leaf("path", "class", "edge", "style",
                "stroke-width:" + px(Math.max(0.5, 6 * count / most)), "d",
                "M" + px(ringX(pair.get(0), n)) + " " + px(ringY(pair.get(0), n)) + "L" + px(ringX(pair.get(1), n))
                        + " "
                        + px(ringY(pair.get(1), n))));
        for (int i = 0; i < n; i++) {
            bubble(svg, i, ringX(i, n), ringY(i, n), false);
        }
    }

    private static double ringX(int i, int n) {
        return WIDTH / 2 + 80 * Math.sin(2 * Math.PI * i / n);
    }

    private static double ringY(int i, int n) {
        return TOP + 85 - 80 * Math.cos(2 * Math.PI * i / n);
    }
}
