package org.espalier.cli.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.history.HistoryFile;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/** How long the operations of a run took, second by second: the median and the longest of those that were asked in it. */
final class LatencySeries {

    /** Later seconds are left out. */
    private static final int MAX_SECONDS = 3_600;

    private LatencySeries() {}

    /** Columns: seconds, medians and longest in milliseconds; empty ones when the history cannot be read. */
    static Map<String, @Nullable Object> of(Path directory) {
        Map<Integer, List<Double>> bySecond = new HashMap<>();
        Map<Integer, Op> open = new HashMap<>();
        try {
            HistoryFile.at(directory.resolve(HistoryFile.JSON_NAME)).forEach(op -> {
                if (op.isClient()) {
                    Op asked = op.type() == Op.Type.INVOKE ? open.put(op.process(), op) : open.remove(op.process());
                    if (op.type() == Op.Type.OK && asked != null) {
                        int second = Math.clamp(asked.time() / 1_000_000_000L, 0, MAX_SECONDS);
                        bySecond.computeIfAbsent(second, s -> new ArrayList<>())
                                .add((op.time() - asked.time()) / 1e6);
                    }
                }
            });
        } catch (java.io.IOException | RuntimeException e) { // half written: what was read is shown
            open.clear();
        }
        List<Object> seconds = new ArrayList<>();
        List<Object> medians = new ArrayList<>();
        List<Object> longest = new ArrayList<>();
        bySecond.keySet().stream().sorted().forEach(second -> {
            double[] all = bySecond.getOrDefault(second, List.of()).stream().mapToDouble(d -> d).toArray();
            Arrays.sort(all);
            seconds.add((long) second);
            medians.add(all[all.length / 2]);
            longest.add(all[all.length - 1]);
        });
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("seconds", seconds);
        columns.put("median", medians);
        columns.put("longest", longest);
        return columns;
    }
}
