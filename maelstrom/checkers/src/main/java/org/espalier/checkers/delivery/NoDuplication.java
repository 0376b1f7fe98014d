package org.espalier.checkers.delivery;

import org.espalier.checkers.delivery.Violation.Why;

/** No message is delivered twice at one node. O(n + k·m) for n deliveries of m messages at k nodes. */
// spec: FifoCast.tla!NoDuplication
public final class NoDuplication {

    /** The property's name. */
    public static final String NAME = "NoDuplication";

    private NoDuplication() {}

    /** Judges every delivery. */
    public static PropertyResult check(DeliveryHistory h) {
        Findings findings = new Findings(NAME);
        Positions positions = new Positions(h);
        for (int q = 0; q < h.nodes(); q++) {
            int[] first = positions.at(q);
            int[] log = h.log(q);
            for (int i = 0; i < log.length; i++) {
                if (first[log[i]] != i) {
                    int node = q;
                    int again = i;
                    findings.add(() -> explain(h, node, log[again], first[log[again]], again));
                }
            }
        }
        return findings.result(h.deliveries());
    }

    private static Violation explain(DeliveryHistory h, int q, int m, int first, int again) {
        Words words = new Words(h);
        return new Violation(NAME, Why.REPEATED, h.node(q), words.delivery(m, again), words.delivery(m, first),
                h.node(q) + " delivered " + words.at(m, first) + " and again at position " + again);
    }
}
