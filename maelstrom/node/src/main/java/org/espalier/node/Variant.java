package org.espalier.node;

import org.espalier.core.cast.CastVariant;
import org.espalier.core.log.LogVariant;

/**
 * How the layers behave: as they should, or one of them with a known defect.
 *
 * @param checksum whether what other nodes say is held to its checksum
 */
public record Variant(CastVariant cast, LogVariant log, boolean checksum) {

    /** With these layers of the core. */
    public Variant(CastVariant cast, LogVariant log) {
        this(cast, log, true);
    }

    /** As they should. */
    public static final Variant SOUND = new Variant(CastVariant.SOUND, LogVariant.SOUND);
}
