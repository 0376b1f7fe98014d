/** The fast checkers against definitions that are written down as they are, pair by pair. */
@NullMarked
package org.espalier.checkers.properties;

import org.jspecify.annotations.NullMarked;
