package org.espalier.checkers.multicast;

import java.util.Arrays;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.IntList;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/**
 * Whoever has a message has all earlier ones of its sender that are for itself, of its group and of others. Only the
 * greatest demand of each sender needs to be looked at. O(n + k·m) for n deliveries of m messages at k members.
 */
// spec: GroupCast.tla!GapFree
public final class GapFree {

    /** The property's name. */
    public static final String NAME = "GapFree";

    private GapFree() {}

    /** Judges every member; a violation is a missing message. */
    public static PropertyResult check(GroupHistory h) {
        Findings findings = new Findings(NAME);
        int[] demand = new int[h.members()];
        int[] demandedBy = new int[h.members()];
        for (int q = 0; q < h.members(); q++) {
            int member = q;
            int[] at = h.positions(q);
            Arrays.fill(demand, 0);
            IntList log = h.log(q);
            for (int i = 0; i < log.size(); i++) {
                int m = log.get(i);
                int o = h.sender(m);
                if (o != GroupHistory.NOBODY && h.earlier(m) > demand[o]) {
                    demand[o] = h.earlier(m);
                    demandedBy[o] = m;
                }
            }
            for (int o = 0; o < h.members(); o++) {
                int by = demandedBy[o];
                for (int k = 0; k < demand[o]; k++) {
                    int missing = h.acknowledged(o).get(k);
                    if (at[missing] == GroupHistory.NEVER && h.isFor(missing, q)) {
                        findings.add(() -> explain(h, member, by, at[by], missing));
                    }
                }
            }
        }
        return findings.result(h.deliveries());
    }

    private static Violation explain(GroupHistory h, int q, int m, int position, int missing) {
        Speech speech = new Speech(h);
        return new Violation(NAME, Why.ACKNOWLEDGED_BEFORE, h.node(h.nodeOf(q)), speech.delivery(m, position),
                speech.delivery(missing, GroupHistory.NEVER), h.name(q) + " delivered " + speech.at(m, position)
                        + " and never " + speech.name(missing) + ", although " + speech.acknowledgedBefore(m, missing));
    }
}
