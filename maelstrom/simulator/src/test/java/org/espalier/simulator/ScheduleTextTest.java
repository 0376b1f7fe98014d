package org.espalier.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.espalier.simulator.fault.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTextTest {

    private static final String GOOD = """
            espalier-schedule 1
            workload total   # what is multicast
            seed 17
            nodes 3
            tuning arity=2 batch=16 disk=records heartbeat-ms=200 retained=20 sync-us=1000 window=32
            delay uniform:1000:10000
            calm 4000
            fault 3 crash 1500..1700 disk=torn node=0
            op 1200 2
            """;

    @Test
    void whatIsWritten_isRead_ofEveryKindOfFault() {
        Set<FaultKind> seen = EnumSet.noneOf(FaultKind.class);
        for (Workload workload : Workload.values()) {
            for (long seed = 1; seed <= 100; seed++) {
                Schedule schedule = Swarm.of(workload, Mutant.NONE, 5_000).draw(seed);
                assertThat(ScheduleText.read(ScheduleText.write(schedule))).as("seed %s", seed).isEqualTo(schedule);
                schedule.faults().forEach(f -> seen.add(f.kind()));
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(FaultKind.values());
    }

    @Test
    void theExample_isASchedule() {
        Schedule schedule = ScheduleText.read(GOOD);
        assertThat(schedule.faults()).hasSize(1);
        assertThat(schedule.ops()).containsExactly(new Schedule.Op(1_200, 2));
    }

    @Test
    void aProgram_isRead_asItIsWritten() {
        Program program = new Program("lin-kv", 4, false, 5_000);
        Schedule schedule = ScheduleText.read(GOOD).with(program, List.of());
        assertThat(ScheduleText.read(ScheduleText.write(schedule))).isEqualTo(schedule);
        assertThat(ScheduleText.write(schedule)).contains("program lin-kv clients=4 disk=false patience-ms=5000\n");
    }

    @ParameterizedTest
    @CsvSource({"op 1200 2,op 1200 3,no operation of this run", "op 1200 2,op twelve 2,line 9: op is a whole number",
            "node=0,node=7,no fault of this run", "crash 1500,clash 1500,line 8: no such kind of fault: clash",
            "workload total,workload partial,a workload is fifo",
            "calm 4000,calm 4000|program lin-kv clients=0 disk=true patience-ms=1,no program",
            "calm 4000,calm 4000|program lin-kv disk=true patience-ms=1,lacks a line clients",
            "seed 17,seed 17|seed 18,line 4: seed a second time",
            "calm 4000,balm 4000,lacks a line calm", "uniform:1000,uniform:0,a delay from 0",
            "espalier-schedule 1,espalier-schedule 9,does not begin with", "window=32,window=99,window is between"})
    void whatIsNoSchedule_isRefusedInOneLine(String of, String by, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScheduleText.read(GOOD.replace(of, by.replace('|', '\n'))))
                .withMessageContaining(why).withMessageNotContaining("\n");
    }
}
