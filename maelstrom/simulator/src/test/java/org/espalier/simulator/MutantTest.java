package org.espalier.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.espalier.simulator.Campaign.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutantTest {

    /** Which property a broken core dies of first, within so many seeds, and how many times smaller the schedule gets. */
    @ParameterizedTest
    @CsvSource({"no-checksum,FIFO,NoCreation,10,4", "no-checksum,CAUSAL,AckIsTrue,10,4",
            "no-checksum,TOTAL,AckIsTrue,30,4", "no-sync,CAUSAL,Convergence,10,4", "no-sync,FIFO,Convergence,10,4",
            "no-dedup,FIFO,NoDuplication,10,4",
            "no-quorum,TOTAL,FifoTotal,10,4", "truncate-first,TOTAL,GapFree,10,4", "forget-log,TOTAL,GapFree,10,4",
            "no-reannounce,TOTAL,MajorityProgress,15,4", "resume-epoch,TOTAL,GapFree,10,4",
            "dedup-retained,TOTAL,FifoTotal,10,4", "match-length,TOTAL,CausalOrder,50,4",
            "ack-early,TOTAL,GapFree,140,4",
            "split-record,TOTAL,FifoTotal,140,3", "sync-early,TOTAL,FifoTotal,15,4"})
    void aBrokenCore_isFound_andStillFailsWhenShrunk(String name, Workload workload, String property, long seeds,
            int smaller) {
        Campaign.Report report = Campaign.run(
                new Campaign.Plan(Swarm.of(workload, Mutant.named(name), 20_000), 1, seeds, 0, 1, 1), () -> true,
                (runs, seed, result) -> {});
        assertThat(report.failures()).as("%s within %s seeds", name, seeds).isNotEmpty();
        Failure failure = report.failures().getFirst();
        assertThat(failure.result().first().orElseThrow().property()).as("seed %s", failure.seed())
                .isEqualTo(property);

        Shrinker.Shrunk shrunk = Shrinker.shrink(failure.schedule(), failure.result(), 1_500, runs -> {});
        Schedule small = ScheduleText.read(ScheduleText.write(shrunk.schedule()));
        assertThat(Simulation.run(small, Simulation.Options.JUDGED).findings()).as("seed %s", failure.seed())
                .anyMatch(f -> f.property().equals(property));
        assertThat(small.ops().size() + small.faults().size()).as("seed %s", failure.seed())
                .isLessThan((failure.schedule().ops().size() + failure.schedule().faults().size()) / smaller);
        assertThat(Simulation.run(small.with(Mutant.NONE), Simulation.Options.JUDGED).findings())
                .as("the sound core on the schedule of seed %s", failure.seed()).isEmpty();
    }
}
