package org.espalier.node.mutant;

import java.util.function.Function;

import org.espalier.core.cast.CastVariant;

/** The known defects, by name. */
public final class Mutants implements Function<String, CastVariant> {

    /** @throws IllegalArgumentException when there is none of that name; the message names those there are */
    @Override
    public CastVariant apply(String name) {
        return CastVariant.named(name);
    }
}
