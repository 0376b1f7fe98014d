package org.espalier.workbench.report;

import java.util.Locale;

/**
 * Where things are in a space-time diagram: time runs to the right, node {@code i} lives on line {@code i} from the top.
 *
 * @param from the time at the left edge, in nanoseconds
 * @param to the time at the right edge
 * @param left the left edge, in pixels
 * @param right the right edge
 * @param top the line of the first node
 * @param row from one line to the next
 */
record Plane(long from, long to, double left, double right, double top, double row) {

    /** Of its way, how far a message that was lost when it was sent is drawn. */
    static final double LOST_AT = 0.3;
    /** Of its way, how far a message that died at a cut is drawn: nearly home. */
    static final double CUT_AT = 0.82;

    double x(long time) {
        return left + (right - left) * (time - from) / (to - from);
    }

    double y(int node) {
        return top + row * node;
    }

    /**
     * The line of a message: where it begins and where it ends, at its receiver or at the cross.
     *
     * @param arrives whether there is an arrowhead at the end, rather than a cross
     */
    record Line(double x1, double y1, double x2, double y2, boolean arrives) {}

    /** A message is a straight line from its sending to its delivery; what was lost ends on that line. */
    Line line(Transit t) {
        double x1 = x(t.sent());
        double y1 = y(t.from());
        double x2 = x(t.end());
        double y2 = y(t.to());
        double part = switch (t.fate()) {
            case DELIVERED -> 1;
            case LOST -> LOST_AT;
            case CORRUPTED, PARTITIONED, UNDELIVERED -> CUT_AT;
        };
        return new Line(x1, y1, x1 + part * (x2 - x1), y1 + part * (y2 - y1), t.delivered());
    }

    /** A number as it is written into a drawing. */
    static String px(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
