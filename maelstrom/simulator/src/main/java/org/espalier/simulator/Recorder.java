package org.espalier.simulator;

import org.espalier.core.node.Packet;

/**
 * Hears what becomes of packets and messages, for a picture of the run. It changes nothing, and a run without one records
 * nothing. Times are microseconds of virtual time, members are named by their index.
 */
public interface Recorder extends Watch<Packet> {

    /** A member was asked to multicast a message; or could not be asked, being down or paused. */
    void asked(long at, int node, int message, boolean heard);

    /** A member answered for its message. */
    void answered(long at, int node, int message, boolean committed);

    /** A member delivered a message. */
    void delivered(long at, int node, int message);
}
