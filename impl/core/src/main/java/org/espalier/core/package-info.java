/** What every layer of the core shares: the observer of its actions and the error of a broken invariant. */
@NullMarked
package org.espalier.core;

import org.jspecify.annotations.NullMarked;
