package org.espalier.checkers.multicast;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.IntList;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/** Only what was multicast is delivered, and only by members of its group. O(n) for n deliveries. */
// spec: GroupCast.tla!NoCreation
public final class NoCreation {

    /** The property's name. */
    public static final String NAME = "NoCreation";

    private NoCreation() {}

    /** Judges every delivery. */
    public static PropertyResult check(GroupHistory h) {
        Findings findings = new Findings(NAME);
        for (int q = 0; q < h.members(); q++) {
            IntList log = h.log(q);
            for (int i = 0; i < log.size(); i++) {
                int m = log.get(i);
                if (!h.isFor(m, q) || h.ahead(m) || h.refused(m)) {
                    int member = q;
                    int position = i;
                    findings.add(() -> explain(h, member, m, position));
                }
            }
        }
        return findings.result(h.deliveries());
    }

    private static Violation explain(GroupHistory h, int q, int m, int position) {
        Speech speech = new Speech(h);
        Why why;
        String but;
        if (h.sender(m) == GroupHistory.NOBODY) {
            why = Why.NEVER_ASKED;
            but = "which nobody was asked for";
        } else if (!h.isFor(m, q)) {
            why = Why.NOT_FOR_THIS_NODE;
            but = "which is not for it: it does not belong to " + h.group(m);
        } else if (h.ahead(m)) {
            why = Why.AHEAD_OF_REQUEST;
            but = "which was seen before anybody was asked for it";
        } else {
            why = Why.REFUSED;
            but = "which " + h.name(h.sender(m)) + " had refused for good";
        }
        return new Violation(NAME, why, h.node(h.nodeOf(q)), speech.delivery(m, position), null,
                h.name(q) + " delivered " + speech.at(m, position) + ", " + but);
    }
}
