package org.espalier.workbench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.espalier.workbench.report.Content.Cast;

/**
 * Finds the order in which the nodes count themselves, the root of the tree first. Messages name an origin by its index in
 * that order, and nobody has a multicast to send before its origin has sent it.
 */
final class HeapOrder {

    private HeapOrder() {}

    /** Per index in the nodes' own order the position of the node in {@code names}. */
    static int[] of(List<String> names, List<Transit> transits) {
        int n = names.size();
        Map<Cast, Transit> earliest = new HashMap<>();
        for (Transit t : transits) {
            for (Cast cast : t.content().casts()) {
                earliest.merge(cast, t, (a, b) -> b.sent() < a.sent() ? b : a);
            }
        }
        int[][] votes = new int[n][n];
        earliest.forEach((cast, t) -> {
            if (cast.origin() >= 0 && cast.origin() < n) {
                votes[cast.origin()][t.from()]++;
            }
        });
        int[] node = new int[n];
        boolean[] taken = new boolean[n];
        Arrays.fill(node, -1);
        for (int i = 0; i < n; i++) {
            for (int candidate = 0; candidate < n; candidate++) {
                boolean more = node[i] < 0 ? votes[i][candidate] > 0 : votes[i][candidate] > votes[i][node[i]];
                if (!taken[candidate] && more) {
                    node[i] = candidate;
                }
            }
            if (node[i] >= 0) {
                taken[node[i]] = true;
            }
        }
        // Who never multicast has no index that matters: the rest, in their order.
        for (int i = 0, free = 0; i < n; i++) {
            if (node[i] < 0) {
                while (taken[free]) {
                    free++;
                }
                node[i] = free;
                taken[free] = true;
            }
        }
        return node;
    }

    /** The names, and all else that counts nodes, in the nodes' own order. */
    static Recording apply(Recording r) {
        int[] node = of(r.nodes(), r.transits());
        int[] index = new int[node.length];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < node.length; i++) {
            index[node[i]] = i;
            names.add(r.nodes().get(node[i]));
        }
        // Origins are in the nodes' order already.
        return new Recording(names,
                r.transits().stream().map(t -> new Transit(t.id(), index[t.from()], index[t.to()], t.sent(), t.due(),
                        t.at(), t.fate(), t.copy(), t.content())).toList(),
                r.faults(),
                r.outages().stream().map(o -> new Recording.Outage(index[o.node()], o.what(), o.start(), o.end()))
                        .toList(),
                r.requests().stream().map(q -> new Recording.Request(index[q.node()], q.f(), q.ok(),
                        q.invoked(), q.completed())).toList(),
                r.end());
    }
}
