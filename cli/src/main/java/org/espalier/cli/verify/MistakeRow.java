package org.espalier.cli.verify;

import org.espalier.simulator.Mistake;
import org.jspecify.annotations.Nullable;

/**
 * A known mistake, and which layers of checks see it.
 *
 * @param mistake  which
 * @param tlc      the property that the broken specification violates, as TLC said in this verification or, with a word that
 *                 says so, as the manifest pins it; null when TLC did not see it
 * @param conform  whether a test shows that the class with this mistake is no longer the specification's graph
 * @param trace    the action that its events are rejected at; null when they are accepted
 * @param simulate the property that its run violates; null when it violates none
 */
public record MistakeRow(Mistake mistake, @Nullable String tlc, boolean conform, @Nullable String trace,
        @Nullable String simulate) {

    private static final int ENOUGH = 2;

    /** How many layers see it. */
    public int layers() {
        return (tlc == null ? 0 : 1) + (conform ? 1 : 0) + (trace == null ? 0 : 1) + (simulate == null ? 0 : 1);
    }

    /** Seen by one layer alone, a mistake is one mistake away from being missed. */
    public boolean good() {
        return layers() >= ENOUGH;
    }
}
