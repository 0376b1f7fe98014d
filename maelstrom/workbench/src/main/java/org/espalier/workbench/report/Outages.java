package org.espalier.workbench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.history.Op;
import org.espalier.workbench.report.Recording.Outage;
import org.jspecify.annotations.Nullable;

/** Finds in a history when each node did not run: from {@code kill} to {@code start}, from {@code pause} to {@code resume}; and when it ran slowly. */
final class Outages {

    private record Open(String what, long start) {}

    private record Named(String node, String what, long start, long end) {}

    private static final String SLOWED = "slowed";

    /** A node may be killed while it is paused: then it is only killed. */
    private final Map<String, Open> open = new LinkedHashMap<>();
    /** A slow node may be paused or killed, too; its next life is not slow. */
    private final Map<String, Open> slow = new LinkedHashMap<>();
    private final List<Named> closed = new ArrayList<>();

    /** Takes an event of the nemesis; those that only say what is about to be done name no nodes. */
    void see(Op op) {
        if (op.value() instanceof Map<?, ?> nodes) {
            nodes.forEach((node, what) -> see(String.valueOf(node), String.valueOf(what), op.time()));
        }
    }

    private void see(String node, String what, long time) {
        if (what.equals(SLOWED)) {
            slow.put(node, new Open(what, time));
        } else if (what.equals("at-full-speed") || what.equals("killed")) {
            close(node, slow.remove(node), time);
        }
        boolean begins = what.equals("killed") || what.equals("paused");
        if (begins || what.equals("started") || what.equals("resumed")) {
            close(node, open.remove(node), time);
        }
        if (begins) {
            open.put(node, new Open(what, time));
        }
    }

    private void close(String node, @Nullable Open before, long time) {
        if (before != null) {
            closed.add(new Named(node, before.what(), before.start(), time));
        }
    }

    /** All of them, by their beginning; who does not run at the end never did again. */
    List<Outage> list(List<String> names, long end) {
        List<Named> all = new ArrayList<>(closed);
        for (Map<String, Open> still : List.of(slow, open)) {
            still.forEach((node, o) -> all.add(new Named(node, o.what(), o.start(), end)));
        }
        return all.stream().filter(o -> names.contains(o.node()))
                .map(o -> new Outage(names.indexOf(o.node()), o.what(), o.start(), o.end()))
                .sorted(Comparator.comparingLong(Outage::start)).toList();
    }
}
