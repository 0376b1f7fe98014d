/** The worlds of the links: in the package of the classes they drive, whose single actions are not public. */
@org.jspecify.annotations.NullMarked
package org.espalier.core.link;
