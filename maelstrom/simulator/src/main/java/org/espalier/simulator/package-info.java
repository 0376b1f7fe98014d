/**
 * Whole groups of the core's nodes in one process, in virtual time, under faults: a run is a function of its schedule.
 */
@NullMarked
package org.espalier.simulator;

import org.jspecify.annotations.NullMarked;
