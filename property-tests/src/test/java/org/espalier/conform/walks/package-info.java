/** Random walks through the worlds of shipped classes, in models that are too large to be walked whole. */
@org.jspecify.annotations.NullMarked
package org.espalier.conform.walks;
