package org.espalier.checkers.delivery;

import java.util.Arrays;

import org.espalier.checkers.delivery.Violation.Why;

/**
 * Everything that happened before a message is delivered before it.
 *
 * <p>The past of a message is a prefix of what its origin acknowledged and a prefix of what its origin delivered. So a node
 * needs two pointers per origin: how far it has itself delivered these two sequences. They only move forward, each over
 * sequences of at most m messages, while the deliveries of the node are walked once: O(n·k) for n deliveries at k nodes,
 * and no vector per message. What lies in the past of the past need not be looked at: whoever delivers every message after
 * its direct past delivers it after the whole of it.
 */
// spec: CausalCast.tla!CausalOrder
public final class CausalOrder {

    /** The property's name. */
    public static final String NAME = "CausalOrder";

    private CausalOrder() {}

    /** Judges every first delivery; a violation is a delivery before which a part of its past is missing. */
    public static PropertyResult check(DeliveryHistory h) {
        Findings findings = new Findings(NAME);
        Positions positions = new Positions(h);
        int[] acknowledged = new int[h.nodes()];
        int[] delivered = new int[h.nodes()];
        for (int q = 0; q < h.nodes(); q++) {
            int node = q;
            int[] first = positions.at(q);
            int[] log = h.log(q);
            Arrays.fill(acknowledged, 0);
            Arrays.fill(delivered, 0);
            for (int i = 0; i < log.length; i++) {
                int m = log[i];
                int o = h.origin(m);
                if (o == DeliveryHistory.NOBODY || first[m] != i) {
                    continue; // NoCreation and NoDuplication speak of these
                }
                int own = advance(h.acknowledged(o), acknowledged[o], h.earlier(m), first, i, h);
                acknowledged[o] = Math.max(acknowledged[o], own);
                if (own < h.earlier(m)) {
                    findings.add(() -> explainOwn(h, node, m, own, first));
                    continue;
                }
                int seen = advance(h.log(o), delivered[o], h.known(m), first, i, h);
                delivered[o] = Math.max(delivered[o], seen);
                if (seen < h.known(m)) {
                    findings.add(() -> explainSeen(h, node, m, seen, first));
                }
            }
        }
        return findings.result(h.deliveries());
    }

    /** The first entry of the sequence, from {@code from} on, that position {@code i} does not follow; at most {@code to}. */
    private static int advance(int[] sequence, int from, int to, int[] first, int i, DeliveryHistory h) {
        int at = from;
        while (at < to && (first[sequence[at]] < i || h.origin(sequence[at]) == DeliveryHistory.NOBODY)) {
            at++;
        }
        return at;
    }

    private static Violation explainOwn(DeliveryHistory h, int q, int m, int rank, int[] first) {
        Words words = new Words(h);
        int cause = h.acknowledged(h.origin(m))[rank];
        return new Violation(NAME, Why.ACKNOWLEDGED_BEFORE, h.node(q), words.delivery(m, first[m]),
                words.delivery(cause, first[cause]), h.node(q) + " delivered " + words.at(m, first[m]) + " "
                        + words.late(cause, first[cause]) + ", although " + words.acknowledgedBefore(m, cause));
    }

    private static Violation explainSeen(DeliveryHistory h, int q, int m, int position, int[] first) {
        Words words = new Words(h);
        int cause = h.log(h.origin(m))[position];
        return new Violation(NAME, Why.DELIVERED_BEFORE, h.node(q), words.delivery(m, first[m]),
                words.delivery(cause, first[cause]), h.node(q) + " delivered " + words.at(m, first[m]) + " "
                        + words.late(cause, first[cause]) + ", although "
                        + words.deliveredBefore(m, cause, position));
    }
}
