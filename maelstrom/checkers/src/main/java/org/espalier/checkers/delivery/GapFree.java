package org.espalier.checkers.delivery;

import java.util.Arrays;

import org.espalier.checkers.delivery.Violation.Why;

/**
 * Whoever has a message of an origin has all earlier ones of that origin, in whatever order. Only the greatest demand of
 * each origin needs to be looked at. O(n + k·m) for n deliveries of m messages at k nodes.
 */
// spec: FifoCast.tla!GapFree
public final class GapFree {

    /** The property's name. */
    public static final String NAME = "GapFree";

    private GapFree() {}

    /** Judges every node; a violation is a missing message. */
    public static PropertyResult check(DeliveryHistory h) {
        Findings findings = new Findings(NAME);
        Positions positions = new Positions(h);
        int[] demand = new int[h.nodes()];
        int[] demandedBy = new int[h.nodes()];
        for (int q = 0; q < h.nodes(); q++) {
            int node = q;
            int[] at = positions.at(q);
            Arrays.fill(demand, 0);
            for (int m : h.log(q)) {
                int o = h.origin(m);
                if (o != DeliveryHistory.NOBODY && h.earlier(m) > demand[o]) {
                    demand[o] = h.earlier(m);
                    demandedBy[o] = m;
                }
            }
            for (int o = 0; o < h.nodes(); o++) {
                int[] acknowledged = h.acknowledged(o);
                int by = demandedBy[o];
                for (int k = 0; k < demand[o]; k++) {
                    int missing = acknowledged[k];
                    if (at[missing] == DeliveryHistory.NEVER) {
                        findings.add(() -> explain(h, node, by, at[by], missing));
                    }
                }
            }
        }
        return findings.result(h.deliveries());
    }

    private static Violation explain(DeliveryHistory h, int q, int m, int position, int missing) {
        Words words = new Words(h);
        return new Violation(NAME, Why.ACKNOWLEDGED_BEFORE, h.node(q), words.delivery(m, position),
                words.delivery(missing, DeliveryHistory.NEVER),
                h.node(q) + " delivered " + words.at(m, position) + " and never " + words.name(missing) + ", although "
                        + words.acknowledgedBefore(m, missing));
    }
}
