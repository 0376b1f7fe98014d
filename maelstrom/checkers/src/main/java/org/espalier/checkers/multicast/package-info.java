/** Whether multicasts to overlapping groups keep what {@code GroupCast.tla} says, of each message its own order. */
@NullMarked
package org.espalier.checkers.multicast;

import org.jspecify.annotations.NullMarked;
