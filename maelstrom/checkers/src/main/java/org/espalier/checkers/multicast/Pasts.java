package org.espalier.checkers.multicast;

import org.espalier.checkers.delivery.IntList;
import org.jspecify.annotations.Nullable;

/**
 * The past of every message: all that happened before it, however many members that took.
 *
 * <p>Among groups it has to be closed, because who passes a cause on need not have been given it. Yet it stays a prefix of
 * what each member acknowledged and a prefix of what each delivered: if a message in the past has such a prefix of a member
 * in its own past, so has the whole. So a past is two numbers for each member. A member gathers them while it acknowledges
 * and delivers, each entry once: O(k·(n + m)) for n deliveries of m messages at k members, and 2·k ints for each message.
 */
final class Pasts {

    private final int members;
    private final int[] @Nullable [] past;

    Pasts(GroupHistory h) {
        members = h.members();
        past = new int[h.messages()][];
        int[][] gathered = new int[members][2 * members];
        int[] acknowledged = new int[members];
        int[] delivered = new int[members];
        for (int m : h.asked()) {
            int p = h.sender(m);
            acknowledged[p] = gather(h.acknowledged(p), acknowledged[p], h.earlier(m), gathered[p]);
            delivered[p] = gather(h.log(p), delivered[p], h.known(m), gathered[p]);
            int[] own = gathered[p];
            own[p] = Math.max(own[p], h.earlier(m));
            own[members + p] = Math.max(own[members + p], h.known(m));
            past[m] = h.earlier(m) == 0 && h.known(m) == 0 ? new int[2 * members] : own.clone();
        }
    }

    private int gather(IntList from, int done, int to, int[] into) {
        for (int i = done; i < to; i++) {
            int[] more = past[from.get(i)];
            if (more != null) { // else nobody was asked for it by then
                for (int k = 0; k < more.length; k++) {
                    into[k] = Math.max(into[k], more[k]);
                }
            }
        }
        return Math.max(done, to);
    }

    /** How many entries of what a member acknowledged happened before a message that somebody was asked for. */
    int acknowledged(int m, int p) {
        int[] of = past[m];
        return of == null ? 0 : of[p];
    }

    /** How many deliveries of a member happened before it. */
    int delivered(int m, int p) {
        int[] of = past[m];
        return of == null ? 0 : of[members + p];
    }
}
