package org.espalier.simulator;

import java.util.List;

import org.espalier.core.cast.CastVariant;
import org.espalier.core.log.LogVariant;

/**
 * The core and the codec as they should be, or with a known defect, by the name that the node program gives it; or the sound
 * core with a host that fails it.
 *
 * @param name empty when all is sound
 * @param checksum whether the codec holds packets to their checksum
 */
public record Mutant(String name, CastVariant cast, LogVariant log, HostVariant host, boolean checksum) {

    /** The sound core. */
    public static final Mutant NONE = new Mutant("", CastVariant.SOUND, LogVariant.SOUND, HostVariant.SOUND,
            true);

    private static final String NO_CHECKSUM = "no-checksum";

    /**
     * The core with this defect; the sound one for an empty name.
     *
     * @throws IllegalArgumentException when there is none of that name; the message names those there are
     */
    public static Mutant named(String name) {
        if (name.isEmpty()) {
            return NONE;
        }
        if (name.equals(NO_CHECKSUM)) {
            return new Mutant(name, CastVariant.SOUND, LogVariant.SOUND, HostVariant.SOUND, false);
        }
        for (HostVariant variant : HostVariant.values()) {
            if (variant != HostVariant.SOUND && variant.label().equals(name)) {
                return new Mutant(name, CastVariant.SOUND, LogVariant.SOUND, variant, true);
            }
        }
        if (List.of(CastVariant.LABELS.split(", ")).contains(name)) {
            return new Mutant(name, CastVariant.named(name), LogVariant.SOUND, HostVariant.SOUND,
                    true);
        }
        try {
            return new Mutant(name, CastVariant.SOUND, LogVariant.named(name), HostVariant.SOUND, true);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "unknown mutant " + name + "; there are " + NO_CHECKSUM + ", " + CastVariant.LABELS + ", "
                            + HostVariant.labels() + ", " + LogVariant.labels(),
                    e);
        }
    }
}
