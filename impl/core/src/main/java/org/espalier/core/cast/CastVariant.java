package org.espalier.core.cast;

/**
 * Deliberately broken behaviour, for showing that the checks fail. Nothing in the library chooses any but {@link Sound};
 * a test, or a program that is asked to by name, passes another to the constructor that takes one.
 */
public sealed interface CastVariant {

    /** The real protocol. */
    CastVariant SOUND = new Sound();

    /** The real protocol. */
    record Sound() implements CastVariant {}

    /** A new stream starts with what comes next, without what the subscriber lacks. */
    record NoSync() implements CastVariant {}

    /** What was delivered before is delivered again when it arrives again. */
    record NoDedup() implements CastVariant {}

    /** Of FIFO order: what arrives is delivered at once, and what came before it is taken for delivered. */
    record NoHoldback() implements CastVariant {}

    /** All names, for messages to people. */
    String LABELS = "no-sync, no-dedup, no-holdback";

    /**
     * The variant called {@code name}.
     *
     * @param name one of {@link #LABELS}
     * @throws IllegalArgumentException when there is none of that name
     */
    static CastVariant named(String name) {
        return switch (name) {
            case "no-sync" -> new NoSync();
            case "no-dedup" -> new NoDedup();
            case "no-holdback" -> new NoHoldback();
            default -> throw new IllegalArgumentException("unknown variant '" + name + "' (known: " + LABELS + ")");
        };
    }
}
