/** Runs TLC on the specifications and holds its results against the manifest. */
@NullMarked
package org.espalier.spec;

import org.jspecify.annotations.NullMarked;
