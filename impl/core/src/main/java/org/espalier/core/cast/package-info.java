/**
 * Multicast over any overlay: {@link org.espalier.core.cast.FifoTree} keeps the order of each origin,
 * {@link org.espalier.core.cast.TreeCast} keeps causal order.
 *
 * <p>Both keep one log and one cursor into it per outgoing edge. Order never depends on the overlay: edges may come and
 * go, form cycles, or be missing; that costs time and duplicates, which are dropped, and nothing else.
 */
@NullMarked
package org.espalier.core.cast;

import org.jspecify.annotations.NullMarked;
