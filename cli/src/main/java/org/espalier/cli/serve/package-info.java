/** A store in the browser: a table of its runs, their pages and files, and two runs side by side. */
@NullMarked
package org.espalier.cli.serve;

import org.jspecify.annotations.NullMarked;
