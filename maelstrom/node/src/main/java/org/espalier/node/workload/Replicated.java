package org.espalier.node.workload;

/**
 * A workload whose state is a function of the payloads delivered so far, on every node alike. The methods here are called
 * by the node, never in the middle of one another.
 */
public interface Replicated extends Workload {

    /** Takes in a payload that some member multicast, this one included. The array is shared: it is only read. */
    void deliver(byte[] payload);

    /** The state, for a member that is too far behind to be given the payloads one by one. */
    byte[] snapshot();

    /** Replaces the state by another member's {@link #snapshot}. */
    void install(byte[] state);
}
