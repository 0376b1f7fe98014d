/** JSON (RFC 8259) as the Maelstrom protocol needs it: small, strict, bounded, and with every number kept as written. */
@NullMarked
package org.espalier.node.json;

import org.jspecify.annotations.NullMarked;
