package org.espalier.checkers.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.espalier.checkers.delivery.Violation.Why;
import org.jspecify.annotations.Nullable;

/**
 * What any node has ever delivered, even one that crashed directly after, everybody has who is there in the end; and so has
 * everybody what any node was acknowledged.
 *
 * <p>{@link Convergence} asks the nodes that are there in the end to agree among themselves; this one also counts what only a
 * node showed that has since lost it, or that nobody could read again. Unknown if no node was read in the end. O(n + k·m).
 */
// spec: TotalOrder.tla!UniformAgreement
public final class UniformAgreement {

    /** The property's name. */
    public static final String NAME = "UniformAgreement";

    private UniformAgreement() {}

    /** Judges what the nodes hold in the end; a violation is a message that one node lacks. */
    public static PropertyResult check(DeliveryHistory h) {
        Findings findings = new Findings(NAME);
        int[] deliverer = new int[h.messages()];
        Arrays.fill(deliverer, DeliveryHistory.NOBODY);
        for (int q = 0; q < h.nodes(); q++) {
            for (int m : h.log(q)) {
                deliverer[m] = q;
            }
        }
        long held = 0;
        List<String> read = new ArrayList<>();
        boolean[] has = new boolean[h.messages()];
        for (int q = 0; q < h.nodes(); q++) {
            int[] finals = h.finals(q);
            if (finals == null) {
                continue;
            }
            read.add(h.node(q));
            held += finals.length;
            Arrays.fill(has, false);
            for (int m : finals) {
                has[m] = true;
            }
            for (int m = 0; m < h.messages(); m++) {
                if (!has[m] && (deliverer[m] != DeliveryHistory.NOBODY || h.rank(m) != DeliveryHistory.NEVER)) {
                    int node = q;
                    int missing = m;
                    findings.add(() -> explain(h, node, missing, deliverer[missing]));
                }
            }
        }
        return findings.result(held, undecided(read));
    }

    private static @Nullable String undecided(List<String> read) {
        return read.isEmpty() ? "nobody read any node after the last request had ended" : null;
    }

    private static Violation explain(DeliveryHistory h, int q, int m, int deliverer) {
        Words words = new Words(h);
        String but;
        if (deliverer == DeliveryHistory.NOBODY) {
            but = h.node(h.origin(m)) + " had acknowledged it (index " + h.ackedIndex(m) + ")";
        } else {
            int position = new Positions(h).at(deliverer)[m];
            but = (deliverer == q ? "it" : h.node(deliverer)) + " had delivered it at position " + position
                    + words.seen(deliverer, position);
        }
        return new Violation(NAME, Why.MISSING_IN_THE_END, h.node(q), words.delivery(m, DeliveryHistory.NEVER), null,
                h.node(q) + " does not have " + words.name(m) + " in the end, although " + but);
    }
}
