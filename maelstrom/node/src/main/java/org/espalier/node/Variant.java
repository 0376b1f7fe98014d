package org.espalier.node;

import org.espalier.core.cast.CastVariant;
import org.espalier.core.log.LogVariant;

/** How the core's layers behave: as they should, or one of them with a known defect. */
public record Variant(CastVariant cast, LogVariant log) {

    /** As they should. */
    public static final Variant SOUND = new Variant(CastVariant.SOUND, LogVariant.SOUND);
}
