/** What a node answers its clients: one class per workload of Maelstrom. */
@NullMarked
package org.espalier.node.workload;

import org.jspecify.annotations.NullMarked;
