/**
 * Judges delivery histories event by event, while they happen or as they are read: what is kept is what somebody still has
 * to deliver, however long the history is. The properties and their names are those of the specifications, as in
 * {@code org.espalier.checkers.delivery}, which judges whole histories in memory.
 */
@org.jspecify.annotations.NullMarked
package org.espalier.checkers.stream;
