/** Linearizability of a register that is read, written, and compared and set. */
@NullMarked
package org.espalier.checkers.register;

import org.jspecify.annotations.NullMarked;
