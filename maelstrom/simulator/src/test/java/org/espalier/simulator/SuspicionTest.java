package org.espalier.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.FaultKind;
import org.espalier.simulator.fault.Faults;
import org.espalier.simulator.fault.Suspicion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuspicionTest {

    private static final Set<FaultKind> ALONE = EnumSet.of(FaultKind.SUSPICION);

    private static Swarm swarm(Workload workload, String mutant, Set<FaultKind> kinds) {
        return new Swarm(workload, Mutant.named(mutant), OptionalInt.empty(), 8_000, OptionalInt.empty(), kinds);
    }

    private static Campaign.Report campaign(Swarm swarm, long seeds) {
        return Campaign.run(new Campaign.Plan(swarm, 1, seeds, 0, 1, 1), () -> true, (runs, seed, result) -> {});
    }

    @ParameterizedTest
    @EnumSource(Workload.class)
    void whereNothingElseIsWrong_theTreeChanges_andAllPromisesAreKept(Workload workload) {
        Campaign.Report report = campaign(swarm(workload, "", ALONE), 25);
        assertThat(report.failures()).isEmpty();
        assertThat(report.faults()).containsOnlyKeys("suspicion");
        for (String action : List.of("Detector.Suspect", "Detector.Trust", "Tree.Leave", "Tree.DropKid")) {
            assertThat(report.coverage().under(action, FaultKind.SUSPICION)).as(action).isPositive();
        }
        assertThat(report.counts().lost()).isZero();
    }

    @Test
    void suspicionAlone_showsThatNewStreamsStartWithoutWhatTheSubscriberLacks() {
        Campaign.Report report = campaign(swarm(Workload.FIFO, "no-sync", ALONE), 50);
        assertThat(report.failures()).hasSize(1);
        Campaign.Failure failure = report.failures().getFirst();
        Schedule small = Shrinker.shrink(failure.schedule(), failure.result(), 2_000, runs -> {}).schedule();
        assertThat(small.faults()).as("seed %s", failure.seed()).isNotEmpty().hasSizeLessThanOrEqualTo(3)
                .allMatch(f -> f instanceof Suspicion);
        assertThat(Simulation.run(small.with(Mutant.NONE), Simulation.Options.JUDGED).findings()).isEmpty();
    }

    @Test
    void whatElseIsDrawnForASeed_isTheSameWithoutSuspicion_andMostSeedsHaveNone() {
        Set<FaultKind> others = EnumSet.complementOf(EnumSet.of(FaultKind.SUSPICION));
        int suspicious = 0;
        for (Workload workload : Workload.values()) {
            for (long seed = 1; seed <= 100; seed++) {
                Schedule drawn = swarm(workload, "", EnumSet.allOf(FaultKind.class)).draw(seed);
                List<Fault> rest = drawn.faults().stream().filter(f -> !(f instanceof Suspicion)).toList();
                assertThat(swarm(workload, "", others).draw(seed)).as("seed %s", seed)
                        .isEqualTo(drawn.withFaults(rest));
                suspicious += rest.size() < drawn.faults().size() ? 1 : 0;
            }
        }
        assertThat(suspicious).isBetween(30, 120);
    }

    @Test
    void oneIsSuspectedAtOnce_againAndAgain_andAfterTheEndNoMore() {
        Schedule schedule = ScheduleText.read("""
                espalier-schedule 1
                workload causal
                seed 17
                nodes 3
                tuning arity=2 batch=16 disk=records heartbeat-ms=200 retained=1000000 sync-us=1000 window=32
                delay uniform:1000:10000
                calm 4000
                fault 0 suspicion 1500..3000 node=1 peer=0
                """);
        List<Double> suspects = new ArrayList<>();
        List<Double> trusts = new ArrayList<>();
        Simulation.run(schedule, new Simulation.Options(true, line -> {
            double at = Double.parseDouble(line.substring(0, line.indexOf(' ')));
            if (line.contains("Detector.Suspect")) {
                assertThat(line).contains("n1 Detector.Suspect n0");
                suspects.add(at);
            } else if (line.contains("Detector.Trust")) {
                trusts.add(at);
            }
        }, Long.MAX_VALUE));
        assertThat(suspects).hasSizeGreaterThan(2).allMatch(at -> at >= 1_500 && at <= 3_000);
        assertThat(suspects.getFirst()).isEqualTo(1_500);
        assertThat(trusts).hasSameSizeAs(suspects);
    }

    @Test
    void nobodySuspectsItself() {
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.read("0 suspicion 1..2 node=1 peer=1"))
                .withMessageContaining("does not suspect itself");
    }
}
