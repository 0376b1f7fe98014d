package org.espalier.core.cast;

import org.espalier.core.Observer;

/** Multicast that keeps the order of each origin: a loss delays only the messages of its own origin. */
public final class FifoTree extends Cast {

    /**
     * A node that has seen nothing.
     *
     * @param self this member's index
     * @param members how many members there are
     */
    public FifoTree(int self, int members, CastConfig config, Observer observer) {
        this(self, members, config, observer, CastVariant.SOUND);
    }

    /** The same, deliberately broken when {@code variant} is not {@link CastVariant#SOUND}. */
    public FifoTree(int self, int members, CastConfig config, Observer observer, CastVariant variant) {
        super(self, members, config, observer, variant);
    }
}
