package org.espalier.checkers.stream;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.NoDuplication;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/** No message is delivered twice at one member. */
// spec: FifoCast.tla!NoDuplication
final class Repetition implements Rule {

    private final Findings findings = new Findings(NoDuplication.NAME);
    private long checked;
    private long unclear;

    @Override
    public void deliver(Member q, Message m, boolean again) {
        checked++;
        if (again) {
            findings.add(() -> new Violation(NoDuplication.NAME, Why.REPEATED, q.name, m.at(q.deliveries), null,
                    q.name + " delivered " + m.name() + " again, at position " + q.deliveries));
        }
    }

    /** A member delivered what is not known, perhaps no more: everybody may have had it. */
    void unclear() {
        checked++;
        unclear++;
    }

    @Override
    public PropertyResult result(boolean rest) {
        return unclear == 0
                ? findings.result(checked)
                : findings.result(checked,
                        unclear + " deliveries are of unknown messages: repeated after everybody had them, or made up");
    }
}
