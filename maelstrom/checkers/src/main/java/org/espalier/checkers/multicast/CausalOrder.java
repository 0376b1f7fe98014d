package org.espalier.checkers.multicast;

import java.util.Arrays;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.IntList;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/**
 * A causal or total-order message is delivered after all that happened before it and is for the same member.
 *
 * <p>A member has two pointers for each other one: how far it has delivered, of what is for itself, the other's acknowledged
 * messages and the other's log. They only move forward while its own deliveries are walked once: O(k·(n + m)) for n
 * deliveries of m messages at k members.
 */
// spec: GroupCast.tla!CausalOrder
public final class CausalOrder {

    /** The property's name. */
    public static final String NAME = "CausalOrder";

    private CausalOrder() {}

    /** Judges every first delivery of such a message; a violation is one before which a part of its past is missing. */
    public static PropertyResult check(GroupHistory h) {
        Findings findings = new Findings(NAME);
        Pasts pasts = new Pasts(h);
        int[] acknowledged = new int[h.members()];
        int[] delivered = new int[h.members()];
        long judged = 0;
        for (int q = 0; q < h.members(); q++) {
            int[] first = h.positions(q);
            Arrays.fill(acknowledged, 0);
            Arrays.fill(delivered, 0);
            IntList log = h.log(q);
            for (int i = 0; i < log.size(); i++) {
                int m = log.get(i);
                if (h.sender(m) == GroupHistory.NOBODY || h.order(m) == MessageOrder.FIFO || first[m] != i) {
                    continue;
                }
                judged++;
                boolean whole = true;
                for (int o = 0; o < h.members() && whole; o++) {
                    int own = advance(h, h.acknowledged(o), acknowledged[o], pasts.acknowledged(m, o), first, i, q);
                    acknowledged[o] = Math.max(acknowledged[o], own);
                    int seen = advance(h, h.log(o), delivered[o], pasts.delivered(m, o), first, i, q);
                    delivered[o] = Math.max(delivered[o], seen);
                    if (own < pasts.acknowledged(m, o)) {
                        whole = false;
                        violated(findings, h, q, m, h.acknowledged(o).get(own), first, o, -1);
                    } else if (seen < pasts.delivered(m, o)) {
                        whole = false;
                        violated(findings, h, q, m, h.log(o).get(seen), first, o, seen);
                    }
                }
            }
        }
        return findings.result(judged);
    }

    /** The first entry from {@code from} on that is for {@code q} and that position {@code i} does not follow; at most {@code to}. */
    private static int advance(GroupHistory h, IntList sequence, int from, int to, int[] first, int i, int q) {
        int at = from;
        while (at < to && (first[sequence.get(at)] < i || !h.isFor(sequence.get(at), q))) {
            at++;
        }
        return at;
    }

    private static void violated(Findings findings, GroupHistory h, int q, int m, int cause, int[] first, int by,
            int position) {
        findings.add(() -> {
            Speech speech = new Speech(h);
            boolean acknowledged = position < 0;
            String because;
            if (acknowledged && by == h.sender(m)) {
                because = speech.acknowledgedBefore(m, cause);
            } else {
                because = h.name(by) + " had " + (acknowledged ? "acknowledged " : "delivered ") + h.label(cause)
                        + (acknowledged ? "" : " at position " + position)
                        + (by == h.sender(m)
                                ? " before it was asked for " + h.label(m)
                                : ", which happened before " + h.label(m) + " by way of others");
            }
            return new Violation(NAME, acknowledged ? Why.ACKNOWLEDGED_BEFORE : Why.DELIVERED_BEFORE,
                    h.node(h.nodeOf(q)), speech.delivery(m, first[m]), speech.delivery(cause, first[cause]),
                    h.name(q) + " delivered " + speech.at(m, first[m]) + " " + speech.late(cause, first[cause])
                            + ", although " + because);
        });
    }
}
