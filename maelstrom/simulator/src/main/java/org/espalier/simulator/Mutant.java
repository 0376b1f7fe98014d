package org.espalier.simulator;

import org.espalier.core.cast.CastVariant;
import org.espalier.core.log.LogVariant;

/**
 * The core and the codec as they should be, or with a known defect, by the name that the node program gives it.
 *
 * @param name empty when all is sound
 * @param checksum whether the codec holds packets to their checksum
 */
public record Mutant(String name, CastVariant cast, LogVariant log, boolean checksum) {

    /** The sound core. */
    public static final Mutant NONE = new Mutant("", CastVariant.SOUND, LogVariant.SOUND, true);

    private static final String OTHERS = "no-checksum, no-sync, no-dedup";

    /**
     * The core with this defect; the sound one for an empty name.
     *
     * @throws IllegalArgumentException when there is none of that name; the message names those there are
     */
    public static Mutant named(String name) {
        if (name.isEmpty()) {
            return NONE;
        }
        if (name.equals("no-checksum")) {
            return new Mutant(name, CastVariant.SOUND, LogVariant.SOUND, false);
        }
        if (name.equals("no-sync") || name.equals("no-dedup")) {
            return new Mutant(name, CastVariant.named(name), LogVariant.SOUND, true);
        }
        try {
            return new Mutant(name, CastVariant.SOUND, LogVariant.named(name), true);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "unknown mutant " + name + "; there are " + OTHERS + ", " + LogVariant.labels(), e);
        }
    }
}
