package org.espalier.checkers.delivery;

import java.util.ArrayList;
import java.util.List;

import org.espalier.checkers.delivery.Violation.Why;

/**
 * What all nodes deliver are prefixes of one sequence: any two nodes deliver the same message at every position that both
 * have reached, whether they are up, cut off or dead by now.
 *
 * <p>If any two nodes differ, one of them differs from the longest log, and at the latest at the same position; so each node
 * is compared with that one alone. The example names the first position of all at which two differ. O(n) for n deliveries.
 */
// spec: TotalOrder.tla!TotalOrder
public final class TotalOrder {

    /** The property's name. */
    public static final String NAME = "TotalOrder";

    private record Parting(int node, int position) {}

    private TotalOrder() {}

    /** Judges every delivery; a violation is a node that parts from the longest log, earliest first. */
    public static PropertyResult check(DeliveryHistory h) {
        int longest = 0;
        for (int q = 1; q < h.nodes(); q++) {
            if (h.delivered(q) > h.delivered(longest)) {
                longest = q;
            }
        }
        List<Parting> partings = new ArrayList<>();
        for (int q = 0; q < h.nodes(); q++) {
            int position = parting(h.log(q), h.log(longest));
            if (position < h.delivered(q)) {
                partings.add(new Parting(q, position));
            }
        }
        partings.sort((a, b) -> Integer.compare(a.position(), b.position()));
        Findings findings = new Findings(NAME);
        for (Parting p : partings) {
            int with = longest;
            findings.add(() -> explain(h, p.node(), with, p.position()));
        }
        return findings.result(h.deliveries());
    }

    /** Where the shorter log parts from the longer one; its length if nowhere. */
    private static int parting(int[] shorter, int[] longer) {
        int i = 0;
        while (i < shorter.length && shorter[i] == longer[i]) {
            i++;
        }
        return i;
    }

    private static Violation explain(DeliveryHistory h, int q, int with, int position) {
        Words words = new Words(h);
        int m = h.at(q, position);
        int other = h.at(with, position);
        return new Violation(NAME, Why.ORDERS_PART, h.node(q), words.delivery(m, position),
                words.delivery(other, position),
                h.node(q) + " delivered " + words.at(m, position) + words.seen(q, position) + ", where " + h.node(with)
                        + " delivered " + words.name(other) + words.seen(with, position) + before(position));
    }

    private static String before(int position) {
        return switch (position) {
            case 0 -> "";
            case 1 -> "; the one delivery before is the same at both";
            default -> "; the " + position + " deliveries before are the same at both";
        };
    }
}
