package org.espalier.workbench.nemesis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How many nodes a fault strikes. */
public enum Targets {
    /** One. */
    ONE,
    /** The most that leave a majority; one where even that is none. */
    MINORITY,
    /** The fewest that are a majority. */
    MAJORITY,
    /** Every one. */
    ALL,
    /** Any number from one on, each set of nodes as likely as any other. */
    SOME;

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Draws the nodes; they come in the order in which they were given. */
    public List<String> draw(List<String> nodes, Random random) {
        int n = nodes.size();
        int majority = n / 2 + 1;
        return switch (this) {
            case ONE -> any(1, nodes, random);
            case MINORITY -> any(Math.max(1, n - majority), nodes, random);
            case MAJORITY -> any(majority, nodes, random);
            case ALL -> List.copyOf(nodes);
            case SOME -> some(nodes, random);
        };
    }

    private static List<String> any(int size, List<String> nodes, Random random) {
        List<String> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, random);
        List<String> drawn = new ArrayList<>(nodes);
        drawn.retainAll(shuffled.subList(0, size));
        return drawn;
    }

    private static List<String> some(List<String> nodes, Random random) {
        List<String> drawn = new ArrayList<>();
        while (drawn.isEmpty()) {
            nodes.stream().filter(node -> random.nextBoolean()).forEach(drawn::add);
        }
        return drawn;
    }
}
