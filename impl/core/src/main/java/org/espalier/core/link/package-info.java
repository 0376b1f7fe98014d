/** The reliable link between two members, and the failure detector: what everything above stands on. */
@NullMarked
package org.espalier.core.link;

import org.jspecify.annotations.NullMarked;
