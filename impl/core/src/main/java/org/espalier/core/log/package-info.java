/**
 * The totally ordered log: a root sequences, a majority of voters makes durable, everyone delivers the same prefix.
 */
@NullMarked
package org.espalier.core.log;

import org.jspecify.annotations.NullMarked;
