/** What clients ask and what answers must look like: Maelstrom's workloads, as far as they concern multicast. */
@NullMarked
package org.espalier.workbench.workload;

import org.jspecify.annotations.NullMarked;
