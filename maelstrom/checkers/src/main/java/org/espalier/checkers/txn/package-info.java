/** Judges transactions by the cycles of their dependencies, in the manner of Adya (1999) and of Elle (VLDB 2020). */
@NullMarked
package org.espalier.checkers.txn;

import org.jspecify.annotations.NullMarked;
