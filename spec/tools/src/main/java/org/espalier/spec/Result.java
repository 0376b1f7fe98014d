package org.espalier.spec;

import java.util.Locale;

/** The kinds of answer that TLC gives. */
public enum Result {
    /** The whole state space (or every random walk) was explored, and nothing is wrong. */
    OK,
    /** A state violates an invariant. */
    INVARIANT,
    /** A step or a behaviour violates a property. */
    PROPERTY,
    /** A state has no successor. */
    DEADLOCK,
    /** An ASSUME does not hold. */
    ASSUMPTION,
    /** A module or a configuration cannot be read. */
    PARSE,
    /** Anything else: an expression that cannot be evaluated, no memory, a crash. */
    ERROR;

    /** The word that the manifest uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
