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

    /**
     * So many nodes are judged side by side, each this far ahead before the next one: what they read of the others' logs is
     * then read from memory once for all of them, and not for each anew. It takes an int a message for each.
     */
    private static final int TOGETHER = 8;
    private static final int STRIDE = 1_024;

    /** Judges every first delivery; a violation is a delivery before which a part of its past is missing. */
    public static PropertyResult check(DeliveryHistory h) {
        Findings findings = new Findings(NAME);
        Walk[] walks = new Walk[Math.min(TOGETHER, h.nodes())];
        Arrays.setAll(walks, w -> new Walk(h));
        for (int from = 0; from < h.nodes(); from += TOGETHER) {
            int together = Math.min(TOGETHER, h.nodes() - from);
            int longest = 0;
            for (int w = 0; w < together; w++) {
                walks[w].begin(from + w);
                longest = Math.max(longest, h.log(from + w).length);
            }
            for (int to = 0; to < longest;) {
                to = Math.min(longest, to + STRIDE);
                for (int w = 0; w < together; w++) {
                    walks[w].until(to);
                }
            }
            for (int w = 0; w < together; w++) {
                findings.join(walks[w].findings);
            }
        }
        return findings.result(h.deliveries());
    }

    /** The walk along what one node delivered. */
    private static final class Walk {

        private final DeliveryHistory h;
        private final Positions positions;
        private final int[] acknowledged; // by origin: how much of what it acknowledged was delivered here, and no gap
        private final int[] delivered; // and of what it delivered
        private Findings findings = new Findings(NAME);
        private int node;
        private int[] first = {};
        private int[] log = {};
        private int at;

        Walk(DeliveryHistory h) {
            this.h = h;
            positions = new Positions(h);
            acknowledged = new int[h.nodes()];
            delivered = new int[h.nodes()];
        }

        void begin(int q) {
            findings = new Findings(NAME);
            node = q;
            first = positions.at(q);
            log = h.log(q);
            at = 0;
            Arrays.fill(acknowledged, 0);
            Arrays.fill(delivered, 0);
        }

        /** As far as position {@code to}, or the end of the log. */
        void until(int to) {
            for (int end = Math.min(to, log.length); at < end; at++) {
                int m = log[at];
                int o = h.origin(m);
                if (o == DeliveryHistory.NOBODY || first[m] != at) {
                    continue; // NoCreation and NoDuplication speak of these
                }
                int own = advance(h.acknowledged(o), acknowledged[o], h.earlier(m));
                acknowledged[o] = Math.max(acknowledged[o], own);
                if (own < h.earlier(m)) {
                    findings.add(() -> explainOwn(h, node, m, own, first));
                    continue;
                }
                int seen = advance(h.log(o), delivered[o], h.known(m));
                delivered[o] = Math.max(delivered[o], seen);
                if (seen < h.known(m)) {
                    findings.add(() -> explainSeen(h, node, m, seen, first));
                }
            }
        }

        /** The first entry of the sequence, from {@code from} on, that this position does not follow; at most {@code to}. */
        private int advance(int[] sequence, int from, int to) {
            int next = from;
            while (next < to
                    && (first[sequence[next]] < at || h.origin(sequence[next]) == DeliveryHistory.NOBODY)) {
                next++;
            }
            return next;
        }
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
