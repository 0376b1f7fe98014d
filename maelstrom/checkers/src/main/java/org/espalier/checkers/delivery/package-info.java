/**
 * What each node delivered, in order, and the properties that this must have. The properties carry the names of their TLA+
 * definitions.
 */
@NullMarked
package org.espalier.checkers.delivery;

import org.jspecify.annotations.NullMarked;
