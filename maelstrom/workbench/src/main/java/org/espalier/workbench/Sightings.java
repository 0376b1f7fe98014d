package org.espalier.workbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * When broadcast values had reached every node, from the recorded messages.
 *
 * <p>Reads show it only as often as somebody reads. Where the nodes are Espalier's, their packets are understood: a frame
 * {@code [order,"msg",stream,origin,seq,payload]} carries a value, and a node has heard it when the first such frame is
 * handed to it. That a gap can still keep it from being delivered makes this a lower bound while messages are lost, and exact
 * but for the node's own microseconds while none are. Of other programs nothing is known, and nothing said.
 */
final class Sightings {

    /** A file beyond this is not read again only to measure. */
    private static final long MOST_BYTES = 1L << 30;
    private static final String MARK = ",\"msg\",";

    private final List<String> nodes;
    /** For each value the moment at which each node first heard it. */
    private final Map<Object, long[]> heard = new HashMap<>();

    private Sightings(List<String> nodes) {
        this.nodes = nodes;
    }

    /**
     * From the acknowledgement of a value to the moment at which the last node had heard it, as a value tree.
     *
     * @return null where it cannot be told
     */
    static @Nullable Map<String, @Nullable Object> everywhere(Path messages, List<String> nodes, List<Op> ops)
            throws IOException {
        if (nodes.size() < 2 || Files.size(messages) > MOST_BYTES) {
            return null;
        }
        Sightings sightings = new Sightings(nodes);
        try (BufferedReader in = Files.newBufferedReader(messages)) {
            String line = in.readLine();
            while (line != null) {
                if (line.contains(MARK) && Json.parse(line) instanceof Map<?, ?> m
                        && "delivered".equals(m.get("fate"))) {
                    sightings.look(m.get("body"), nodes.indexOf(m.get("dest")), m.get("at"));
                }
                line = in.readLine();
            }
        }
        return sightings.heard.isEmpty() ? null : sightings.tree(ops);
    }

    private void look(@Nullable Object tree, int node, @Nullable Object at) {
        if (node < 0 || !(at instanceof Long moment)) {
            return;
        }
        if (tree instanceof Map<?, ?> map) {
            map.values().forEach(v -> look(v, node, at));
        } else if (tree instanceof List<?> list) {
            if (list.size() == 6 && "msg".equals(list.get(1)) && list.get(5) instanceof String payload) {
                hear(payload, node, moment);
            } else {
                list.forEach(v -> look(v, node, at));
            }
        }
    }

    private void hear(String value, int node, long at) {
        long[] first = heard.computeIfAbsent(value, v -> {
            long[] never = new long[nodes.size()];
            Arrays.fill(never, Long.MAX_VALUE);
            return never;
        });
        first[node] = Math.min(first[node], at);
    }

    private Map<String, @Nullable Object> tree(List<Op> ops) {
        Histogram micros = new Histogram(3_600_000_000L, 3);
        long missing = 0;
        for (Op op : ops) {
            if (op.is(Op.Type.OK, "broadcast") || op.is(Op.Type.OK, "multicast")) {
                long[] first = heard.get(Json.text(payload(op.value())));
                long last = first == null ? Long.MAX_VALUE : last(first, nodes.indexOf(op.node()));
                if (last == Long.MAX_VALUE) {
                    missing++;
                } else {
                    micros.recordValue(Math.max(0, last - op.time()) / 1000);
                }
            }
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", true);
        tree.put("heard-everywhere-count", micros.getTotalCount());
        tree.put("not-everywhere-count", missing);
        tree.put("latencies-ms", Measures.quantiles(micros));
        return tree;
    }

    /** What a node is told of by the others: of a multicast the group and the message. */
    private static @Nullable Object payload(@Nullable Object value) {
        return value instanceof Map<?, ?> multicast
                ? Arrays.asList(multicast.get("group"), multicast.get("message"))
                : value;
    }

    /** When the last of the others heard it; the origin has it from its client. */
    private static long last(long[] first, int origin) {
        long last = 0;
        for (int node = 0; node < first.length; node++) {
            last = node == origin ? last : Math.max(last, first[node]);
        }
        return last;
    }
}
