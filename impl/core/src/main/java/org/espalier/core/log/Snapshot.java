package org.espalier.core.log;

import java.util.List;

/**
 * What the first {@code index} entries of the log have come to: the application's state, and what the sequencer must
 * remember of them.
 *
 * @param index how many entries it stands for, from 1
 * @param last per member, the identity of its last entry among them
 * @param state the application's, opaque; shared, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Snapshot(long index, List<Last> last, byte[] state) {

    /** The last entry of one origin: life and number in that life, both 0 for none. */
    public record Last(long incarnation, long seq) {

        /** No entry yet. */
        public static final Last NONE = new Last(0, 0);
    }

    public Snapshot {
        last = List.copyOf(last);
        if (index < 1) {
            throw new IllegalArgumentException("a snapshot of " + index + " entries");
        }
    }
}
