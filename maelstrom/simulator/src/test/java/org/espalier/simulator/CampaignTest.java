package org.espalier.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.TreeSet;

import org.espalier.checkers.Verdict;
import org.espalier.simulator.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CampaignTest {

    @ParameterizedTest
    @EnumSource(Workload.class)
    void theCore_keepsItsPromisesUnderAllFaults_andEveryActionOccurs(Workload workload) {
        Swarm swarm = Swarm.of(workload, Mutant.NONE, 8_000);
        Campaign.Report report = campaign(swarm, Campaign.COVERING_SEEDS);
        assertThat(report.failures()).isEmpty();
        assertThat(report.uncovered()).as("uncovered").isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(swarm.goals().actions())
                .containsKeys(report.coverage().actions().keySet().toArray(new String[0]));
        assertThat(report.coverage().under("Tree.Leave", FaultKind.PARTITION)).isPositive();
        assertThat(report.faults()).as("every kind of fault")
                .hasSize(FaultKind.values().length - (workload == Workload.TOTAL ? 0 : 1));
    }

    @Test
    void anActionThatNeverOccurs_leavesACampaignUnknown() {
        // In so short a time nobody has a parent to leave.
        Swarm swarm = Swarm.of(Workload.CAUSAL, Mutant.NONE, 100);
        Campaign.Report report = campaign(swarm, Campaign.COVERING_SEEDS);
        assertThat(report.uncovered()).contains("Tree.Leave");
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void shards_areTheCampaignInParts() {
        Swarm swarm = new Swarm(Workload.FIFO, Mutant.NONE, OptionalInt.of(3), 1_000, OptionalInt.of(10),
                EnumSet.noneOf(FaultKind.class));
        TreeSet<Long> seeds = new TreeSet<>();
        for (int shard = 0; shard < 3; shard++) {
            Campaign.run(new Campaign.Plan(swarm, 5, 10, shard, 3, 1), () -> true,
                    (runs, seed, result) -> assertThat(seeds.add(seed)).isTrue());
        }
        assertThat(seeds).hasSize(10).contains(5L, 14L);
    }

    private static Campaign.Report campaign(Swarm swarm, long seeds) {
        return Campaign.run(new Campaign.Plan(swarm, 1, seeds, 0, 1, 1), () -> true, (runs, seed, result) -> {});
    }
}
