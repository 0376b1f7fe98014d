package org.espalier.checkers.stream;

import org.espalier.checkers.delivery.FifoOrder;
import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/** Messages of one origin are delivered in the order in which they were multicast. O(1) for each delivery. */
// spec: FifoCast.tla!FifoOrder
final class Fifo implements Rule {

    private final Findings findings = new Findings(FifoOrder.NAME);
    private long checked;

    @Override
    public void deliver(Member q, Message m, boolean again) {
        checked++;
        int greatest = q.has[m.origin.id].greatest();
        if (m.number < greatest || again) {
            findings.add(() -> explain(q, m, greatest));
        }
    }

    private static Violation explain(Member q, Message m, int greatest) {
        Message later = m.number == greatest ? m : m.origin.window.get(greatest);
        String which = later == null
                ? m.origin.name + "'s message number " + greatest
                : later == m ? "it already" : later.name();
        return new Violation(FifoOrder.NAME, Why.ACKNOWLEDGED_BEFORE, q.name,
                m.at(q.deliveries), later == null ? null : later.at(Message.NEVER),
                q.name + " delivered " + m.name() + " at position " + q.deliveries + " and had delivered " + which
                        + " before, although " + m.origin.name + " multicast " + m.label + " (line " + m.line
                        + ") first");
    }

    @Override
    public PropertyResult result(boolean rest) {
        return findings.result(checked);
    }
}
