package org.espalier.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.espalier.simulator.Mistake;
import org.espalier.simulator.Mutant;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kept schedule shows its mistake, and shows no more than that. */
class KeptSchedulesTest {

    static List<Mistake> mistakes() {
        return Mistake.ALL;
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theKeptSchedule_showsTheMistake_andTheSoundCoreDoesWellInIt(Mistake mistake) {
        Schedule schedule = KeptSchedules.of(mistake);

        assertThat(schedule.mutant().name()).isEqualTo(mistake.mutant());
        assertThat(Simulation.run(schedule, Simulation.Options.JUDGED).findings()).isNotEmpty();
        assertThat(Simulation.run(schedule.with(Mutant.NONE), Simulation.Options.JUDGED).findings()).isEmpty();
    }
}
