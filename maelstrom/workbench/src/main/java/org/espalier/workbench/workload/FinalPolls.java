package org.espalier.workbench.workload;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * How a client of kafka ends, as Jepsen's do: it gives itself up, assigns itself every log from its beginning, and polls until
 * it has reached what anybody ever saw. When it loses its positions it begins again.
 */
final class FinalPolls implements Requests.Closing {

    private static final long NOTHING_NEW_MILLIS = 100;

    private final List<String> keys;
    private final Map<String, Long> missing;
    private boolean assigned;
    private boolean idle;

    /** The end of a client that is to reach these offsets. */
    FinalPolls(Map<String, Long> offsets) {
        keys = List.copyOf(offsets.keySet());
        missing = new TreeMap<>(offsets);
    }

    @Override
    public @Nullable Request next(@Nullable Op previous) {
        idle = false;
        if (missing.isEmpty()) {
            return null;
        }
        if (previous == null) {
            return Request.of("crash", null);
        }
        boolean ok = previous.type() == Op.Type.OK;
        if (previous.f().equals("assign")) {
            assigned = ok;
        } else if (previous.type() == Op.Type.INFO) {
            assigned = false;
        }
        Map<String, Long> reached = ok ? KafkaRequests.offsets(previous.value(), "poll") : Map.of();
        missing.entrySet().removeIf(e -> reached.getOrDefault(e.getKey(), -1L) >= e.getValue());
        if (missing.isEmpty()) {
            return null;
        }
        if (reached.isEmpty() && !previous.f().equals("crash") && !(ok && previous.f().equals("assign"))) {
            idle = true;
        }
        return assigned
                ? new Request("poll", List.of(List.of("poll")), true)
                : new Request("assign", keys, true);
    }

    @Override
    public long pauseMillis() {
        return idle ? NOTHING_NEW_MILLIS : 0;
    }
}
