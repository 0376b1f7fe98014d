package org.espalier.checkers.stream;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/** Before a member leaves a view it has delivered what it multicast in it. */
// spec: ViewCast.tla!SelfDelivery
final class SelfDelivery implements Rule {

    static final String NAME = "SelfDelivery";

    private final Findings findings = new Findings(NAME);
    private long checked;

    @Override
    public void install(Member q, View from, View to) {
        checked++;
        Filling own = q.has[q.id];
        for (int n = own.mark(); n < q.sent; n++) {
            Message m = q.window.get(n);
            if (m != null && m.view == from && !own.contains(n)) {
                findings.add(() -> new Violation(NAME, Why.MISSING_IN_THE_END, q.name, m.at(Message.NEVER), null,
                        q.name + " went from view " + from.id + " to " + to.id + " without its own message " + m.label
                                + " (line " + m.line + ")"));
            }
        }
    }

    @Override
    public PropertyResult result(boolean rest) {
        return findings.result(checked);
    }
}
