package org.espalier.checkers.multicast;

import org.espalier.checkers.delivery.Violation.Delivery;

/** The phrases that explanations are made of. */
final class Speech {

    private final GroupHistory h;

    Speech(GroupHistory h) {
        this.h = h;
    }

    /** "17 (causal, of n1 to g0)". */
    String name(int m) {
        return h.label(m) + (h.sender(m) == GroupHistory.NOBODY
                ? ""
                : " (" + h.order(m).label() + ", of " + h.name(h.sender(m)) + " to " + h.group(m) + ")");
    }

    /** "17 (causal, of n1 to g0) at position 12". */
    String at(int m, int position) {
        return name(m) + " at position " + position;
    }

    /** "before 9 (fifo, of n0 to g1) at position 14", or "and never 9 (fifo, of n0 to g1)". */
    String late(int m, int position) {
        return position == GroupHistory.NEVER ? "and never " + name(m) : "before " + at(m, position);
    }

    /** The sender of {@code m} had accepted {@code cause} before. */
    String acknowledgedBefore(int m, int cause) {
        return h.name(h.sender(m)) + " had acknowledged " + h.label(cause) + " (index " + h.ackedIndex(cause)
                + ") before it was asked for " + h.label(m) + " (index " + h.askedIndex(m) + ")";
    }

    /** A message at a position for the record of a violation. */
    Delivery delivery(int m, int position) {
        int sender = h.sender(m);
        return new Delivery(h.label(m), sender == GroupHistory.NOBODY ? null : h.node(h.nodeOf(sender)),
                position == GroupHistory.NEVER ? -1 : position);
    }
}
