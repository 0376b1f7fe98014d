package org.espalier.simulator.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Some members are not heard by some others.
 *
 * @param shape how it came about, for people: {@code deaf} alone decides
 * @param flapMillis if not 0, it is there for so long, then not for so long, and so on
 * @param deaf by receiver: the members that it does not hear, as bits
 */
public record Partition(Span span, Shape shape, long flapMillis, List<Long> deaf) implements Fault {

    /** Shapes, as in the workbench. */
    public enum Shape {
        /** Two sides. */
        HALVES,
        /** One member alone. */
        ONE,
        /** Everyone hears a majority, each another one. */
        MAJORITY_RING,
        /** One side does not hear the other, which hears it. */
        ONE_WAY,
        /** Two members do not hear each other. */
        PAIR,
        /** Nobody hears anybody. */
        ALL
    }

    /** Members of a group, at most: a set of them is a {@code long}. */
    public static final int MAX_MEMBERS = 64;

    public Partition {
        int hearing = 0; // members at the end that hear everybody go without saying
        while (hearing < deaf.size() && deaf.get(deaf.size() - 1 - hearing) == 0) {
            hearing++;
        }
        deaf = List.copyOf(deaf.subList(0, deaf.size() - hearing));
        Fault.notNegative(flapMillis, "flapMillis");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.PARTITION;
    }

    @Override
    public Fault at(Span when) {
        return new Partition(when, shape, flapMillis, deaf);
    }

    @Override
    public Fault among(int nodes) {
        long all = nodes == MAX_MEMBERS ? -1L : (1L << nodes) - 1;
        return new Partition(span, shape, flapMillis,
                deaf.stream().limit(nodes).map(unheard -> unheard & all).toList());
    }

    /** Whether {@code to} does not hear {@code from} while the fault is there, at that moment. */
    public boolean cuts(int from, int to, long nowMicros) {
        return to < deaf.size() && ((deaf.get(to) >>> from) & 1) == 1
                && (flapMillis == 0 || (nowMicros / 1_000 - span.from()) / flapMillis % 2 == 0);
    }

    /** Deaf members, each with those that it does not hear: {@code 0:2,3;1:2}. */
    private String cuts() {
        List<String> cuts = new ArrayList<>();
        for (int to = 0; to < deaf.size(); to++) {
            List<String> unheard = new ArrayList<>();
            for (int from = 0; from < MAX_MEMBERS; from++) {
                if (((deaf.get(to) >>> from) & 1) == 1) {
                    unheard.add(Integer.toString(from));
                }
            }
            if (!unheard.isEmpty()) {
                cuts.add(to + ":" + String.join(",", unheard));
            }
        }
        return String.join(";", cuts);
    }

    static List<Long> deaf(String cuts) {
        Long[] deaf = new Long[MAX_MEMBERS];
        Arrays.fill(deaf, 0L);
        int members = 0;
        for (String cut : cuts.isEmpty() ? new String[0] : cuts.split(";", -1)) {
            String[] parts = cut.split(":", -1);
            int to = member(parts[0]);
            members = Math.max(members, to + 1);
            for (String from : parts.length == 2 ? parts[1].split(",", -1) : new String[0]) {
                deaf[to] |= 1L << member(from);
            }
        }
        return List.of(deaf).subList(0, members);
    }

    private static int member(String text) {
        int member = Integer.parseInt(text);
        if (member < 0 || member >= MAX_MEMBERS) {
            throw new IllegalArgumentException("member " + member);
        }
        return member;
    }

    @Override
    public Map<String, String> parameters() {
        return new TreeMap<>(Map.of("shape", shape.name().toLowerCase(Locale.ROOT), "flap-ms",
                Long.toString(flapMillis), "deaf", cuts()));
    }
}
