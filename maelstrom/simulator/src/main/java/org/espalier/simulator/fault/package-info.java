/** What goes wrong in a run: each fault says what, where and from when to when, and nothing else happens. */
@NullMarked
package org.espalier.simulator.fault;

import org.jspecify.annotations.NullMarked;
