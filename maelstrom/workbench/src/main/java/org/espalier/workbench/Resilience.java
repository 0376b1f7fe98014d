package org.espalier.workbench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.checkers.history.Op;
import org.espalier.workbench.nemesis.FaultKind;
import org.espalier.workbench.nemesis.FaultSpan;
import org.espalier.workbench.workload.RpcError;
import org.jspecify.annotations.Nullable;

/**
 * How a system bore its faults, as clients saw it; nobody's verdict. When was each node back after the last of them? How long
 * did requests wait, and how did they end: on which side of a partition?
 *
 * <p>A client that gives itself up asks nobody, so that is not counted.
 */
final class Resilience {

    /** Where a request was made. */
    enum Side {
        /** At a node that ran, while the network was whole. */
        WHOLE,
        /** At a node that ran, and could talk with a majority. */
        MAJORITY,
        /** At a node that ran, and could not. */
        MINORITY,
        /** At a node that was killed, paused or slowed before the request had ended. */
        STRUCK;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the requests of one side ended. */
    private static final class Tally {

        private long ok;
        private long unanswered;
        private long longestNanos;
        private final Map<String, Long> definite = new TreeMap<>();
        private final Map<String, Long> indefinite = new TreeMap<>();

        void add(Op invoked, Op completed) {
            String error = error(completed);
            if (RpcError.NET_TIMEOUT.equals(error)) {
                unanswered++;
                return;
            }
            longestNanos = Math.max(longestNanos, completed.time() - invoked.time());
            if (error == null) {
                ok++;
            } else {
                (RpcError.isDefinite(error) ? definite : indefinite).merge(error, 1L, Long::sum);
            }
        }

        private static @Nullable String error(Op completed) {
            return switch (completed.error()) {
                case String name -> name;
                case List<?> list when !list.isEmpty() -> String.valueOf(list.get(0));
                case null, default -> null;
            };
        }

        Map<String, @Nullable Object> toTree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("ok-count", ok);
            tree.put("definite-errors", definite);
            tree.put("indefinite-errors", indefinite);
            tree.put("unanswered-count", unanswered);
            tree.put("longest-wait-ms", millis(longestNanos));
            return tree;
        }
    }

    private final List<FaultSpan> spans;
    private final Map<Side, Tally> tallies = new EnumMap<>(Side.class);
    private final Map<String, @Nullable Long> back = new LinkedHashMap<>();
    private final long end;

    private Resilience(List<FaultSpan> spans, List<String> nodes) {
        this.spans = spans;
        end = spans.stream().mapToLong(FaultSpan::to).max().orElse(Long.MAX_VALUE);
        nodes.forEach(node -> back.put(node, null));
    }

    /** What the history says, as a value tree; null when there were no faults. */
    static @Nullable Map<String, @Nullable Object> of(List<Op> ops, List<FaultSpan> spans, List<String> nodes) {
        if (spans.isEmpty()) {
            return null;
        }
        Resilience resilience = new Resilience(spans, nodes);
        Map<Integer, Op> open = new HashMap<>();
        for (Op op : ops) {
            if (op.isClient() && !op.f().equals("crash")) {
                Op invoked = op.type() == Op.Type.INVOKE ? open.put(op.process(), op) : open.remove(op.process());
                if (op.type() != Op.Type.INVOKE && invoked != null && op.node() != null) {
                    resilience.add(op.node(), invoked, op);
                }
            }
        }
        return resilience.toTree();
    }

    private void add(String node, Op invoked, Op completed) {
        tallies.computeIfAbsent(side(node, invoked, completed), s -> new Tally()).add(invoked, completed);
        if (completed.type() == Op.Type.OK && invoked.time() >= end && back.containsKey(node)
                && back.get(node) == null) {
            back.put(node, completed.time() - end);
        }
    }

    private Side side(String node, Op invoked, Op completed) {
        Side side = Side.WHOLE;
        for (FaultSpan span : spans) {
            if (span.kind().isOfProcesses()) {
                if (span.nodes().contains(node) && span.touches(invoked.time(), completed.time())) {
                    return Side.STRUCK;
                }
            } else if (span.touches(invoked.time(), invoked.time())) {
                side = span.nodes().contains(node) ? Side.MINORITY : Side.MAJORITY;
            }
        }
        return side;
    }

    private Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        for (FaultKind kind : FaultKind.values()) {
            long count = spans.stream().filter(s -> s.kind() == kind).count();
            if (count > 0) {
                counts.put(kind.label(), count);
            }
        }
        Map<String, @Nullable Object> progress = new LinkedHashMap<>();
        List<Long> known = new ArrayList<>();
        back.forEach((node, nanos) -> {
            progress.put(node, nanos == null ? null : millis(nanos));
            if (nanos != null) {
                known.add(nanos);
            }
        });
        Map<String, @Nullable Object> sides = new LinkedHashMap<>();
        tallies.forEach((side, tally) -> sides.put(side.label(), tally.toTree()));
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", true);
        tree.put("fault-counts", counts);
        tree.put("progress-ms", progress);
        tree.put("slowest-progress-ms", known.size() < back.size()
                ? null
                : (Object) millis(known.stream().mapToLong(n -> n).max().orElse(0)));
        tree.put("sides", sides);
        return tree;
    }

    private static double millis(long nanos) {
        return Math.floorDiv(nanos, 1000) / 1000.0;
    }
}
