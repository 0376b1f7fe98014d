package org.espalier.checkers;

/** What a checker concludes, from best to worst. */
public enum Verdict {
    /** Everything that was asked for holds. */
    VALID,
    /** The history does not decide it. */
    UNKNOWN,
    /** A violation was found. */
    INVALID;

    /** {@link #VALID} or {@link #INVALID}. */
    public static Verdict of(boolean holds) {
        return holds ? VALID : INVALID;
    }

    /** The worse of the two. */
    public Verdict merge(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Maelstrom's {@code valid?}: true, "unknown" or false. */
    public Object toTree() {
        return switch (this) {
            case VALID -> true;
            case UNKNOWN -> "unknown";
            case INVALID -> false;
        };
    }
}
