package org.espalier.node.workload;

/**
 * A workload whose state is a function of the payloads delivered so far, on every node alike: no clock, no chance, no hash
 * order. The methods here are called by the node, never in the middle of one another.
 */
public interface Replicated extends Workload {

    /** Takes in a payload that some member submitted, this one included. The array is shared: it is only read. */
    Result apply(byte[] payload);

    /**
     * The state, for a member that is too far behind to be given the payloads one by one, and for the disk. Nodes
     * that have applied the same payloads in the same order give the same bytes.
     */
    byte[] snapshot();

    /**
     * Replaces the state by another {@link #snapshot}.
     *
     * @throws IllegalArgumentException when it is none of this workload's, or of a version that is not known here
     */
    void install(byte[] state);
}
