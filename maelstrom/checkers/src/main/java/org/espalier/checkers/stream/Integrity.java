package org.espalier.checkers.stream;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;
import org.jspecify.annotations.Nullable;

/**
 * What is delivered is what was multicast, to the last bit, as far as both digests are given. In the specifications a
 * message is its content, so that a changed one was never multicast.
 */
// spec: FifoCast.tla!NoCreation
final class Integrity implements Rule {

    static final String NAME = "Integrity";

    private final Findings findings = new Findings(NAME);
    private long checked;

    /** A member delivers a message with this digest. */
    void compare(Member q, Message m, @Nullable String digest) {
        String sent = m.digest;
        if (digest == null || sent == null) {
            return;
        }
        checked++;
        if (!digest.equals(sent)) {
            findings.add(() -> new Violation(NAME, Why.ALTERED, q.name, m.at(q.deliveries), null,
                    q.name + " delivered " + m.name() + " at position " + q.deliveries + " with digest " + digest
                            + ", and it was multicast with " + sent + " (line " + m.line + ")"));
        }
    }

    /** Whether there was anything to compare. */
    boolean judged() {
        return checked > 0;
    }

    @Override
    public PropertyResult result(boolean rest) {
        return findings.result(checked);
    }
}
