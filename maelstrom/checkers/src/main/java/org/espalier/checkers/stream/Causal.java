package org.espalier.checkers.stream;

import java.util.List;

import org.espalier.checkers.delivery.CausalOrder;
import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened before a message is delivered before it. The past of a message is a vector of counts, because
 * what happened before anything is, of each origin, its first messages; so each delivery compares k counts with k marks.
 */
// spec: CausalCast.tla!CausalOrder
final class Causal implements Rule {

    private final List<Member> members;
    private final Findings findings = new Findings(CausalOrder.NAME);
    private long checked;

    Causal(List<Member> members) {
        this.members = members;
    }

    @Override
    public void deliver(Member q, Message m, boolean again) {
        checked++;
        int[] past = m.past;
        Filling[] has = q.has;
        for (int o = 0; o < past.length; o++) {
            if (has[o].mark() < past[o] && !again) {
                Member origin = members.get(o);
                findings.add(() -> explain(q, m, origin));
                return; // one missing cause is enough
            }
        }
    }

    private static Violation explain(Member q, Message m, Member origin) {
        int missing = q.has[origin.id].mark();
        @Nullable
        Message cause = origin.window.get(missing);
        String what = cause == null ? origin.name + "'s message number " + missing : cause.name();
        boolean own = origin == m.origin;
        return new Violation(CausalOrder.NAME, own ? Why.ACKNOWLEDGED_BEFORE : Why.DELIVERED_BEFORE, q.name,
                m.at(q.deliveries), cause == null ? null : cause.at(Message.NEVER),
                q.name + " delivered " + m.name() + " at position " + q.deliveries + " without " + what + ", which "
                        + (own ? m.origin.name + " had multicast" : "was in the past of " + m.origin.name)
                        + " before (line " + m.line + ")");
    }

    @Override
    public PropertyResult result(boolean rest) {
        return findings.result(checked);
    }
}
