package org.espalier.simulator;

/**
 * A property that a run violates.
 *
 * @param property its name, as in the specification; {@code Crash} for an exception that the core must never throw
 * @param text what happened, in a sentence
 */
public record Finding(String property, String text) {}
