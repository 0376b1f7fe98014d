package org.espalier.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.espalier.core.cast.CastVariant;
import org.espalier.core.log.LogVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutantTest {

    /** A seed on which each mutant dies, of which property, and the most steps that are left of its schedule. */
    @ParameterizedTest
    @CsvSource({"no-checksum,FIFO,6,NoCreation,20", "no-checksum,CAUSAL,6,AckIsTrue,20",
            "no-checksum,TOTAL,20,AckIsTrue,20", "no-sync,FIFO,2,Convergence,8", "no-sync,CAUSAL,2,Convergence,8",
            "longest-wins,TOTAL,285,FifoTotal,28",
            "truncate-first,TOTAL,1,GapFree,10", "forget-log,TOTAL,1,GapFree,10", "count-acks,TOTAL,21,FifoTotal,23",
            "forgotten-incarnation,CAUSAL,2,AckIsTrue,8", "no-reannounce,TOTAL,8,MajorityProgress,10",
            "amnesiac-votes,TOTAL,4,GapFree,22", "ack-early,TOTAL,129,GapFree,20", "no-quorum,TOTAL,1,FifoTotal,20",
            "no-holdback,FIFO,3,Convergence,20", "no-dedup,FIFO,3,NoDuplication,20",
            "no-dedup,CAUSAL,5,NoDuplication,20", "forward-first,FIFO,2,Convergence,10",
            "forward-first,CAUSAL,2,Convergence,10", "promise-early,TOTAL,974,GapFree,27",
            "sync-early,TOTAL,10,FifoTotal,20", "resume-epoch,TOTAL,1,GapFree,19",
            "partial-adoption,TOTAL,37,FifoTotal,20", "split-record,TOTAL,37,FifoTotal,20",
            "snapshot-uncommitted,TOTAL,4,GapFree,19", "dedup-retained,TOTAL,22,FifoTotal,23",
            "match-length,TOTAL,38,CausalOrder,20"})
    void aBrokenCore_isFound_andStillFailsWhenShrunk(String name, Workload workload, long seed, String property,
            int steps) {
        Schedule schedule = Swarm.of(workload, Mutant.named(name), 20_000).draw(seed);
        RunResult result = Simulation.run(schedule, Simulation.Options.JUDGED);
        assertThat(result.first()).as("%s on seed %s", name, seed).isPresent();
        assertThat(result.first().orElseThrow().property()).as("%s on seed %s", name, seed).isEqualTo(property);

        Shrinker.Shrunk shrunk = Shrinker.shrink(schedule, result, 4_000, runs -> {});
        Schedule small = ScheduleText.read(ScheduleText.write(shrunk.schedule()));
        assertThat(Simulation.run(small, Simulation.Options.JUDGED).findings()).as("%s on seed %s", name, seed)
                .anyMatch(f -> f.property().equals(property));
        assertThat(small.ops().size() + small.faults().size()).as("steps left of seed %s", seed)
                .isLessThanOrEqualTo(steps);
        assertThat(Simulation.run(small.with(Mutant.NONE), Simulation.Options.JUDGED).findings())
                .as("the sound core on the schedule of seed %s", seed).isEmpty();
    }

    @Test
    void everyMutantThereIs_isInTheTableOfMistakes() {
        List<String> all = new ArrayList<>(List.of(CastVariant.LABELS.split(", ")));
        all.addAll(List.of(HostVariant.labels().split(", ")));
        all.addAll(List.of(LogVariant.labels().split(", ")));
        assertThat(Mistake.ALL).extracting(Mistake::mutant).containsAll(all);
        Mistake.ALL.forEach(m -> assertThat(Mutant.named(m.mutant()).name()).isEqualTo(m.mutant()));
    }
}
