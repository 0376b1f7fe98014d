package org.espalier.simulator;

import org.espalier.core.cast.CastVariant;
import org.espalier.core.log.LogVariant;

/**
 * The core as it should be, or with a known defect, by the name that the node program gives it.
 *
 * @param name empty for the sound core
 */
public record Mutant(String name, CastVariant cast, LogVariant log) {

    /** The sound core. */
    public static final Mutant NONE = new Mutant("", CastVariant.SOUND, LogVariant.SOUND);

    private static final String OF_CASTS = "no-sync, no-dedup";

    /**
     * The core with this defect; the sound one for an empty name.
     *
     * @throws IllegalArgumentException when there is none of that name; the message names those there are
     */
    public static Mutant named(String name) {
        if (name.isEmpty()) {
            return NONE;
        }
        if (name.equals("no-sync") || name.equals("no-dedup")) {
            return new Mutant(name, CastVariant.named(name), LogVariant.SOUND);
        }
        try {
            return new Mutant(name, CastVariant.SOUND, LogVariant.named(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "unknown mutant " + name + "; there are " + OF_CASTS + ", " + LogVariant.labels(), e);
        }
    }
}
