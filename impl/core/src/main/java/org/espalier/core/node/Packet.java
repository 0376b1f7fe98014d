package org.espalier.core.node;

import java.util.List;

import org.espalier.core.cast.CastMessage;
import org.espalier.core.link.ArqLink;
import org.espalier.core.log.LogMessage;
import org.espalier.core.overlay.Tree;

/**
 * One datagram: all that one member has to say to another at one moment. It may be lost, repeated and overtaken.
 *
 * @param src incarnation of the sender
 * @param dst incarnation of the receiver as the sender knows it, 0 when it knows none
 * @param frames in the order said, never empty
 */
public record Packet(long src, long dst, List<Frame> frames) {

    public Packet {
        frames = List.copyOf(frames);
        if (src < 1 || dst < 0 || frames.isEmpty()) {
            throw new IllegalArgumentException(
                    "packet from " + src + " to " + dst + " with " + frames.size() + " frames");
        }
    }

    /** What one layer says to the same layer of the other member. */
    public sealed interface Frame {}

    /** For the reliable link. */
    public record OnLink(ArqLink.Message<Body> message) implements Frame {}

    /** For the overlay; loses nothing by being lost. */
    public record OnTree(Tree.Message message) implements Frame {}

    /** Outside the link: what may be lost without harm. */
    public record Hint(Body body) implements Frame {}

    /** A message of a layer above the link. */
    public sealed interface Body {}

    /** Of the multicast layer that keeps {@code order}, FIFO or causal. */
    public record OnCast(Order order, CastMessage message) implements Body {}

    /** Of the log, which keeps the total order. */
    public record OnLog(LogMessage message) implements Body {}
}
