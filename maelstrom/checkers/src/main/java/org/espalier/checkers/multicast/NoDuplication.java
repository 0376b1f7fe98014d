package org.espalier.checkers.multicast;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.IntList;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/** No message is delivered twice by one member. O(n + k·m) for n deliveries of m messages at k members. */
// spec: GroupCast.tla!NoDuplication
public final class NoDuplication {

    /** The property's name. */
    public static final String NAME = "NoDuplication";

    private NoDuplication() {}

    /** Judges every delivery. */
    public static PropertyResult check(GroupHistory h) {
        Findings findings = new Findings(NAME);
        Speech speech = new Speech(h);
        for (int q = 0; q < h.members(); q++) {
            int member = q;
            int[] first = h.positions(q);
            IntList log = h.log(q);
            for (int i = 0; i < log.size(); i++) {
                int m = log.get(i);
                if (first[m] != i) {
                    int again = i;
                    findings.add(() -> new Violation(NAME, Why.REPEATED, h.node(h.nodeOf(member)),
                            speech.delivery(m, again), speech.delivery(m, first[m]), h.name(member) + " delivered "
                                    + speech.at(m, first[m]) + " and again at position " + again));
                }
            }
        }
        return findings.result(h.deliveries());
    }
}
