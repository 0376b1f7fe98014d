package org.espalier.checkers.workload;

import java.util.ArrayList;
import java.util.List;

/** A set of whole numbers as ranges: sorted, disjoint, and with a gap between any two. */
final class Ranges {

    private record Range(long low, long high) {}

    private final List<Range> ranges;

    private Ranges(List<Range> ranges) {
        this.ranges = ranges;
    }

    static Ranges of(long value) {
        return new Ranges(List.of(new Range(value, value)));
    }

    /** These numbers, and each of them plus {@code delta}. */
    Ranges orShifted(long delta) {
        List<Range> union = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < ranges.size() || j < ranges.size()) {
            Range shifted = j < ranges.size() ? shift(ranges.get(j), delta) : null;
            if (shifted == null || (i < ranges.size() && ranges.get(i).low() <= shifted.low())) {
                append(union, ranges.get(i++));
            } else {
                append(union, shifted);
                j++;
            }
        }
        return new Ranges(union);
    }

    private static Range shift(Range r, long delta) {
        return new Range(Math.addExact(r.low(), delta), Math.addExact(r.high(), delta));
    }

    /** Adds a range that begins no earlier than the last one. */
    private static void append(List<Range> union, Range next) {
        int end = union.size() - 1;
        if (end >= 0 && next.low() <= union.get(end).high() + 1) {
            Range last = union.get(end);
            union.set(end, new Range(last.low(), Math.max(last.high(), next.high())));
        } else {
            union.add(next);
        }
    }

    boolean contains(long value) {
        for (Range r : ranges) {
            if (r.low() <= value && value <= r.high()) {
                return true;
            }
        }
        return false;
    }

    /** As Maelstrom prints them: closed pairs. */
    List<Object> toTree() {
        List<Object> pairs = new ArrayList<>();
        ranges.forEach(r -> pairs.add(List.of(r.low(), r.high())));
        return pairs;
    }
}
