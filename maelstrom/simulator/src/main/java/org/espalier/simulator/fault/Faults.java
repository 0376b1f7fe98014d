package org.espalier.simulator.fault;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Faults as words: {@code 7 loss 2000..4000 rate=0.1}, times in milliseconds. */
public final class Faults {

    private Faults() {}

    /** For {@link #read}. */
    public static String text(Fault fault) {
        Span span = fault.span();
        StringBuilder text = new StringBuilder();
        text.append(span.id()).append(' ').append(fault.kind().label()).append(' ').append(span.from()).append("..")
                .append(span.to());
        fault.parameters().forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }

    /**
     * What {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it did not, in one line
     */
    public static Fault read(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length < 3) {
            throw new IllegalArgumentException("a fault is ID KIND FROM..TO NAME=VALUE ..., not: " + text);
        }
        String[] times = words[2].split("\\.\\.", -1);
        if (times.length != 2) {
            throw new IllegalArgumentException("a fault's time is FROM..TO, not " + words[2]);
        }
        Span span = new Span(Integer.parseInt(words[0]), Long.parseLong(times[0]), Long.parseLong(times[1]));
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 3; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException("NAME=VALUE, not " + words[i]);
            }
            values.put(pair[0], pair[1]);
        }
        return read(span, kind(words[1]), new Values(values));
    }

    private static Fault read(Span span, FaultKind kind, Values v) {
        return switch (kind) {
            case PARTITION -> new Partition(span, Partition.Shape.valueOf(v.upper("shape")), v.number("flap-ms"),
                    Partition.deaf(v.text("deaf")));
            case LOSS -> new Loss(span, v.rate());
            case DUPLICATION -> new Duplication(span, v.rate());
            case REORDERING -> new Reordering(span, v.rate(), v.number("up-to-us"));
            case LATENCY -> new Latency(span, Delay.read(v.text("delay")));
            case CORRUPTION -> new Corruption(span, v.rate());
            case CRASH -> new Crash(span, v.node(), Crash.Disk.valueOf(v.upper("disk")));
            case PAUSE -> new Pause(span, v.node());
            case DRIFT -> new Drift(span, v.node(), v.number("ppm"));
            case SLOW_DISK -> new SlowDisk(span, v.node(), v.number("us"));
            case SLOW_NODE -> new SlowNode(span, v.node(), v.number("us"));
            case SUSPICION -> new Suspicion(span, v.node(), Integer.parseInt(v.text("peer")));
        };
    }

    private static FaultKind kind(String label) {
        for (FaultKind kind : FaultKind.values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such kind of fault: " + label);
    }

    private record Values(Map<String, String> map) {

        String text(String name) {
            String value = map.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the fault needs " + name + "=");
            }
            return value;
        }

        String upper(String name) {
            return text(name).toUpperCase(Locale.ROOT);
        }

        long number(String name) {
            return Long.parseLong(text(name));
        }

        double rate() {
            return Double.parseDouble(text("rate"));
        }

        int node() {
            return Integer.parseInt(text("node"));
        }
    }
}
