/** Judges recorded histories; never calls the core. */
@NullMarked
package org.espalier.checkers;

import org.jspecify.annotations.NullMarked;
