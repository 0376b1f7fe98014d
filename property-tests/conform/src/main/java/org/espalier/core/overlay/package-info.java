/** The overlay, as its specifications see it. */
@org.jspecify.annotations.NullMarked
package org.espalier.core.overlay;
