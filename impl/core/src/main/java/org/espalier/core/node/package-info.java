/**
 * One process: links, failure detector, overlay and both multicast layers composed into {@link org.espalier.core.node.Node},
 * the only class a host drives.
 */
@NullMarked
package org.espalier.core.node;

import org.jspecify.annotations.NullMarked;
