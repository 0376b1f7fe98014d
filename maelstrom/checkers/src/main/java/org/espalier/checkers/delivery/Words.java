package org.espalier.checkers.delivery;

import org.espalier.checkers.delivery.Violation.Delivery;

/** The sentences that explanations are made of. */
final class Words {

    private final DeliveryHistory h;

    Words(DeliveryHistory h) {
        this.h = h;
    }

    /** "17 (of n1)". */
    String name(int m) {
        int o = h.origin(m);
        return h.label(m) + (o == DeliveryHistory.NOBODY ? "" : " (of " + h.node(o) + ")");
    }

    /** "17 (of n1) at position 12", or "17 (of n1), which it never delivered". */
    String at(int m, int position) {
        return name(m) + " at position " + position;
    }

    /** "before 9 (of n0) at position 14" or "and never 9 (of n0)". */
    String late(int m, int position) {
        return position == DeliveryHistory.NEVER ? "and never " + name(m) : "before " + at(m, position);
    }

    /** The origin of {@code m} had accepted {@code cause} before. */
    String acknowledgedBefore(int m, int cause) {
        return h.node(h.origin(m)) + " had acknowledged " + h.label(cause) + index(h.ackedIndex(cause))
                + " before it was asked for " + h.label(m) + index(h.askedIndex(m));
    }

    /** The origin of {@code m} had delivered {@code cause}, at that position, before. */
    String deliveredBefore(int m, int cause, int position) {
        int o = h.origin(m);
        return h.node(o) + " had delivered " + h.label(cause) + " at position " + position
                + (h.seenIndex(o, position) == DeliveryHistory.NO_INDEX
                        ? ""
                        : ", as it said at index "
                                + h.seenIndex(o, position) + ",")
                + " before it was asked for " + h.label(m) + index(h.askedIndex(m));
    }

    /** When the delivery of a node at a position was first shown, for brackets at the end of a phrase. */
    String seen(int p, int position) {
        return index(h.seenIndex(p, position));
    }

    private static String index(long index) {
        return index == DeliveryHistory.NO_INDEX ? "" : " (index " + index + ")";
    }

    /** A message at a position for the record of a violation. */
    Delivery delivery(int m, int position) {
        int o = h.origin(m);
        return new Delivery(h.label(m), o == DeliveryHistory.NOBODY ? null : h.node(o),
                position == DeliveryHistory.NEVER ? -1 : position);
    }
}
