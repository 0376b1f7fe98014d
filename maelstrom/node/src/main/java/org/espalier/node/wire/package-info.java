/** What nodes say to each other, as message bodies of the Maelstrom protocol. */
@NullMarked
package org.espalier.node.wire;

import org.jspecify.annotations.NullMarked;
