/**
 * Holds the events of a run against the specifications: each must be a step that TLC's evaluator finds, with its arguments
 * bound, in one of the states that the events before it have led to.
 */
@org.jspecify.annotations.NullMarked
package org.espalier.trace;
