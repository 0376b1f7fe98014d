package org.espalier.workbench.net;

/**
 * How long a message between two servers is under way.
 *
 * @param meanNanos the mean, in nanoseconds
 * @param shape the distribution with that mean
 */
public record Latency(long meanNanos, Shape shape) {

    /** No latency at all. */
    public static final Latency NONE = new Latency(0, Shape.CONSTANT);

    /** The distributions that Maelstrom offers. */
    public enum Shape {
        /** Always the mean. */
        CONSTANT,
        /** Anything from nothing to twice the mean, all equally likely. */
        UNIFORM,
        /** Mostly short and now and then very long. */
        EXPONENTIAL
    }

    public Latency {
        if (meanNanos < 0) {
            throw new IllegalArgumentException("latency must not be negative");
        }
    }

    /** The latency that a uniform draw {@code u} in [0, 1) stands for, in nanoseconds. */
    long at(double u) {
        return switch (shape) {
            case CONSTANT -> meanNanos;
            case UNIFORM -> (long) (u * 2 * meanNanos);
            case EXPONENTIAL -> (long) (-Math.log1p(-u) * meanNanos);
        };
    }
}
