/**
 * Defects on purpose, for showing that the tests find them. This package is a jar of its own, which nothing puts on a class
 * path but the launcher when {@code --mutant} is given.
 */
@NullMarked
package org.espalier.node.mutant;

import org.jspecify.annotations.NullMarked;
