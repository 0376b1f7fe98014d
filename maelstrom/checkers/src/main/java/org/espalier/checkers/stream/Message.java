package org.espalier.checkers.stream;

import org.espalier.checkers.delivery.Violation.Delivery;
import org.jspecify.annotations.Nullable;

/** A message that somebody who is there has not delivered yet. */
final class Message {

    /** A position for what was never delivered. */
    static final int NEVER = -1;

    final Member origin;
    /** How many messages its origin had multicast before. */
    final int number;
    final Object label;
    final @Nullable String digest;
    /** By member: how many of its messages happened before this one; members that came later have none. */
    final int[] past;
    /** The view in which it was multicast, if any. */
    final @Nullable View view;
    final long line;
    /** How many of the members that are there lack it. */
    int lacking;
    /** Who delivered it first, perhaps a member that is gone. */
    @Nullable
    Member taker;

    Message(Member origin, Object label, @Nullable String digest, int[] past, long line) {
        this.origin = origin;
        this.number = origin.sent;
        this.label = label;
        this.digest = digest;
        this.past = past;
        this.view = origin.view;
        this.line = line;
    }

    /** "17 (of n1)". */
    String name() {
        return label + " (of " + origin.name + ")";
    }

    Delivery at(int position) {
        return new Delivery(label, origin.name, position);
    }
}
