package org.espalier.core.cast;

import org.espalier.core.Observer;

/** Multicast that keeps causal order: nothing is delivered before what its origin had delivered when it was sent. */
public final class TreeCast extends Cast {

    /**
     * A node that has seen nothing.
     *
     * @param self this member's index
     * @param members how many members there are
     */
    public TreeCast(int self, int members, CastConfig config, Observer observer) {
        this(self, members, config, observer, CastVariant.SOUND);
    }

    /** The same, deliberately broken when {@code variant} is not {@link CastVariant#SOUND}. */
    public TreeCast(int self, int members, CastConfig config, Observer observer, CastVariant variant) {
        super(self, members, config, observer, variant);
    }
}
