package org.espalier.checkers.kafka;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.espalier.checkers.history.Op;
import org.espalier.checkers.kafka.Anomaly.Kind;
import org.espalier.checkers.kafka.Partition.Place;
import org.espalier.checkers.kafka.Step.Entry;
import org.jspecify.annotations.Nullable;

/** What stands in the logs, and who has seen it: each message once, at one offset, sent by somebody, seen by somebody. */
final class ContentRules {

    private final Logs logs;
    private final Anomalies found;

    ContentRules(Logs logs, Anomalies found) {
        this.logs = logs;
        this.found = found;
    }

    void judge() {
        logs.partitions().forEach(this::offsets);
        for (Step step : logs.steps()) {
            if (step.type() == Op.Type.OK) {
                Logs.forEach(step.polls(), (key, entry) -> shown(step, key, entry));
                ownSends(step);
            }
        }
        for (String key : logs.written()) {
            lost(key);
            unseen(key);
        }
    }

    private void offsets(String key, Partition log) {
        Set<Object> told = new HashSet<>();
        for (int i = 0; i < log.places().size(); i++) {
            Integer index = i;
            Place place = log.places().get(i);
            if (place.messages().size() > 1) {
                found.add(Kind.INCONSISTENT_OFFSETS, key, null,
                        () -> "offset " + place.offset() + " of key " + key + " holds "
                                + place.messages().get(0) + " for some and " + place.messages().get(1)
                                + " for others");
            }
            for (Object m : place.messages()) {
                if (!index.equals(log.last(m)) && told.add(m)) {
                    found.add(Kind.DUPLICATE, key, m,
                            () -> m + " stands at offsets " + log.offsets(m) + " of key " + key);
                }
            }
        }
    }

    private void shown(Step poll, String key, Entry entry) {
        Object m = entry.message();
        Step writer = logs.writers(key).get(m);
        if (writer == null) {
            found.add(Kind.UNEXPECTED, key, m, () -> says(poll, key, m) + ", which nobody ever sent");
        } else if (writer.type() == Op.Type.FAIL) {
            found.add(Kind.G1A, key, m, () -> says(poll, key, m) + ", although sending it had failed (index "
                    + writer.op().index() + ")");
        } else if (poll.op().index() < writer.invoked()) {
            found.add(Kind.G1C_REALTIME, key, m, () -> says(poll, key, m)
                    + " before anybody was asked to send it (index " + writer.invoked() + ")");
        }
    }

    private static String says(Step poll, String key, Object message) {
        return "process " + poll.op().process() + " polled " + message + " of key " + key + " (index "
                + poll.op().index() + ")";
    }

    private void ownSends(Step step) {
        Logs.forEach(step.sends(), (key, sent) -> {
            if (step.polls().containsKey(key)
                    && step.polls().get(key).stream().anyMatch(e -> e.message().equals(sent.message()))) {
                found.add(Kind.PRECOMMITTED_READ, key, sent.message(),
                        () -> says(step, key, sent.message()) + " in the transaction that sent it");
            }
        });
    }

    /** Messages before the greatest one that was polled must have been polled too. */
    private void lost(String key) {
        Map<Object, Step> readers = logs.readers(key);
        int bound = -1;
        Object highest = null;
        for (Object m : readers.keySet()) {
            Integer first = logs.partition(key).first(m);
            if (first != null && first > bound) {
                bound = first;
                highest = m;
            }
        }
        int most = bound;
        Object beyond = highest;
        logs.writers(key).forEach((m, writer) -> {
            if (writer.type() == Op.Type.OK && !readers.containsKey(m)) {
                Integer last = logs.partition(key).last(m);
                if (last != null && last <= most) {
                    found.add(Kind.LOST_WRITE, key, m, () -> sent(writer, key, m)
                            + ", was never polled, although " + later(key, beyond) + " was");
                }
            }
        });
    }

    private String later(String key, @Nullable Object m) {
        Step reader = m == null ? null : logs.readers(key).get(m);
        return m + (reader == null ? "" : ", which is not before it in the log (index " + reader.op().index() + "),");
    }

    private void unseen(String key) {
        logs.writers(key).forEach((m, writer) -> {
            if (writer.type() == Op.Type.OK && !logs.readers(key).containsKey(m)) {
                found.add(Kind.UNSEEN, key, m, () -> sent(writer, key, m) + ", was polled by nobody in the end");
            }
        });
    }

    private static String sent(Step writer, String key, Object m) {
        return m + ", which process " + writer.op().process() + " sent to key " + key + " (index "
                + writer.op().index() + ")";
    }
}
