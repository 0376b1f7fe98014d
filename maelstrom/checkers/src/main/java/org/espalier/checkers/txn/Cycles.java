package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.txn.Anomaly.Kind;
import org.espalier.checkers.txn.CycleSearch.Wanted;

/**
 * Finds the cycles of a graph of dependencies, by their kind: first those of dependencies alone, then those that also take the
 * order of each process, then those that take the order of real time. Where a kind is found it is not looked for again with
 * more order, and of cycles in which several transactions missed something only those are told that contain no worse one.
 *
 * <p>If a graph has a cycle, one is found; and the name that it is given is that of what it is made of.
 */
final class Cycles {

    /** In more components than these no cycle of the same kind is looked for. */
    private static final int EXPLAINED = 8;

    private static final int WW = Edge.Kind.WW.mask();
    private static final int WR = Edge.Kind.WR.mask();
    private static final int RW = Edge.Kind.RW.mask();
    private static final int PROCESS = Edge.Kind.PROCESS.mask();
    private static final int WW_IN_TIME = Edge.Kind.WW_IN_TIME.mask();
    private static final int RW_IN_TIME = Edge.Kind.RW_IN_TIME.mask();
    private static final int REALTIME = Edge.Kind.REALTIME.mask();

    /** What beside dependencies makes one come before another. */
    private enum Level {
        ALONE(RW, 0), PROCESS(RW, Cycles.PROCESS), REALTIME(RW | RW_IN_TIME, Cycles.REALTIME);

        private final int rw;
        private final int order;

        Level(int rw, int order) {
            this.rw = rw;
            this.order = order;
        }

        int all() {
            return WW | WR | rw | order;
        }

        /** And what follows only from others' reads, and would make what somebody missed look like a cycle of writes. */
        int allAndDerived() {
            return this == REALTIME ? all() | WW_IN_TIME : all();
        }
    }

    /** What a cycle is made of. */
    private enum Shape {
        G0(Kind.G0, Kind.G0_PROCESS, Kind.G0_REALTIME), G1C(Kind.G1C, Kind.G1C_PROCESS,
                Kind.G1C_REALTIME), G_SINGLE(Kind.G_SINGLE, Kind.G_SINGLE_PROCESS,
                        Kind.G_SINGLE_REALTIME), G_NONADJACENT(Kind.G_NONADJACENT, Kind.G_NONADJACENT_PROCESS,
                                Kind.G_NONADJACENT_REALTIME), G2_ITEM(Kind.G2_ITEM, Kind.G2_ITEM_PROCESS,
                                        Kind.G2_ITEM_REALTIME);

        private final Kind alone;
        private final Kind process;
        private final Kind realtime;

        Shape(Kind alone, Kind process, Kind realtime) {
            this.alone = alone;
            this.process = process;
            this.realtime = realtime;
        }

        Wanted wanted(Level level) {
            return switch (this) {
                case G0 -> new Wanted(WW, WW | level.order, false);
                case G1C -> new Wanted(WR, WW | WR | level.order, false);
                case G_SINGLE -> new Wanted(level.rw, WW | WR | level.order, false);
                case G_NONADJACENT -> new Wanted(level.rw, level.all(), true);
                case G2_ITEM -> new Wanted(level.allAndDerived() & ~level.order, level.allAndDerived(), false);
            };
        }
    }

    private final List<Txn> txns;
    private final Graph graph;
    private final CycleSearch search;
    private final Anomalies found;
    /** By shape: the transactions on cycles of that shape. */
    private final Map<Shape, BitSet> on = new LinkedHashMap<>();

    private Cycles(List<Txn> txns, List<Edge> edges, Anomalies found) {
        this.txns = txns;
        this.graph = new Graph(txns.size(), edges);
        this.search = new CycleSearch(txns, graph);
        this.found = found;
        for (Shape shape : Shape.values()) {
            on.put(shape, new BitSet());
        }
    }

    /** Adds the cycles among transactions with these edges and the order of time. */
    static void find(List<Txn> txns, List<Edge> dependencies, Anomalies found) {
        List<Edge> edges = new ArrayList<>(dependencies);
        edges.addAll(TimeOrder.edges(txns));
        new Cycles(txns, edges, found).find();
    }

    private void find() {
        if (Components.of(graph, -1).cyclic().isEmpty()) {
            return;
        }
        for (Level level : Level.values()) {
            if (!Components.of(graph, level.allAndDerived()).cyclic().isEmpty()) {
                List<Shape> before = on.entrySet().stream().filter(e -> !e.getValue().isEmpty()).map(Map.Entry::getKey)
                        .toList();
                for (Shape shape : Shape.values()) {
                    if (shape == Shape.G2_ITEM || shape == Shape.G_NONADJACENT || !before.contains(shape)) {
                        find(shape, level);
                    }
                }
            }
        }
    }

    private void find(Shape shape, Level level) {
        Wanted wanted = shape.wanted(level);
        Components components = Components.of(graph, wanted.all());
        int explained = 0;
        for (int[] members : components.cyclic()) {
            if (covered(shape, members)) {
                continue;
            }
            if (explained == EXPLAINED) {
                return;
            }
            List<Edge> cycle = search.shortest(wanted, components, members, shape != Shape.G2_ITEM);
            if (!cycle.isEmpty()) {
                explained++;
                add(cycle);
            }
        }
    }

    /** Whether it is clear that a component has cycles that are worse, or known. */
    private boolean covered(Shape shape, int[] members) {
        return switch (shape) {
            case G0, G1C, G_SINGLE -> false;
            case G_NONADJACENT -> has(Shape.G_SINGLE, members) || has(Shape.G_NONADJACENT, members);
            case G2_ITEM -> on.keySet().stream().anyMatch(s -> has(s, members));
        };
    }

    private boolean has(Shape shape, int[] members) {
        BitSet some = on.getOrDefault(shape, new BitSet());
        for (int txn : members) {
            if (some.get(txn)) {
                return true;
            }
        }
        return false;
    }

    private void add(List<Edge> cycle) {
        Shape shape = shape(cycle);
        cycle.forEach(e -> on.computeIfAbsent(shape, s -> new BitSet()).set(e.from()));
        boolean realtime = cycle.stream().anyMatch(e -> e.kind().needsTime());
        boolean process = cycle.stream().anyMatch(e -> e.kind() == Edge.Kind.PROCESS);
        Kind kind = realtime ? shape.realtime : process ? shape.process : shape.alone;
        CycleText text = CycleText.of(txns, cycle);
        found.add(kind, text.transactions(), text::text);
    }

    private static Shape shape(List<Edge> cycle) {
        int missed = 0;
        boolean successive = false;
        boolean read = false;
        Edge before = cycle.get(cycle.size() - 1);
        for (Edge e : cycle) {
            read |= e.kind() == Edge.Kind.WR;
            missed += e.kind().isRw() ? 1 : 0;
            successive |= e.kind().isRw() && before.kind().isRw();
            before = e;
        }
        if (missed == 0) {
            return read ? Shape.G1C : Shape.G0;
        }
        return missed == 1 ? Shape.G_SINGLE : successive ? Shape.G2_ITEM : Shape.G_NONADJACENT;
    }
}
