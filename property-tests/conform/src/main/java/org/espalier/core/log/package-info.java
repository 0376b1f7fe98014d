/** The worlds of the log: in the package of the classes they drive, whose single actions are not public. */
@org.jspecify.annotations.NullMarked
package org.espalier.core.log;
