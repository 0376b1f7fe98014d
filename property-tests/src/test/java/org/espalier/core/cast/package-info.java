/** Property tests of what the core is made of. */
@org.jspecify.annotations.NullMarked
package org.espalier.core.cast;
