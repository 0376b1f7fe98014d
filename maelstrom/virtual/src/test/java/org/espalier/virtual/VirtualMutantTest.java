package org.espalier.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import org.espalier.simulator.Campaign;
import org.espalier.simulator.Campaign.Failure;
import org.espalier.simulator.Mutant;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.ScheduleText;
import org.espalier.simulator.Shrinker;
import org.espalier.workbench.workload.Workload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualMutantTest {

    /** Which property a program with a broken core dies of first, within so many seeds. */
    @ParameterizedTest
    @CsvSource({"no-checksum,BROADCAST,SetFull,20", "no-checksum,LIN_KV,NoFuture,30", "no-sync,BROADCAST,SetFull,40",
            "no-dedup,MULTICAST,NoDuplication,40", "no-sync,G_SET,SetFull,40",
            "no-sync,PN_COUNTER,CounterSum,40", "truncate-first,LIN_KV,Linearizability,60",
            "forget-log,LIN_KV,Linearizability,60", "truncate-first,KAFKA,Kafka,60",
            "truncate-first,TXN_LIST_APPEND,StrictSerializability,60",
            "truncate-first,TXN_RW_REGISTER,StrictSerializability,60"})
    void aBrokenProgram_isFound_andStillFailsWhenShrunk(String name, Workload workload, String property, long seeds) {
        WorkloadSwarm swarm = VirtualRunTest.swarm(workload, name, 20_000);
        Campaign.Report report = Campaign.run(new Campaign.Plan(swarm, 1, seeds, 0, 1, 1), () -> true,
                (runs, seed, result) -> {});
        assertThat(report.failures()).as("%s within %s seeds", name, seeds).isNotEmpty();
        Failure failure = report.failures().getFirst();
        assertThat(failure.result().first().orElseThrow().property()).as("seed %s", failure.seed())
                .isEqualTo(property);

        Shrinker.Shrunk shrunk = Shrinker.shrink(failure.schedule(), failure.result(), swarm::run, 150, runs -> {});
        Schedule small = ScheduleText.read(ScheduleText.write(shrunk.schedule()));
        assertThat(swarm.run(small).findings()).as("seed %s", failure.seed())
                .anyMatch(f -> f.property().equals(property));
        assertThat(small.ops().size() + small.faults().size()).as("seed %s", failure.seed())
                .isLessThan((failure.schedule().ops().size() + failure.schedule().faults().size()) / 2);
        assertThat(swarm.run(small.with(Mutant.NONE)).findings())
                .as("the sound program on the schedule of seed %s", failure.seed()).isEmpty();
    }
}
