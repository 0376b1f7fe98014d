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

    /**
     * The variant called {@code name}.
     *
     * @param name {@code no-sync} or {@code no-dedup}
     * @throws IllegalArgumentException when there is none of that name
     */
    static CastVariant named(String name) {
        return switch (name) {
            case "no-sync" -> new NoSync();
            case "no-dedup" -> new NoDedup();
            default -> throw new IllegalArgumentException(
                    "unknown variant '" + name + "' (known: no-sync, no-dedup)");
        };
    }
}
