package org.espalier.node;

import java.util.Optional;

import org.espalier.core.log.Storage;

/**
 * One life of a node, which begins when it learns who it is.
 *
 * @param incarnation greater than that of any life of this node before
 * @param storage where it keeps its log, or empty: then it forgets everything when it ends
 */
record Life(long incarnation, Optional<Storage> storage) {

    /** Begins lives. */
    interface Source {

        /**
         * Begins a life of a node. Called once.
         *
         * @throws org.espalier.core.log.StorageException when there is a log and it cannot be opened
         */
        Life begin(String nodeId, Members group);
    }

    /** Lives that keep nothing. */
    static Source forgetful(long incarnation) {
        return (nodeId, group) -> new Life(incarnation, Optional.empty());
    }
}
