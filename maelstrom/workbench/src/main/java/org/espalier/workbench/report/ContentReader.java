package org.espalier.workbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.espalier.workbench.report.Content.Cast;
import org.espalier.workbench.report.Content.TreeFrame;
import org.jspecify.annotations.Nullable;

/**
 * Understands what our own node program writes to its like; anything else is {@link Content#UNKNOWN}.
 *
 * <p>{@code {"type":"espalier","i":…,"j":…,"m":[frame, …]}}, a frame being an array that begins with its name; a multicast
 * is {@code ["data",a,b,n,ordered,[order,"msg",sid,origin,seq,payload]]}; in total order it is an entry
 * {@code [origin,incarnation,seq,payload]} of the list at the end, or near it, of what is proposed, appended or fetched. The
 * origin is an index into the members as the nodes order them, not as the recording does.
 */
final class ContentReader {

    private static final String TYPE = "espalier";
    private static final String LOG = "log";

    private ContentReader() {}

    static Content read(@Nullable Object body) {
        if (!(body instanceof Map<?, ?> map) || !TYPE.equals(map.get("type"))
                || !(map.get("m") instanceof List<?> frames)) {
            return Content.UNKNOWN;
        }
        List<TreeFrame> tree = new ArrayList<>();
        List<Cast> casts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Object frame : frames) {
            if (frame instanceof List<?> f && !f.isEmpty() && f.get(0) instanceof String name) {
                words.add(frame(name, f, tree, casts));
            }
        }
        return new Content(true, tree, casts, String.join(", ", words));
    }

    /** Takes in one frame; returns what it is, for people. */
    private static String frame(String name, List<?> frame, List<TreeFrame> tree, List<Cast> casts) {
        return switch (name) {
            case "attach", "accept", "busy", "detach" -> {
                String kind = name.toUpperCase(Locale.ROOT);
                tree.add(new TreeFrame(kind, number(frame, 1)));
                yield kind;
            }
            case "data" -> "DATA" + message(frame, 5, casts);
            case "hint" -> "hint" + message(frame, 1, casts);
            default -> name.toUpperCase(Locale.ROOT);
        };
    }

    private static String message(List<?> frame, int at, List<Cast> casts) {
        if (at >= frame.size() || !(frame.get(at) instanceof List<?> message) || message.size() < 2) {
            return "";
        }
        String name = String.valueOf(message.get(1)).toUpperCase(Locale.ROOT);
        if (LOG.equals(message.get(0))) {
            entries(name, message, casts);
        }
        if (name.equals("MSG")) {
            casts.add(new Cast(String.valueOf(message.get(0)), (int) number(message, 3), number(message, 4)));
        }
        return " " + name;
    }

    private static void entries(String name, List<?> message, List<Cast> casts) {
        int at = switch (name) {
            case "PROPOSE" -> 2;
            case "SUFFIX" -> 4;
            case "APPEND" -> 5;
            default -> message.size();
        };
        if (at < message.size() && message.get(at) instanceof List<?> entries) {
            for (Object e : entries) {
                if (e instanceof List<?> entry && entry.size() == 4) {
                    casts.add(new Cast("total", (int) number(entry, 0), number(entry, 1), number(entry, 2)));
                }
            }
        }
    }

    private static long number(List<?> list, int at) {
        return at < list.size() && list.get(at) instanceof Long n ? n : -1;
    }
}
