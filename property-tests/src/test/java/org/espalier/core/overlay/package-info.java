/** Property tests of the overlay. */
@org.jspecify.annotations.NullMarked
package org.espalier.core.overlay;
