package org.espalier.checkers.delivery;

import org.espalier.checkers.delivery.Violation.Why;

/**
 * Only what was multicast is delivered: no message that nobody was asked for, none before it was asked for, and none that
 * its origin had refused for good. O(n) for n deliveries.
 */
// spec: FifoCast.tla!NoCreation
public final class NoCreation {

    /** The property's name. */
    public static final String NAME = "NoCreation";

    private NoCreation() {}

    /** Judges every delivery. */
    public static PropertyResult check(DeliveryHistory h) {
        Findings findings = new Findings(NAME);
        for (int q = 0; q < h.nodes(); q++) {
            int[] log = h.log(q);
            for (int i = 0; i < log.length; i++) {
                int m = log[i];
                if (h.origin(m) == DeliveryHistory.NOBODY || h.ahead(m) || h.refused(m)) {
                    int node = q;
                    int position = i;
                    findings.add(() -> explain(h, node, m, position));
                }
            }
        }
        return findings.result(h.deliveries());
    }

    private static Violation explain(DeliveryHistory h, int q, int m, int position) {
        Words words = new Words(h);
        Why why;
        String but;
        if (h.origin(m) == DeliveryHistory.NOBODY) {
            why = Why.NEVER_ASKED;
            but = "which nobody was asked for";
        } else if (h.ahead(m)) {
            why = Why.AHEAD_OF_REQUEST;
            but = "which was seen before anybody was asked for it";
        } else {
            why = Why.REFUSED;
            but = "which " + h.node(h.origin(m)) + " had refused for good";
        }
        return new Violation(NAME, why, h.node(q), words.delivery(m, position), null,
                h.node(q) + " delivered " + words.at(m, position) + ", " + but);
    }
}
