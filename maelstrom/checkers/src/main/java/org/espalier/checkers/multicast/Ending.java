package org.espalier.checkers.multicast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.IntList;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/**
 * What must be everywhere when faults have ceased and nothing more is multicast. O(n + k·m) for n deliveries of m messages at
 * k members.
 *
 * <p>{@code Convergence}: what one of those that are there in the end has, all of its group have; and what was acknowledged.
 * FIFO and causal order are not uniform: what only a life that has ended had acknowledged or delivered may be lost with it.
 *
 * <p>{@code UniformAgreement}: a total-order message that any member ever delivered, and be it one that crashed directly
 * after, or that any acknowledged, all of its group have in the end.
 */
public final class Ending {

    /** Everything is everywhere. */
    // spec: GroupCast.tla!Convergence
    public static final String CONVERGENCE = "Convergence";
    /** And so is everything in total order that anybody ever had. */
    // spec: GroupCast.tla!UniformAgreement
    public static final String UNIFORM_AGREEMENT = "UniformAgreement";

    private Ending() {}

    /** Judges what is held in the end; unknown if a node was not read to the end then, unless something is violated. */
    public static PropertyResult convergence(GroupHistory h) {
        int[] holder = holders(h, false);
        for (int m = 0; m < h.messages(); m++) {
            int o = h.sender(m);
            if (o != GroupHistory.NOBODY && holder[m] == GroupHistory.NOBODY && h.rank(m) != GroupHistory.NEVER
                    && (h.order(m) == MessageOrder.TOTAL || h.latest(h.nodeOf(o)) == o)) {
                holder[m] = o; // whether it has it or not, it said so
            }
        }
        List<String> unread = new ArrayList<>();
        for (int n = 0; n < h.nodes(); n++) {
            if (h.latest(n) == GroupHistory.NOBODY || !h.settled(h.latest(n))) {
                unread.add(h.node(n));
            }
        }
        return everywhere(h, CONVERGENCE, holder,
                unread.isEmpty() ? "" : "nobody read " + String.join(", ", unread) + " to the end when all was over");
    }

    /** Judges the total-order messages. */
    public static PropertyResult uniformAgreement(GroupHistory h) {
        int[] holder = holders(h, true);
        for (int m = 0; m < h.messages(); m++) {
            if (h.sender(m) == GroupHistory.NOBODY || h.order(m) != MessageOrder.TOTAL) {
                holder[m] = GroupHistory.NOBODY;
            } else if (holder[m] == GroupHistory.NOBODY && h.rank(m) != GroupHistory.NEVER) {
                holder[m] = h.sender(m);
            }
        }
        boolean any = false;
        for (int p = 0; p < h.members(); p++) {
            any |= h.settled(p);
        }
        return everywhere(h, UNIFORM_AGREEMENT, holder, any ? "" : "nobody read any node to the end when all was over");
    }

    /** By message: somebody who delivered it, of all members or of those that are there in the end. */
    private static int[] holders(GroupHistory h, boolean ever) {
        int[] holder = new int[h.messages()];
        Arrays.fill(holder, GroupHistory.NOBODY);
        for (int p = 0; p < h.members(); p++) {
            IntList log = h.log(p);
            for (int i = 0; i < log.size() && (ever || h.settled(p)); i++) {
                holder[log.get(i)] = p;
            }
        }
        return holder;
    }

    private static PropertyResult everywhere(GroupHistory h, String property, int[] holder, String unknown) {
        Findings findings = new Findings(property);
        long held = 0;
        for (int q = 0; q < h.members(); q++) {
            if (!h.settled(q)) {
                continue;
            }
            int member = q;
            int[] at = h.positions(q);
            held += h.log(q).size();
            for (int m = 0; m < h.messages(); m++) {
                if (holder[m] != GroupHistory.NOBODY && h.isFor(m, q) && at[m] == GroupHistory.NEVER) {
                    int missing = m;
                    findings.add(() -> explain(h, property, member, missing, holder[missing]));
                }
            }
        }
        return findings.result(held, unknown.isEmpty() ? null : unknown);
    }

    private static Violation explain(GroupHistory h, String property, int q, int m, int holder) {
        Speech speech = new Speech(h);
        int position = h.positions(holder)[m];
        return new Violation(property, Why.MISSING_IN_THE_END, h.node(h.nodeOf(q)),
                speech.delivery(m, GroupHistory.NEVER), null,
                h.name(q) + " does not have " + speech.name(m) + " in the end, although " + h.name(holder)
                        + (position == GroupHistory.NEVER
                                ? " had acknowledged it (index " + h.ackedIndex(m) + ")"
                                : " delivered it at position " + position));
    }
}
