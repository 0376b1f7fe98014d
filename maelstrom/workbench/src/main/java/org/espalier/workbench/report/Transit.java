package org.espalier.workbench.report;

import org.espalier.workbench.net.Fate;

/**
 * One message between servers, or one further copy of it: a line of {@code messages.jsonl}.
 *
 * @param id shared by a message and its copies
 * @param from position of the sender in {@link Recording#nodes()}
 * @param to position of the receiver
 * @param sent when it was sent, in nanoseconds of the run
 * @param due when it was to arrive
 * @param at when it ended: when it was handed over, or lost
 * @param fate how it ended
 * @param copy whether the network made it up as a duplicate
 * @param content what is known of its content
 */
public record Transit(long id, int from, int to, long sent, long due, long at, Fate fate, boolean copy,
        Content content) {

    public boolean delivered() {
        return fate == Fate.DELIVERED;
    }

    /** When its line ends: where it arrived, or would have arrived. */
    public long end() {
        return delivered() ? at : Math.max(due, sent);
    }
}
