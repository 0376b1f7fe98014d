package org.espalier.checkers.stream;

import org.jspecify.annotations.Nullable;

/** The part of a sequence of messages that is still needed: it grows at the end and is forgotten from the front. */
final class Window {

    private @Nullable Message[] ring = new @Nullable Message[16];
    private int from;
    private int to;

    void add(Message m) {
        if (to - from == ring.length) {
            @Nullable
            Message[] larger = new @Nullable Message[2 * ring.length];
            for (int i = from; i != to; i++) {
                larger[i & (larger.length - 1)] = ring[i & (ring.length - 1)];
            }
            ring = larger;
        }
        ring[to & (ring.length - 1)] = m;
        to = Math.addExact(to, 1);
    }

    /** The message at this place, or null if it is forgotten or not there yet. */
    @Nullable
    Message get(int place) {
        return place < from || place >= to ? null : ring[place & (ring.length - 1)];
    }

    /** The first place that is not forgotten. */
    int from() {
        return from;
    }

    /** The place that comes next. */
    int to() {
        return to;
    }

    void dropFirst() {
        ring[from & (ring.length - 1)] = null;
        from++;
    }
}
