package org.espalier.core.cast;

import java.util.List;

import org.espalier.conform.Atom;

/**
 * A frame that the link may deliver next.
 *
 * @param edge the stream it is of
 * @param up whether it is on its way to the publisher
 * @param frame as the state has it
 * @param message as the class has it
 */
record CastDelivery(int from, int to, List<Atom> edge, boolean up, Object frame, CastMessage message) {}
