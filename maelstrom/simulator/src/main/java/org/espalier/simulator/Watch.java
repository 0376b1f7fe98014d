package org.espalier.simulator;

/**
 * Hears what becomes of what is sent. It changes nothing. Times are microseconds of virtual time, members are named by their
 * index.
 *
 * @param <M> what is sent
 */
public interface Watch<M> {

    /** How a packet fared that never was on its way. */
    enum Loss {
        LOST, CORRUPTED
    }

    /** A packet was sent, and was lost at once. */
    void lost(long at, int from, int to, M packet, Loss how);

    /**
     * A packet is on its way.
     *
     * @param due when it will get there
     * @param copy whether the network made it up as a duplicate
     */
    void sent(long at, long due, int from, int to, M packet, boolean copy);

    /** A packet got there at the time at which it was due, and was not heard: the network was cut. */
    void cut(long due, int from, int to, M packet);
}
