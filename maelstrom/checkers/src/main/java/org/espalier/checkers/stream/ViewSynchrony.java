package org.espalier.checkers.stream;

import java.util.BitSet;
import java.util.Map;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Why;

/**
 * Members that go from one view to the same next view have delivered the same messages in the first.
 *
 * <p>Of each view the messages are kept that some of its members have delivered in it and others have not; whoever leaves it
 * is compared with the first that left it for the same view. That is enough, because being equal is transitive.
 *
 * <p>Who is in a view is what the first member that installed it was told. A member that installs it and is not among those
 * violates SameViews, and is compared with nobody: what the others had together by then is not kept.
 */
// spec: ViewCast.tla!ViewSynchrony
final class ViewSynchrony implements Rule {

    static final String NAME = "ViewSynchrony";

    private final Map<String, Member> byName;
    private final Findings findings = new Findings(NAME);
    private long changes;

    ViewSynchrony(Map<String, Member> byName) {
        this.byName = byName;
    }

    @Override
    public void deliver(Member q, Message m, boolean again) {
        View in = q.view;
        if (in == null || again) {
            return;
        }
        BitSet by = in.deliveries.computeIfAbsent(m, x -> new BitSet());
        by.set(q.id);
        if (allHave(in, by)) {
            in.deliveries.remove(m);
        }
    }

    /** Whether all members of the view have it that have left it, or still may: all but those that crashed in it. */
    private boolean allHave(View in, BitSet by) {
        for (String name : in.members) {
            Member p = byName.get(name);
            if (p != null && (p.there || in.left.get(p.id)) && !by.get(p.id)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void crash(Member q) {
        View in = q.view;
        if (in != null) {
            in.deliveries.values().removeIf(by -> allHave(in, by));
        }
    }

    @Override
    public void install(Member q, View from, View to) {
        changes++;
        if (!from.members.contains(q.name)) {
            return;
        }
        from.left.set(q.id);
        Member first = from.successors.putIfAbsent(to.id, q);
        if (first == null) {
            return;
        }
        from.deliveries.forEach((m, by) -> {
            if (by.get(first.id) != by.get(q.id)) {
                Member has = by.get(q.id) ? q : first;
                Member lacks = has == q ? first : q;
                findings.add(() -> explain(m, has, lacks, from, to));
            }
        });
    }

    private static Violation explain(Message m, Member has, Member lacks, View from, View to) {
        return new Violation(NAME, Why.VIEWS_DIFFER, lacks.name, m.at(Message.NEVER), null,
                has.name + " delivered " + m.name() + " in view " + from.id + " and " + lacks.name
                        + " did not, although both went on to view " + to.id);
    }

    @Override
    public PropertyResult result(boolean rest) {
        return findings.result(changes);
    }
}
