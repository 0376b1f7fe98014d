package org.espalier.workbench.report;

import static org.espalier.workbench.report.Plane.px;

/** The key to the marks of a space-time diagram, as one line of it. */
final class Legend {

    private static final double LETTER = 7.2;

    private Legend() {}

    static void draw(Markup svg, double left, double y) {
        double x = left;
        x = line(svg, x, y, "first", "the multicast that is followed");
        x = line(svg, x, y, "data", "other multicasts");
        x = line(svg, x, y, "tree", "repair of the tree");
        x = line(svg, x, y, "upkeep", "acknowledgements, heartbeats");
        x = line(svg, x, y, "data copy", "duplicate");
        svg.open("g", "class", "m data lost").leaf("path", "class", "cross", "d",
                "M" + px(x) + " " + px(y - 8) + "l8 8m0 -8l-8 8").close();
        svg.element("text", "lost", "class", "axis", "x", px(x + 14), "y", px(y)).line();
    }

    private static double line(Markup svg, double x, double y, String kind, String words) {
        svg.open("g", "class", "m " + kind).leaf("path", "d", "M" + px(x) + " " + px(y - 4) + "h24")
                .leaf("path", "class", "head", "d", "M" + px(x + 20) + " " + px(y - 7) + "l8 3l-8 3Z").close();
        svg.element("text", words, "class", "axis", "x", px(x + 34), "y", px(y)).line();
        return x + 34 + LETTER * words.length() + 20;
    }
}
