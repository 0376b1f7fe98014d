package org.espalier.simulator.fault;

/**
 * How long packets take, in microseconds.
 *
 * @param shape how the times are distributed
 * @param min the least
 * @param max the most; of an exponential distribution it cuts off what is longer, and an eighth of it is the mean
 */
public record Delay(Shape shape, long min, long max) {

    /** Distributions. */
    public enum Shape {
        /** Always {@code min}. */
        CONSTANT,
        /** Anything between the two. */
        UNIFORM,
        /** Mostly little more than {@code min}, sometimes much. */
        EXPONENTIAL
    }

    private static final int MEANS = 8;

    public Delay {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException("a delay from " + min + " to " + max + " microseconds");
        }
    }

    /** Always the same. */
    public static Delay constant(long micros) {
        return new Delay(Shape.CONSTANT, micros, micros);
    }

    /** The delay of the packet with this hash. */
    public long micros(long packet) {
        return switch (shape) {
            case CONSTANT -> min;
            case UNIFORM -> min + Hash.below(packet, max - min + 1);
            // StrictMath, as Math may differ in the last bit between machines
            case EXPONENTIAL -> Math.min(max,
                    min + (long) (-StrictMath.log(1 - Hash.unit(packet)) * ((max - min) / (double) MEANS)));
        };
    }

    /** For {@link #read}. */
    public String text() {
        return shape.name().toLowerCase(java.util.Locale.ROOT) + ":" + min + ":" + max;
    }

    /**
     * What {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it did not
     */
    public static Delay read(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a delay is SHAPE:MIN:MAX in microseconds, not " + text);
        }
        return new Delay(Shape.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT)), Long.parseLong(parts[1]),
                Long.parseLong(parts[2]));
    }
}
