package org.espalier.checkers.stream;

import java.util.List;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.TotalOrder;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;
import org.jspecify.annotations.Nullable;

/**
 * What all members deliver are prefixes of one sequence. Whoever comes to a place first says what belongs there; a member
 * that delivers something else has parted from the sequence, and is not compared any more. The sequence is kept from the
 * place that the slowest member has come to.
 */
// spec: TotalOrder.tla!TotalOrder
final class Total implements Rule {

    private final List<Member> members;
    private final Window sequence = new Window();
    private final Findings findings = new Findings(TotalOrder.NAME);
    private long checked;

    Total(List<Member> members) {
        this.members = members;
    }

    @Override
    public void deliver(Member q, Message m, boolean again) {
        checked++;
        if (q.parted) {
            return;
        }
        if (q.place == sequence.to()) {
            sequence.add(m);
        } else {
            Message there = sequence.get(q.place);
            if (there != m) {
                q.parted = true;
                findings.add(() -> explain(q, m, there));
            }
        }
        boolean last = q.place == sequence.from();
        q.place++;
        if (last || q.parted) {
            forget();
        }
    }

    @Override
    public void crash(Member q) {
        forget();
    }

    private void forget() {
        int least = sequence.to();
        for (Member p : members) {
            if (p.there && !p.parted) {
                least = Math.min(least, p.place);
            }
        }
        while (sequence.from() < least) {
            sequence.dropFirst();
        }
    }

    private static Violation explain(Member q, Message m, @Nullable Message there) {
        return new Violation(TotalOrder.NAME, Why.ORDERS_PART, q.name, m.at(q.place),
                there == null ? null : there.at(q.place),
                q.name + " delivered " + m.name() + " at position " + q.place + " of the sequence, where "
                        + (there == null ? "another message" : there.name()) + " stands"
                        + (there == null || there.taker == null ? "" : ", which " + there.taker.name + " delivered"));
    }

    @Override
    public PropertyResult result(boolean rest) {
        return findings.result(checked);
    }
}
