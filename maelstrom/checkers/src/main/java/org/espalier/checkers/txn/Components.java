package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The strongly connected components of a graph of which only some kinds of edges are looked at: sets of transactions that all
 * come before one another. Found by the algorithm of Tarjan (1972), with a stack of our own, because histories are long.
 */
final class Components {

    private static final int NONE = -1;

    private final Graph graph;
    private final int mask;
    private final int[] index;
    private final int[] low;
    private final int[] of;
    private final int[] stack;
    private int top;
    private final List<int[]> cyclic = new ArrayList<>();

    private Components(Graph graph, int mask) {
        this.graph = graph;
        this.mask = mask;
        index = new int[graph.size()];
        low = new int[graph.size()];
        of = new int[graph.size()];
        stack = new int[graph.size()];
        Arrays.fill(index, NONE);
        Arrays.fill(of, NONE);
    }

    /** The components by edges of the kinds in a set. */
    static Components of(Graph graph, int mask) {
        Components components = new Components(graph, mask);
        components.find();
        return components;
    }

    /** The components of two transactions and more, each in the order of ids, the one with the smallest id first. */
    List<int[]> cyclic() {
        return cyclic;
    }

    /** Whether two transactions are in one component. */
    boolean together(int a, int b) {
        return of[a] == of[b];
    }

    private void find() {
        int[] path = new int[graph.size()];
        int[] next = new int[graph.size()];
        int visited = 0;
        int components = 0;
        for (int root = 0; root < graph.size(); root++) {
            if (index[root] != NONE) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            visited = enter(root, visited, next);
            while (depth >= 0) {
                int at = path[depth];
                if (next[at] < graph.end(at)) {
                    int place = next[at]++;
                    int to = graph.target(place);
                    if ((graph.mask(place) & mask) == 0 || of[to] != NONE) {
                        continue;
                    }
                    if (index[to] == NONE) {
                        visited = enter(to, visited, next);
                        path[++depth] = to;
                    } else {
                        low[at] = Math.min(low[at], index[to]);
                    }
                } else {
                    if (low[at] == index[at]) {
                        close(at, components++);
                    }
                    depth--;
                    if (depth >= 0) {
                        low[path[depth]] = Math.min(low[path[depth]], low[at]);
                    }
                }
            }
        }
        cyclic.sort((a, b) -> Integer.compare(a[0], b[0]));
    }

    private int enter(int txn, int visited, int[] next) {
        index[txn] = visited;
        low[txn] = visited;
        next[txn] = graph.begin(txn);
        stack[top++] = txn;
        return visited + 1;
    }

    private void close(int root, int component) {
        int last = top;
        do {
            top--;
            of[stack[top]] = component;
        } while (stack[top] != root);
        if (last - top > 1) {
            int[] members = Arrays.copyOfRange(stack, top, last);
            Arrays.sort(members);
            cyclic.add(members);
        }
    }
}
