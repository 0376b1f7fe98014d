package org.espalier.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

import org.espalier.simulator.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoalsTest {

    private static final long MANY = 1_000_000;

    /** Everything but that pair and that statement. */
    private static Coverage all(Goals goals, Goals.Pair no, Sometimes never) {
        Coverage coverage = new Coverage();
        goals.pairs().keySet().forEach(pair -> {
            coverage.under(pair.equals(no) ? 0 : 1 << pair.under().index());
            String[] name = pair.action().split("\\.");
            coverage.observe(name[0], name[1], 0, -1, 0, 0);
        });
        coverage.under(0);
        goals.sometimes().keySet().stream().filter(s -> s != never).forEach(coverage::sometimes);
        return coverage;
    }

    @ParameterizedTest
    @EnumSource(Workload.class)
    void aPairOrAStatementThatNeverOccurs_isMissed_andNothingElseIs(Workload workload) {
        Swarm swarm = Swarm.of(workload, Mutant.NONE, Subject.USUAL_MILLIS);
        Goals goals = swarm.goals();
        assertThat(goals.pairs().keySet().stream().map(Goals.Pair::action)).containsAll(goals.actions().keySet());
        Goals.Pair pair = new Goals.Pair("Tree.Leave", FaultKind.PARTITION);
        Coverage less = all(goals, pair, Sometimes.NOT_ASKED);
        assertThat(Goals.missed(swarm, MANY, less)).containsExactly("Tree.Leave under partition",
                "that one cannot be asked, as it is down or paused");
        assertThat(goals.seenPairs(less, swarm.kinds())).isEqualTo(goals.allPairs(swarm.kinds()) - 1);
        assertThat(goals.seenSometimes(less)).isEqualTo(goals.sometimes().size() - 1);

        Coverage rest = new Coverage();
        rest.under(1 << FaultKind.PARTITION.index());
        rest.observe("Tree", "Leave", 0, -1, 0, 0);
        rest.sometimes(Sometimes.NOT_ASKED);
        rest.add(less);
        assertThat(Goals.missed(swarm, MANY, rest)).as("with the rest of it").isEmpty();
        assertThat(rest.under(Sometimes.NOT_ASKED, FaultKind.PARTITION)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Workload.class)
    void threeHundredRuns_mustComeToWhatFollowsFromSuspicion_fewerNeedNot(Workload workload) {
        Swarm swarm = Swarm.of(workload, Mutant.NONE, Subject.USUAL_MILLIS);
        Coverage less = all(swarm.goals(), new Goals.Pair("Tree.Leave", FaultKind.SUSPICION), Sometimes.SUCCEEDS);
        assertThat(Goals.missed(swarm, 299, less)).isEmpty();
        assertThat(Goals.missed(swarm, 300, less)).containsExactly("Tree.Leave under suspicion");
    }

    @Test
    void fewRuns_andThoseWithFewerKindsOfFaults_andSmallerOnes_areNotHeldToPairs() {
        Swarm swarm = Swarm.of(Workload.TOTAL, Mutant.NONE, Subject.USUAL_MILLIS);
        Goals goals = swarm.goals();
        Coverage less = all(goals, new Goals.Pair("Tree.Leave", FaultKind.PARTITION), Sometimes.COMMITTED);
        assertThat(Goals.missed(swarm, 99, less)).isEmpty();
        assertThat(Goals.missed(swarm, 100, less)).containsExactly("that a submission is committed");
        Set<FaultKind> kinds = EnumSet.of(FaultKind.LOSS);
        assertThat(Goals.missed(new Swarm(Workload.TOTAL, Mutant.NONE, OptionalInt.empty(), Subject.USUAL_MILLIS,
                OptionalInt.empty(), kinds), MANY, less)).isEmpty();
        Swarm three = new Swarm(Workload.TOTAL, Mutant.NONE, OptionalInt.of(3), Subject.USUAL_MILLIS,
                OptionalInt.empty(), EnumSet.allOf(FaultKind.class));
        assertThat(Goals.missed(three, MANY, less)).isEmpty();
        assertThat(Goals.missed(three, MANY, new Coverage())).as("actions are expected of small groups, too")
                .contains("Tree.Leave");
    }
}
