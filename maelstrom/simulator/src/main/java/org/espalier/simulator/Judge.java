package org.espalier.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.espalier.checkers.Result;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.Convergence;
import org.espalier.checkers.delivery.DeliveryHistory;
import org.espalier.checkers.delivery.DeliveryProperties;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.UniformAgreement;

/** Judges what a run has left: at every moment what its order promises, and in the end that all have all. */
final class Judge {

    private static final String MAJORITY_PROGRESS = "MajorityProgress";

    private final Schedule schedule;
    private final List<Member> members;
    private final int committedProbes;

    Judge(Schedule schedule, List<Member> members, int committedProbes) {
        this.schedule = schedule;
        this.members = members;
        this.committedProbes = committedProbes;
    }

    List<Finding> findings(Journal journal, boolean ended) {
        DeliveryHistory history = journal.history(members.stream().map(Member::state).toList());
        List<Finding> findings = new ArrayList<>();
        for (Result part : DeliveryProperties.check(history, schedule.workload().judged()).parts().values()) {
            add((PropertyResult) part, findings);
        }
        boolean total = schedule.workload() == Workload.TOTAL;
        if (ended && findings.isEmpty() && (total ? schedule.keepsMajority() : schedule.mustConverge())) {
            if (total) {
                progress(findings);
                add(UniformAgreement.check(history), findings);
            } else {
                add(Convergence.check(history), findings);
            }
        }
        return findings;
    }

    private static void add(PropertyResult result, List<Finding> findings) {
        if (result.verdict() != Verdict.VALID) {
            findings.add(new Finding(result.property(),
                    result.examples().isEmpty() ? String.valueOf(result.note()) : result.examples().getFirst().text()));
        }
    }

    /** Nobody lacks what another has, if that is promised by now. */
    Optional<Finding> convergedByNow() {
        boolean total = schedule.workload() == Workload.TOTAL;
        if (!(total ? schedule.keepsMajority() : schedule.mustConverge())) {
            return Optional.empty();
        }
        int longest = 0;
        for (Member m : members) {
            longest = Math.max(longest, m.state().distinct());
        }
        for (Member m : members) {
            if (m.state().distinct() < longest) {
                return Optional.of(new Finding(total ? MAJORITY_PROGRESS : Convergence.NAME, "n" + m.index + " has "
                        + m.state().distinct() + " of " + longest + " messages long after the last fault"));
            }
        }
        return Optional.empty();
    }

    private void progress(List<Finding> findings) {
        convergedByNow().ifPresent(findings::add);
        if (committedProbes < members.size()) {
            findings.add(new Finding(MAJORITY_PROGRESS, "of " + members.size() + " submissions long after the last"
                    + " fault, one at each member, " + committedProbes + " were committed"));
        }
    }
}
