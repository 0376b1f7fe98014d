package org.espalier.checkers.delivery;

import java.util.Arrays;

import org.espalier.checkers.delivery.Violation.Why;

/**
 * Messages of one origin are delivered in the order in which they were sent.
 *
 * <p>One step per delivery: of all the messages of an origin delivered so far, only the one that demands most of its origin
 * matters, because the earlier messages of an origin form a prefix. A delivery is late exactly if it lies inside that
 * prefix. O(n + k·m) for n deliveries of m messages at k nodes, with no comparison of pairs.
 *
 * <p>As in the specification a second delivery of one message is out of order too.
 */
// spec: FifoCast.tla!FifoOrder
public final class FifoOrder {

    /** The property's name. */
    public static final String NAME = "FifoOrder";

    private FifoOrder() {}

    /** Judges every delivery; a violation is a delivery that comes too late. */
    public static PropertyResult check(DeliveryHistory h) {
        Findings findings = new Findings(NAME);
        Positions positions = new Positions(h);
        int[] demand = new int[h.nodes()];
        int[] demandedAt = new int[h.nodes()];
        for (int q = 0; q < h.nodes(); q++) {
            int[] first = positions.at(q);
            int[] log = h.log(q);
            Arrays.fill(demand, 0);
            for (int i = 0; i < log.length; i++) {
                int m = log[i];
                int o = h.origin(m);
                if (o == DeliveryHistory.NOBODY) {
                    continue; // NoCreation speaks of it
                }
                if (first[m] != i || h.rank(m) < demand[o]) {
                    int node = q;
                    int late = i;
                    int before = first[m] == i ? demandedAt[o] : first[m];
                    findings.add(() -> explain(h, node, before, late));
                }
                if (h.earlier(m) > demand[o]) {
                    demand[o] = h.earlier(m);
                    demandedAt[o] = i;
                }
            }
        }
        return findings.result(h.deliveries());
    }

    private static Violation explain(DeliveryHistory h, int q, int before, int late) {
        Words words = new Words(h);
        int effect = h.at(q, before);
        int cause = h.at(q, late);
        if (effect == cause) {
            return new Violation(NAME, Why.REPEATED, h.node(q), words.delivery(cause, late),
                    words.delivery(cause, before), h.node(q) + " delivered " + words.at(cause, before)
                            + " and again at position " + late);
        }
        return new Violation(NAME, Why.ACKNOWLEDGED_BEFORE, h.node(q), words.delivery(effect, before),
                words.delivery(cause, late), h.node(q) + " delivered " + words.at(effect, before) + " before "
                        + words.at(cause, late) + ", although " + words.acknowledgedBefore(effect, cause));
    }
}
