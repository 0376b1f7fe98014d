package org.espalier.core;

import java.util.function.Supplier;

/**
 * An invariant of the specification does not hold: a defect of this library, never of its input. It is always checked,
 * with or without {@code -ea}; the process that sees one must not go on with the state it has.
 */
public final class SpecViolation extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String invariant;

    /**
     * @param invariant the invariant's name in the specification
     * @param detail the values that break it
     */
    public SpecViolation(String invariant, String detail) {
        super(invariant + " does not hold: " + detail);
        this.invariant = invariant;
    }

    /** The invariant's name in the specification. */
    public String invariant() {
        return invariant;
    }

    /**
     * Throws unless {@code holds}.
     *
     * @throws SpecViolation naming {@code invariant} when it does not hold
     */
    public static void check(boolean holds, String invariant, Supplier<String> detail) {
        if (!holds) {
            throw new SpecViolation(invariant, detail.get());
        }
    }
}
