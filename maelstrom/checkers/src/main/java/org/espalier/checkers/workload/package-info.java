/** The checkers of Maelstrom's workloads, with Maelstrom's meaning and Maelstrom's names in their results. */
@NullMarked
package org.espalier.checkers.workload;

import org.jspecify.annotations.NullMarked;
