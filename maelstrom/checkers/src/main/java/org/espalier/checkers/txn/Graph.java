package org.espalier.checkers.txn;

import java.util.Arrays;
import java.util.List;

/** Transactions and which comes before which; does not change. */
final class Graph {

    private final List<Edge> edges;
    /** The edges in the order of where they begin: those of transaction t are numbered from begin[t] to begin[t + 1] - 1. */
    private final int[] begin;
    private final int[] edge;
    private final int[] target;
    private final int[] mask;

    /** The graph of so many transactions. */
    Graph(int size, List<Edge> edges) {
        this.edges = edges;
        begin = new int[size + 1];
        edge = new int[edges.size()];
        target = new int[edges.size()];
        mask = new int[edges.size()];
        for (Edge e : edges) {
            begin[e.from() + 1]++;
        }
        for (int t = 0; t < size; t++) {
            begin[t + 1] += begin[t];
        }
        int[] next = Arrays.copyOf(begin, size);
        for (int i = 0; i < edges.size(); i++) {
            Edge e = edges.get(i);
            int at = next[e.from()]++;
            edge[at] = i;
            target[at] = e.to();
            mask[at] = e.kind().mask();
        }
    }

    int size() {
        return begin.length - 1;
    }

    int begin(int txn) {
        return begin[txn];
    }

    int end(int txn) {
        return begin[txn + 1];
    }

    int target(int at) {
        return target[at];
    }

    /** The kind at a place, as a set. */
    int mask(int at) {
        return mask[at];
    }

    Edge edge(int at) {
        return edges.get(edge[at]);
    }
}
