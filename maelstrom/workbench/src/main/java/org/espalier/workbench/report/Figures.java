package org.espalier.workbench.report;

import static org.espalier.workbench.report.Plane.px;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What all drawings share: their style, and how numbers are written. */
public final class Figures {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Figures() {}

    /** The style sheet of the drawings: light and dark, in colours that colour-blind people can tell apart. */
    public static String css() {
        try (InputStream in = Figures.class.getResourceAsStream("figures.css")) {
            if (in == null) {
                throw new IllegalStateException("figures.css is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a drawing; one that stands alone brings its style and its background. */
    static void open(Markup svg, String id, boolean alone, double width, double height, String title) {
        if (alone) {
            svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + px(width) + " " + px(height),
                    "class", "figure alone", "role", "img", "aria-labelledby", id + "-title");
            svg.open("style").raw("\n" + css()).close();
            svg.leaf("rect", "class", "paper", "width", px(width), "height", px(height));
        } else {
            svg.open("svg", "viewBox", "0 0 " + px(width) + " " + px(height), "width", px(width), "height",
                    px(height), "class", "figure", "role", "img", "aria-labelledby", id + "-title");
        }
        svg.element("title", title, "id", id + "-title").line();
    }

    static String close(Markup svg) {
        return svg.close().line().toString();
    }

    /** A round step of time so that a span has at most so many. */
    static long step(long span, int most) {
        long step = MICRO;
        while (true) {
            for (int factor : new int[]{1, 2, 5}) {
                if (span / (step * factor) <= most) {
                    return step * factor;
                }
            }
            step *= 10;
        }
    }

    /** A time on an axis with such steps. */
    static String time(long nanos, long step) {
        int digits = 0;
        for (long unit = SECOND; unit > step; unit /= 10) {
            digits++;
        }
        return String.format(Locale.ROOT, "%." + digits + "f s", (double) nanos / SECOND);
    }

    /** A time of the run. */
    public static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", (double) nanos / SECOND);
    }

    /** A duration. */
    public static String millis(long nanos) {
        if (nanos >= 10 * SECOND) {
            return String.format(Locale.ROOT, "%.0f s", (double) nanos / SECOND);
        }
        if (nanos >= SECOND) {
            return String.format(Locale.ROOT, "%.1f s", (double) nanos / SECOND);
        }
        return nanos >= 10 * MILLI
                ? Math.round((double) nanos / MILLI) + " ms"
                : String.format(Locale.ROOT, "%.1f ms", (double) nanos / MILLI);
    }
}
