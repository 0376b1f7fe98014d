/**
 * A disk in memory that fails as disks do, from a seed: for tests and the simulator.
 */
@NullMarked
package org.espalier.runtime.storage.faulty;

import org.jspecify.annotations.NullMarked;
