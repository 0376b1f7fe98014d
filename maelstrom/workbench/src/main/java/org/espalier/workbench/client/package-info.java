/** Clients: one request at a time, to one node, with everything that happens recorded in one order. */
@NullMarked
package org.espalier.workbench.client;

import org.jspecify.annotations.NullMarked;
