/** What {@code espalier verify} found, and the page that shows it. */
@NullMarked
package org.espalier.cli.verify;

import org.jspecify.annotations.NullMarked;
