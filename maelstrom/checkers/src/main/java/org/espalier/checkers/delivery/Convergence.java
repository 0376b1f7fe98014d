package org.espalier.checkers.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.espalier.checkers.delivery.Violation.Why;

/**
 * When faults have ceased and nothing more is multicast, everybody has everything: what any node was acknowledged, and what
 * any node has. Unknown if nobody looked at a node in the end. O(n + k·m).
 */
// spec: FifoCast.tla!Convergence
public final class Convergence {

    /** The property's name. */
    public static final String NAME = "Convergence";

    private Convergence() {}

    /** Judges what the nodes hold in the end; a violation is a message that one node lacks. */
    public static PropertyResult check(DeliveryHistory h) {
        Findings findings = new Findings(NAME);
        List<String> unseen = new ArrayList<>();
        int[] holder = new int[h.messages()];
        Arrays.fill(holder, DeliveryHistory.NOBODY);
        long held = 0;
        for (int q = 0; q < h.nodes(); q++) {
            int[] finals = h.finals(q);
            if (finals == null) {
                unseen.add(h.node(q));
                continue;
            }
            held += finals.length;
            for (int m : finals) {
                holder[m] = q;
            }
        }
        int[] mark = new int[h.messages()];
        Arrays.fill(mark, DeliveryHistory.NOBODY);
        for (int q = 0; q < h.nodes(); q++) {
            int[] finals = h.finals(q);
            if (finals == null) {
                continue;
            }
            for (int m : finals) {
                mark[m] = q;
            }
            for (int m = 0; m < h.messages(); m++) {
                boolean wanted = holder[m] != DeliveryHistory.NOBODY || h.rank(m) != DeliveryHistory.NEVER;
                if (wanted && mark[m] != q) {
                    int node = q;
                    int missing = m;
                    findings.add(() -> explain(h, node, missing, holder[missing]));
                }
            }
        }
        return findings.result(held, unseen.isEmpty()
                ? null
                : "nobody read " + String.join(", ", unseen) + " after the last request had ended");
    }

    private static Violation explain(DeliveryHistory h, int q, int m, int holder) {
        Words words = new Words(h);
        String but = holder != DeliveryHistory.NOBODY
                ? h.node(holder) + " does"
                : h.node(h.origin(m)) + " had acknowledged it (index " + h.ackedIndex(m) + ")";
        return new Violation(NAME, Why.MISSING_IN_THE_END, h.node(q),
                words.delivery(m, DeliveryHistory.NEVER), null,
                h.node(q) + " does not have " + words.name(m) + " in the end, although " + but);
    }
}
