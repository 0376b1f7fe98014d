/** What the core costs: counts in virtual time, which are the same everywhere, and rates, which are this machine's. */
@NullMarked
package org.espalier.bench;

import org.jspecify.annotations.NullMarked;
