/**
 * The network of a run: every message has a deadline of its own, drawn when it is sent, so that a link keeps no order;
 * partitions drop what is due, loss, duplication and corruption strike what is sent, and every message's fate is recorded.
 *
 * <p>Nothing here knows a process or an operation: an endpoint is a name with an inbox.
 */
@NullMarked
package org.espalier.workbench.net;

import org.jspecify.annotations.NullMarked;
