package org.espalier.checkers.multicast;

import java.util.Arrays;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.IntList;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/**
 * Messages of one sender are delivered in the order in which they were multicast, whatever their groups and orders.
 *
 * <p>Of all the messages of a sender that a member has delivered so far only the one with the most before it matters,
 * because what comes before a message of a sender is a prefix of what the sender acknowledged. A delivery is late exactly if
 * it lies inside that prefix. O(n + k·m) for n deliveries of m messages at k members.
 *
 * <p>As in the specification a second delivery of one message is out of order too.
 */
// spec: GroupCast.tla!FifoOrder
public final class FifoOrder {

    /** The property's name. */
    public static final String NAME = "FifoOrder";

    private FifoOrder() {}

    /** Judges every delivery; a violation is one that comes too late. */
    public static PropertyResult check(GroupHistory h) {
        Findings findings = new Findings(NAME);
        int[] demand = new int[h.members()];
        int[] demandedAt = new int[h.members()];
        for (int q = 0; q < h.members(); q++) {
            int member = q;
            int[] first = h.positions(q);
            Arrays.fill(demand, 0);
            IntList log = h.log(q);
            for (int i = 0; i < log.size(); i++) {
                int m = log.get(i);
                int o = h.sender(m);
                if (o == GroupHistory.NOBODY) {
                    continue; // NoCreation speaks of it
                }
                if (first[m] != i || h.rank(m) < demand[o]) {
                    int before = first[m] == i ? demandedAt[o] : first[m];
                    int late = i;
                    findings.add(() -> explain(h, member, before, late));
                }
                if (h.earlier(m) > demand[o]) {
                    demand[o] = h.earlier(m);
                    demandedAt[o] = i;
                }
            }
        }
        return findings.result(h.deliveries());
    }

    private static Violation explain(GroupHistory h, int q, int before, int late) {
        Speech speech = new Speech(h);
        int effect = h.log(q).get(before);
        int cause = h.log(q).get(late);
        if (effect == cause) {
            return new Violation(NAME, Why.REPEATED, h.node(h.nodeOf(q)), speech.delivery(cause, late),
                    speech.delivery(cause, before), h.name(q) + " delivered " + speech.at(cause, before)
                            + " and again at position " + late);
        }
        return new Violation(NAME, Why.ACKNOWLEDGED_BEFORE, h.node(h.nodeOf(q)), speech.delivery(effect, before),
                speech.delivery(cause, late), h.name(q) + " delivered " + speech.at(effect, before) + " before "
                        + speech.at(cause, late) + ", although " + speech.acknowledgedBefore(effect, cause));
    }
}
