package org.espalier.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What the checker of a workload found wrong, in words. */
public final class Stories {

    private Stories() {}

    /**
     * Of the values of keys, of logs or of transactions: for people, each of one or several lines; empty when nothing is
     * wrong.
     *
     * @param workload the checker's result as a value tree
     */
    public static List<String> of(Map<?, ?> workload) {
        List<String> stories = new ArrayList<>();
        if (workload.get("windows") instanceof Map<?, ?> windows) {
            windows.forEach((key, window) -> {
                if (window instanceof Map<?, ?> w && w.get("text") != null) {
                    stories.add("key " + key + " is not linearizable; " + w.get("text"));
                }
            });
        }
        anomalies(workload.get("error-types"), workload, stories);
        anomalies(workload.get("bad-anomaly-types"), workload.get("anomalies"), stories);
        return stories;
    }

    /** How often there were those of the listed kinds, and the first of each. */
    private static void anomalies(@Nullable Object listed, @Nullable Object byKind, List<String> stories) {
        if (listed instanceof List<?> kinds && byKind instanceof Map<?, ?> all) {
            for (Object kind : kinds) {
                Map<?, ?> found = all.get(kind) instanceof Map<?, ?> m ? m : Map.of();
                Object first = found.get("errs") instanceof List<?> errs && !errs.isEmpty()
                        && errs.get(0) instanceof Map<?, ?> e ? e.get("text") : null;
                stories.add(kind + ", " + found.get("count") + " times" + (first == null ? "" : ", first: " + first));
            }
        }
    }
}
