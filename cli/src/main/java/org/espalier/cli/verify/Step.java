package org.espalier.cli.verify;

/**
 * One step of a verification, a row of its table.
 *
 * @param name what was done
 * @param shows what it shows
 * @param state how it stands
 * @param result that in a few words
 * @param seconds how long it took
 */
public record Step(String name, String shows, State state, String result, double seconds) {}
