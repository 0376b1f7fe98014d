package org.espalier.checkers.multicast;

import java.util.List;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/**
 * The members' orders of the total-order messages agree: together they make no circle, however many members it takes.
 *
 * <p>A member delivers one message before another also if it has delivered only the one, although the other is for it and
 * somebody has delivered it: it can only come later. So in one group of all, this says that of any two members one has
 * delivered a beginning of what the other has.
 *
 * <p>Each member's order is a chain and, at the end of it, the messages it lacks; taking away again and again a message
 * before which nothing is left takes all of them away exactly if there is no circle. O(n + k·m) for n deliveries of m
 * messages at k members. If there is one, the shortest is looked for, which is what a person wants to see: often two
 * messages and two members.
 */
// spec: GroupCast.tla!TotalOrder
public final class TotalOrder {

    /** The property's name. */
    public static final String NAME = "TotalOrder";

    private TotalOrder() {}

    /** Judges all deliveries of total-order messages together; the one violation is a circle. */
    public static PropertyResult check(GroupHistory h) {
        Chains chains = new Chains(h);
        List<Integer> left = chains.inOrBehindCircles();
        Findings findings = new Findings(NAME);
        if (!left.isEmpty()) {
            findings.add(() -> explain(h, chains, new Circle(chains, h.messages()).shortest(left)));
        }
        return findings.result(chains.deliveries());
    }

    private static Violation explain(GroupHistory h, Chains chains, List<Circle.Step> circle) {
        Speech speech = new Speech(h);
        StringBuilder text = new StringBuilder("the orders of delivery go round in a circle of ").append(circle.size())
                .append(" messages: ");
        for (int i = 0; i < circle.size(); i++) {
            Circle.Step step = circle.get(i);
            int to = circle.get((i + 1) % circle.size()).message();
            int behind = chains.position(step.member(), to);
            text.append(i == 0 ? "" : "; ").append(h.name(step.member())).append(" delivered ")
                    .append(speech.at(step.message(), chains.position(step.member(), step.message())))
                    .append(behind == GroupHistory.NEVER
                            ? " and not yet " + speech.name(to) + ", which can come only behind it"
                            : " before " + speech.at(to, behind));
        }
        Circle.Step first = circle.get(0);
        int next = circle.get(1 % circle.size()).message();
        return new Violation(NAME, Why.ORDERS_GO_ROUND, h.node(h.nodeOf(first.member())),
                speech.delivery(first.message(), chains.position(first.member(), first.message())),
                speech.delivery(next, chains.position(first.member(), next)), text.toString());
    }
}
