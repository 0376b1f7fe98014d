package org.espalier.checkers.stream;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.NoCreation;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Delivery;
import org.espalier.checkers.delivery.Violation.Why;

/** Only what was multicast is delivered. */
// spec: FifoCast.tla!NoCreation
final class Creation implements Rule {

    private final Findings findings = new Findings(NoCreation.NAME);
    private long checked;

    @Override
    public void deliver(Member q, Message m, boolean again) {
        checked++;
    }

    /** A member delivered what nobody has multicast, or what everybody had already. */
    void unknown(Member q, Object label) {
        checked++;
        findings.add(() -> new Violation(NoCreation.NAME, Why.NEVER_ASKED, q.name,
                new Delivery(label, null, q.deliveries), null, q.name + " delivered " + label + " at position "
                        + q.deliveries + ", which nobody had multicast (or everybody had delivered)"));
    }

    @Override
    public PropertyResult result(boolean rest) {
        return findings.result(checked);
    }
}
