/** The overlay: who is whose parent, and how the tree repairs itself. It decides routes and never order. */
@NullMarked
package org.espalier.core.overlay;

import org.jspecify.annotations.NullMarked;
