/**
 * Pictures and figures of a recorded run: what the store directory of a run says, for people.
 *
 * <p>Everything here is a function of the recording. It judges nothing: verdicts come from the checkers.
 */
@NullMarked
package org.espalier.workbench.report;

import org.jspecify.annotations.NullMarked;
