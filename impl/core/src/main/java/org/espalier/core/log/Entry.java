package org.espalier.core.log;

/**
 * One entry of the log. Its identity is (origin, incarnation, seq): the log holds it once, whatever is resubmitted.
 *
 * @param origin index of the member that submitted it
 * @param incarnation that member's life, from 1
 * @param seq counts what that life submitted, from 1
 * @param payload what the application submitted; shared, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Entry(int origin, long incarnation, long seq, byte[] payload) {
    public Entry {
        if (origin < 0 || incarnation < 1 || seq < 1) {
            throw new IllegalArgumentException("entry " + seq + " of life " + incarnation + " of member " + origin);
        }
    }
}
