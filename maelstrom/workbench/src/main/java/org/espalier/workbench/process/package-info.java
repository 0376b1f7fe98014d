/** Node programs as processes: started, connected to the network by their standard streams, watched, and never left behind. */
@NullMarked
package org.espalier.workbench.process;

import org.jspecify.annotations.NullMarked;
