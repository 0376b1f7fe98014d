package org.espalier.checkers.stream;

import org.espalier.checkers.delivery.PropertyResult;

/** Judges one property. It is told of every event once that makes sense, and before anything else takes note of it. */
interface Rule {

    /** A member delivers a message, for the first time or again. */
    default void deliver(Member q, Message m, boolean again) {}

    /** A member that is in a view installs the next one. */
    default void install(Member q, View from, View to) {}

    /** A member has crashed and is no longer there. */
    default void crash(Member q) {}

    /**
     * The verdict.
     *
     * @param rest whether everything has come to rest, so that what is missing stays missing
     */
    PropertyResult result(boolean rest);
}
