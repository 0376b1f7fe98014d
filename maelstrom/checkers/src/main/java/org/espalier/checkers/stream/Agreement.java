package org.espalier.checkers.stream;

import java.util.List;

import org.espalier.checkers.delivery.Convergence;
import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.UniformAgreement;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;
import org.jspecify.annotations.Nullable;

/**
 * When all has come to rest, everybody who is there has the same.
 *
 * <p>{@code Convergence} asks for what a member that is there has multicast or delivered; {@code UniformAgreement} for what
 * anybody has ever delivered, a member that crashed directly after it too.
 */
// spec: FifoCast.tla!Convergence
// spec: TotalOrder.tla!UniformAgreement
final class Agreement implements Rule {

    private final String name;
    private final List<Member> members;
    private long checked;

    private Agreement(String name, List<Member> members) {
        this.name = name;
        this.members = members;
    }

    static Agreement convergence(List<Member> members) {
        return new Agreement(Convergence.NAME, members);
    }

    static Agreement uniform(List<Member> members) {
        return new Agreement(UniformAgreement.NAME, members);
    }

    @Override
    public void deliver(Member q, Message m, boolean again) {
        checked++;
    }

    @Override
    public PropertyResult result(boolean rest) {
        Findings findings = new Findings(name);
        if (!rest) {
            return findings.result(checked, "nothing says that the run had come to rest (an end event)");
        }
        if (members.stream().noneMatch(q -> q.there)) {
            return findings.result(checked, "nobody was there in the end");
        }
        for (Member origin : members) {
            for (int n = origin.window.from(); n < origin.window.to(); n++) {
                Message m = origin.window.get(n);
                if (m != null && m.lacking > 0) {
                    look(m, findings);
                }
            }
        }
        return findings.result(checked);
    }

    private void look(Message m, Findings to) {
        Member holder = name.equals(UniformAgreement.NAME) ? m.taker : holder(m);
        if (holder == null && !(m.origin.there && name.equals(Convergence.NAME))) {
            return;
        }
        for (Member q : members) {
            if (q.there && q.lacks(m)) {
                to.add(() -> new Violation(name, Why.MISSING_IN_THE_END, q.name, m.at(Message.NEVER), null,
                        q.name + " does not have " + m.name() + " in the end, although " + (holder == null
                                ? m.origin.name + " had multicast it (line " + m.line + ")"
                                : holder.name + " had delivered it" + (holder.there ? "" : " before it crashed"))));
            }
        }
    }

    private @Nullable Member holder(Message m) {
        for (Member q : members) {
            if (q.there && !q.lacks(m)) {
                return q;
            }
        }
        return null;
    }
}
