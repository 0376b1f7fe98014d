package org.espalier.core.log;

/**
 * What a member knows of one other in the log, and what it has told it: whatever is told is a fact or a join, so it is enough
 * to remember how much of it the other has got.
 */
final class Neighbour {

    final int peer;
    /** The overlay has an edge to it. */
    boolean edge;
    /** It is talked to although the overlay has no edge, since elections failed. */
    boolean star;

    /** Its own words, not older than those under way. */
    long ep;
    long le;
    long len;
    long ble;
    long blen;

    /** It is owed a {@link LogMessage.Status}. */
    boolean statusDue;
    /** The next entry to send it, when it is in the same epoch. */
    long next;
    /** It has been sent the beginning of a snapshot, and asks for the rest itself. */
    boolean behind;
    long toldCi;
    long toldAgg;
    long toldPrm;
    long toldRows;

    Neighbour(int peer) {
        this.peer = peer;
    }

    boolean linked() {
        return edge || star;
    }

    /** Everything said on the link may be lost: both ends begin again with a status. */
    void begin() {
        ep = 0;
        le = 0;
        len = 0;
        statusDue = true;
        toldRows = 0;
        startOver();
    }

    /** It has something else than was thought, so that what was told may be wanted again. */
    void startOver() {
        next = len + 1;
        behind = false;
        toldCi = 0;
        toldAgg = 0;
        toldPrm = 0;
    }

    void says(LogMessage.Status status) {
        ep = status.ep();
        le = status.le();
        len = status.len();
        ble = status.ble();
        blen = status.blen();
        startOver();
    }

    /** It has the entries of this epoch up to {@code index}, as it has sent them. */
    void has(long index) {
        len = Math.max(len, index);
        next = Math.max(next, index + 1);
    }
}
