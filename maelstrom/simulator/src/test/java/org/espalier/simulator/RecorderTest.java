package org.espalier.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.OptionalInt;

import org.espalier.core.node.Packet;
import org.espalier.simulator.fault.FaultKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecorderTest {

    /** Counts what it hears. */
    private static final class Counting implements Recorder {
        private long lost;
        private long corrupted;
        private long sent;
        private long copies;
        private long cut;
        private long delivered;
        private long asked;

        @Override
        public void lost(long at, int from, int to, Packet packet, Loss how) {
            lost += how == Loss.LOST ? 1 : 0;
            corrupted += how == Loss.CORRUPTED ? 1 : 0;
        }

        @Override
        public void sent(long at, long due, int from, int to, Packet packet, boolean copy) {
            assertThat(due).isGreaterThanOrEqualTo(at);
            sent += copy ? 0 : 1;
            copies += copy ? 1 : 0;
        }

        @Override
        public void cut(long due, int from, int to, Packet packet) {
            cut++;
        }

        @Override
        public void asked(long at, int node, int message, boolean heard) {
            asked++;
        }

        @Override
        public void answered(long at, int node, int message, boolean committed) {
            assertThat(at).isPositive();
        }

        @Override
        public void delivered(long at, int node, int message) {
            delivered++;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRecorder_hearsEveryPacketAndDelivery_andChangesNothing(Workload workload) {
        Swarm swarm = new Swarm(workload, Mutant.named(""), OptionalInt.of(4), 5_000, OptionalInt.of(60),
                EnumSet.allOf(FaultKind.class));
        for (long seed = 1; seed <= 5; seed++) {
            Schedule schedule = swarm.draw(seed);
            Counting heard = new Counting();
            RunResult silent = Simulation.run(schedule, Simulation.Options.JUDGED);
            RunResult recorded = Simulation.run(schedule, new Simulation.Options(true, null, Long.MAX_VALUE, heard));
            assertThat(recorded.hash()).as("seed %d", seed).isEqualTo(silent.hash());
            RunResult.Counts counts = recorded.counts();
            assertThat(heard.sent + heard.lost + heard.corrupted).as("seed %d", seed).isEqualTo(counts.sent());
            assertThat(heard.lost).isEqualTo(counts.lost());
            assertThat(heard.corrupted).isEqualTo(counts.corrupted());
            assertThat(heard.copies).isEqualTo(counts.duplicated());
            assertThat(heard.cut).isEqualTo(counts.cut());
            assertThat(heard.delivered).isEqualTo(counts.deliveries());
            assertThat(heard.asked).isEqualTo(schedule.ops().size());
        }
    }
}
