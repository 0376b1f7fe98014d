/** The worlds of multicast: in the package of the classes they drive, whose single actions are not public. */
@org.jspecify.annotations.NullMarked
package org.espalier.core.cast;
