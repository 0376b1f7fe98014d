/** The node program that speaks the Maelstrom protocol. */
@NullMarked
package org.espalier.node;

import org.jspecify.annotations.NullMarked;
