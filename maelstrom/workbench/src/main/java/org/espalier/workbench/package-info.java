/**
 * The workbench: runs any program as the nodes of a distributed system over a network that it makes slow, lossy and
 * divided, asks it what a workload asks, and judges what it answered.
 *
 * <p>{@link org.espalier.workbench.TestPlan} says what to run, {@link org.espalier.workbench.Run} runs it, and
 * {@link org.espalier.workbench.TestResult} says how it went.
 */
@NullMarked
package org.espalier.workbench;

import org.jspecify.annotations.NullMarked;
