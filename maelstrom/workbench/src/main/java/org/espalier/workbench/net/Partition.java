package org.espalier.workbench.net;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;

/**
 * A partition in one of the shapes that break protocols in different ways.
 *
 * @param shape its shape
 * @param cut the links that it cuts
 * @param story one line for people: who hears whom
 */
public record Partition(Shape shape, Cut cut, String story) {

    /** The shapes. */
    public enum Shape {
        /** Two camps, the smaller one first; the odd node goes to the larger. */
        HALVES,
        /** One node alone. */
        ONE,
        /** Everyone hears a majority, and no two nodes the same one; links are cut in both directions. */
        MAJORITY_RING,
        /** One camp is heard by the other and does not hear it: links that are cut in one direction only. */
        ONE_WAY,
        /** Every node alone. */
        ALL;

        /** As it is written on the command line. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Draws a partition of the given shape; needs no more than one node, but then cuts nothing. */
    public static Partition draw(Shape shape, List<String> nodes, Random random) {
        int n = nodes.size();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        return switch (shape) {
            case HALVES -> camps(shape, nodes, order, n / 2);
            case ONE -> camps(shape, nodes, order, Math.min(1, n - 1));
            case MAJORITY_RING -> ring(nodes, order);
            case ONE_WAY -> oneWay(nodes, order, n < 2 ? 0 : 1 + random.nextInt(n - 1));
            case ALL -> new Partition(shape, Cut.of(n, (from, to) -> true), "every node is alone");
        };
    }

    private static Partition camps(Shape shape, List<String> nodes, List<Integer> order, int size) {
        List<Integer> small = order.subList(0, size);
        Cut cut = Cut.of(nodes.size(), (from, to) -> small.contains(from) != small.contains(to));
        return new Partition(shape, cut,
                names(nodes, small) + " | " + names(nodes, order.subList(size, nodes.size())));
    }

    private static Partition oneWay(List<String> nodes, List<Integer> order, int size) {
        List<Integer> mute = order.subList(0, size);
        Cut cut = Cut.of(nodes.size(), (from, to) -> mute.contains(from) && !mute.contains(to));
        return new Partition(Shape.ONE_WAY, cut, names(nodes, mute) + " hear "
                + names(nodes, order.subList(size, nodes.size())) + " but are not heard");
    }

    /**
     * Nodes on a ring, each of which hears its nearest neighbours on both sides, just enough for a majority with
     * itself. (With an even number of nodes a majority cannot lie evenly around everyone, and the nodes hear one more.)
     */
    private static Partition ring(List<String> nodes, List<Integer> order) {
        int n = nodes.size();
        int reach = (n / 2 + 1) / 2;
        int[] place = new int[n];
        for (int i = 0; i < n; i++) {
            place[order.get(i)] = i;
        }
        Cut cut = Cut.of(n, (from, to) -> {
            int apart = Math.abs(place[from] - place[to]);
            return Math.min(apart, n - apart) > reach;
        });
        List<String> around = order.stream().map(nodes::get).toList();
        return new Partition(Shape.MAJORITY_RING, cut,
                "ring " + String.join(" ", around) + ", each hears " + reach + " on either side");
    }

    private static String names(List<String> nodes, List<Integer> some) {
        return String.join(" ", new TreeSet<>(some).stream().map(nodes::get).toList());
    }
}
