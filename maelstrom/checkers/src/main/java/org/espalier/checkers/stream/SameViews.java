package org.espalier.checkers.stream;

import java.util.List;
import java.util.Set;

import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Delivery;
import org.espalier.checkers.delivery.Violation.Why;

/** All who install a view find the same members in it, in whichever order they are named, and themselves among them. */
// spec: ViewCast.tla!SameViews
final class SameViews implements Rule {

    static final String NAME = "SameViews";

    private final Findings findings = new Findings(NAME);
    private long checked;

    /** A member installs a view and finds these members in it. */
    void compare(Member q, View known, List<String> members) {
        checked++;
        if (!members.contains(q.name)) {
            add(q, known, "it is not a member of it");
        } else if (!Set.copyOf(known.members).equals(Set.copyOf(members))) {
            add(q, known, "others found " + String.join(" ", known.members) + " in it");
        }
    }

    private void add(Member q, View view, String but) {
        findings.add(
                () -> new Violation(NAME, Why.VIEWS_DIFFER, q.name, new Delivery(view.id, null, Message.NEVER), null,
                        q.name + " installed view " + view.id + ", and " + but));
    }

    @Override
    public PropertyResult result(boolean rest) {
        return findings.result(checked);
    }
}
