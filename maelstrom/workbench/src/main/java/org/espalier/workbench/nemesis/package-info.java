/**
 * Faults that come and go: the network is divided and healed, nodes are killed and started again, paused and resumed, slowed; who,
 * when and for how long is the seed's choice.
 */
@NullMarked
package org.espalier.workbench.nemesis;

import org.jspecify.annotations.NullMarked;
