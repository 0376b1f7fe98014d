/** Runs node programs as processes under faults and judges what they did. */
@NullMarked
package org.espalier.workbench;

import org.jspecify.annotations.NullMarked;
