package org.espalier.workbench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.HdrHistogram.Histogram;
import org.espalier.checkers.history.Op;
import org.espalier.workbench.net.Fate;
import org.espalier.workbench.net.Traffic;
import org.jspecify.annotations.Nullable;

/** Numbers of a run that are nobody's verdict. */
public final class Measures {

    private static final double[] QUANTILES = {0.5, 0.95, 0.99, 1};

    private Measures() {}

    /** Messages in Maelstrom's form, per operation that was asked for, and what became of those between servers. */
    static Map<String, @Nullable Object> net(Traffic traffic, long operations) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", true);
        tree.put("all", count(traffic.all(), operations));
        tree.put("clients", count(traffic.clients(), 0));
        Map<String, @Nullable Object> servers = count(traffic.servers(), operations);
        servers.put("bytes", traffic.bytes());
        servers.put("lost-count", traffic.ended(Fate.LOST));
        servers.put("corrupted-count", traffic.ended(Fate.CORRUPTED));
        servers.put("partitioned-count", traffic.ended(Fate.PARTITIONED));
        servers.put("duplicated-count", traffic.duplicates());
        servers.put("undelivered-count", traffic.ended(Fate.UNDELIVERED));
        tree.put("servers", servers);
        tree.put("lateness-ms", quantiles(traffic.lateness()));
        return tree;
    }

    private static Map<String, @Nullable Object> count(Traffic.Count count, long operations) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("send-count", count.sent());
        tree.put("recv-count", count.received());
        tree.put("msg-count", count.sent());
        if (operations > 0) {
            tree.put("msgs-per-op", (double) count.sent() / operations);
        }
        return tree;
    }

    /** How many operations clients asked for, the final reads included. */
    static long operations(List<Op> ops) {
        return ops.stream().filter(op -> op.isClient() && op.type() == Op.Type.INVOKE).count();
    }

    /** For each function, how long the operations took that succeeded, in milliseconds. */
    public static Map<String, @Nullable Object> perf(List<Op> ops) {
        Map<String, Histogram> latencies = new TreeMap<>();
        Map<Integer, Op> open = new HashMap<>();
        for (Op op : ops) {
            if (op.isClient()) {
                Op invoked = op.type() == Op.Type.INVOKE ? open.put(op.process(), op) : open.remove(op.process());
                if (op.type() == Op.Type.OK && invoked != null) {
                    latencies.computeIfAbsent(op.f(), f -> new Histogram(3_600_000_000L, 3))
                            .recordValue(Math.max(0, op.time() - invoked.time()) / 1000);
                }
            }
        }
        Map<String, @Nullable Object> byF = new LinkedHashMap<>();
        latencies.forEach((f, histogram) -> byF.put(f, quantiles(histogram)));
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", true);
        tree.put("latencies-ms", byF);
        return tree;
    }

    /** Quantiles of microseconds, in milliseconds; null of nothing. */
    static @Nullable Map<String, @Nullable Object> quantiles(Histogram micros) {
        if (micros.getTotalCount() == 0) {
            return null;
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        for (double q : QUANTILES) {
            tree.put(Replay.number(q), micros.getValueAtPercentile(100 * q) / 1000.0);
        }
        return tree;
    }

    /** The nodes none of whose answers came: to any final read, or in a workload without them to anything at all. */
    static List<String> silent(List<Op> ops, List<String> nodes, boolean finalReads) {
        Map<String, Boolean> answered = new LinkedHashMap<>();
        for (Op op : ops) {
            if (op.isClient() && op.node() != null && op.isFinal() == finalReads) {
                boolean answer = op.type() != Op.Type.INVOKE && !"net-timeout".equals(op.error());
                answered.merge(op.node(), answer, Boolean::logicalOr);
            }
        }
        List<String> silent = new ArrayList<>();
        for (String node : nodes) {
            if (Boolean.FALSE.equals(answered.get(node))) {
                silent.add(node);
            }
        }
        return silent;
    }
}
