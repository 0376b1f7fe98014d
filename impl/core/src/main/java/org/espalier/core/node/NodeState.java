package org.espalier.core.node;

import java.util.List;
import java.util.Optional;

import org.espalier.core.cast.CastState;
import org.espalier.core.link.ArqLink;
import org.espalier.core.link.Detector;
import org.espalier.core.log.LogState;
import org.espalier.core.overlay.Tree;

/**
 * All that a {@link Node} is between two steps: the states of its layers, each in the terms of its specification. Nothing
 * else survives a step.
 *
 * @param tree empty when the host says the neighbours
 * @param total empty in a group without a log
 * @param peers whom this member has exchanged frames with, in the order in which it met them
 * @param neighbours ascending
 */
public record NodeState(Detector.State detector, Optional<Tree.State> tree, CastState fifo, CastState causal,
        Optional<LogState> total, List<Met> peers, List<Integer> neighbours) {

    /** The link to {@code peer}, and the highest incarnation seen of it, 0 for none. */
    public record Met(int peer, long incarnation, ArqLink.State<Packet.Body> link) {}

    /** Copies its lists. */
    public NodeState {
        peers = List.copyOf(peers);
        neighbours = List.copyOf(neighbours);
    }
}
