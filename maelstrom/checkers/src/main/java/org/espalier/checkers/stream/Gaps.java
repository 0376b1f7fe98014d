package org.espalier.checkers.stream;

import java.util.List;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.GapFree;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/** Whoever has a message of an origin has all earlier ones of that origin, in whatever order: judged at the end. */
// spec: FifoCast.tla!GapFree
final class Gaps implements Rule {

    private final List<Member> members;
    private final Findings findings = new Findings(GapFree.NAME);
    private long checked;

    Gaps(List<Member> members) {
        this.members = members;
    }

    @Override
    public void deliver(Member q, Message m, boolean again) {
        checked++;
    }

    @Override
    public void crash(Member q) {
        look(q, findings);
    }

    private void look(Member q, Findings to) {
        for (Member origin : members) {
            Filling has = q.has[origin.id];
            for (int n = has.mark(); n < has.greatest(); n++) {
                if (!has.contains(n)) {
                    int missing = n;
                    to.add(() -> explain(q, origin, missing, has.greatest()));
                }
            }
        }
    }

    private static Violation explain(Member q, Member origin, int missing, int greatest) {
        Message lacked = origin.window.get(missing);
        Message later = origin.window.get(greatest);
        String what = lacked == null ? origin.name + "'s message number " + missing : lacked.name();
        String beyond = later == null ? "number " + greatest : String.valueOf(later.label);
        return new Violation(GapFree.NAME, Why.ACKNOWLEDGED_BEFORE, q.name,
                new Violation.Delivery(later == null ? greatest : later.label, origin.name, Message.NEVER),
                lacked == null ? null : lacked.at(Message.NEVER),
                q.name + " never delivered " + what + " and delivered " + beyond + ", which " + origin.name
                        + " multicast after it");
    }

    @Override
    public PropertyResult result(boolean rest) {
        for (Member q : members) {
            if (q.there) {
                look(q, findings);
            }
        }
        return findings.result(checked);
    }
}
