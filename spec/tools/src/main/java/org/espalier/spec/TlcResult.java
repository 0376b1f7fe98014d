package org.espalier.spec;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one run of TLC said.
 *
 * @param result    the kind of answer
 * @param violated  what is violated, by the name TLC gives: an invariant's or property's name, or the location of a
 *                  formula ({@code line 4, col 18 …}); null when TLC gives none
 * @param trace     the behaviour it printed, or null
 * @param counts    the size of what was explored
 * @param temporal  temporal properties took part
 * @param actions   how often each action fired; empty without coverage
 * @param messages  errors and warnings, one text each
 * @param printed   what was printed beside the messages (the last thousand lines): {@code PrintT}, stack traces
 * @param version   TLC's banner
 * @param exit      the exit code of its process
 */
public record TlcResult(Result result, @Nullable String violated, @Nullable Trace trace, Counts counts,
        boolean temporal, List<ActionCount> actions, List<String> messages, List<String> printed, String version,
        int exit) {

    public TlcResult {
        actions = List.copyOf(actions);
        messages = List.copyOf(messages);
        printed = List.copyOf(printed);
    }

    /**
     * The size of an exploration; −1 stands for a number that TLC did not print.
     *
     * @param generated states computed, repetitions included
     * @param distinct  different states
     * @param left      states whose successors were not computed
     * @param depth     length of the longest shortest path
     */
    public record Counts(long generated, long distinct, long left, long depth) {

        static final Counts NONE = new Counts(-1, -1, -1, -1);
    }

    /**
     * How often an action fired.
     *
     * @param action   its name
     * @param module   where it is defined
     * @param line     and at which line
     * @param distinct new states it led to
     * @param fired    steps it made
     */
    public record ActionCount(String action, String module, int line, long distinct, long fired) {}

    /** Whether {@link #violated} is a name rather than the location of a formula. */
    public boolean violationIsNamed() {
        return violated != null && !violated.contains(" ");
    }

    TlcResult withResult(Result other) {
        return new TlcResult(other, violated, trace, counts, temporal, actions, messages, printed, version, exit);
    }
}
