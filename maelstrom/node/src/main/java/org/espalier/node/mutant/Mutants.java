package org.espalier.node.mutant;

import java.util.List;
import java.util.function.Function;

import org.espalier.core.cast.CastVariant;
import org.espalier.core.log.LogVariant;
import org.espalier.node.Variant;

/** The known defects, by name. */
public final class Mutants implements Function<String, Variant> {

    /** @throws IllegalArgumentException when there is none of that name; the message names those there are */
    @Override
    public Variant apply(String name) {
        if (name.equals("no-checksum")) {
            return new Variant(CastVariant.SOUND, LogVariant.SOUND, false);
        }
        if (List.of(CastVariant.LABELS.split(", ")).contains(name)) {
            return new Variant(CastVariant.named(name), LogVariant.SOUND);
        }
        try {
            return new Variant(CastVariant.SOUND, LogVariant.named(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "unknown mutant " + name + "; there are no-checksum, " + CastVariant.LABELS + ", "
                            + LogVariant.labels(),
                    e);
        }
    }
}
