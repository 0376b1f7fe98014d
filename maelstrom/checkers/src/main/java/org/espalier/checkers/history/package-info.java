/** Operation histories: what clients asked, what they were answered, and the files that hold it. */
@NullMarked
package org.espalier.checkers.history;

import org.jspecify.annotations.NullMarked;
