package org.espalier.simulator;

import org.espalier.core.node.Packet;

/**
 * Hears what becomes of packets and messages, for a picture of the run. It changes nothing, and a run without one records
 * nothing. Times are microseconds of virtual time, members are named by their index.
 */
public interface Recorder {

    /** How a packet fared that never was on its way. */
    enum Loss {
        LOST, CORRUPTED
    }

    /** A packet was sent, and was lost at once. */
    void lost(long at, int from, int to, Packet packet, Loss how);

    /**
     * A packet is on its way.
     *
     * @param due when it will get there
     * @param copy whether the network made it up as a duplicate
     */
    void sent(long at, long due, int from, int to, Packet packet, boolean copy);

    /** A packet got there at the time at which it was due, and was not heard: the network was cut. */
    void cut(long due, int from, int to, Packet packet);

    /** A member was asked to multicast a message; or could not be asked, being down or paused. */
    void asked(long at, int node, int message, boolean heard);

    /** A member answered for its message. */
    void answered(long at, int node, int message, boolean committed);

    /** A member delivered a message. */
    void delivered(long at, int node, int message);
}
