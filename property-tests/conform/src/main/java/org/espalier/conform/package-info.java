/**
 * Whether a specification and the class that ships are the same labelled transition graph: every state of a bounded
 * model, every step from it, both ways.
 *
 * <p>{@link org.espalier.conform.World} is a system built of shipped objects, {@link org.espalier.conform.SpecGraph} the
 * specification as TLC evaluates it, {@link org.espalier.conform.Comparison} walks the two side by side.
 */
@org.jspecify.annotations.NullMarked
package org.espalier.conform;
