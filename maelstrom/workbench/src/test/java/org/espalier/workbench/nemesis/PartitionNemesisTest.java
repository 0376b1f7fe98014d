package org.espalier.workbench.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.espalier.checkers.history.Op;
import org.espalier.workbench.client.Recorder;
import org.espalier.workbench.net.Journal;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.net.Partition;
import org.junit.jupiter.api.Test;

class PartitionNemesisTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final Recorder recorder = new Recorder(System::nanoTime);
    private final List<String> log = new ArrayList<>();
    private final Chronicle chronicle = new Chronicle(recorder, log::add);
    private final Network network = new Network(List.of("n0", "n1", "n2"), new Network.Conditions(Latency.NONE, 0, 0),
            1, System::nanoTime, Journal.NONE);

    private PartitionNemesis nemesis(Set<FaultKind> kinds, Partition.Shape shape) {
        return new PartitionNemesis(Duration.ofDays(1), kinds, Optional.of(shape), network, chronicle, new Random(1));
    }

    private boolean arrives() {
        network.send(network.inbox("n0"), "n1", BODY);
        return !network.inbox("n1").poll().isEmpty();
    }

    /** Waits, as long as it takes, for the link to change. */
    private void until(boolean arrives) throws InterruptedException {
        while (arrives() != arrives) {
            Thread.sleep(1);
        }
    }

    @Test
    void flappingPartition_comesAndGoesUntilItIsMended() throws InterruptedException {
        PartitionNemesis nemesis = nemesis(EnumSet.of(FaultKind.FLAPPING), Partition.Shape.ALL);
        nemesis.turn();
        for (int i = 0; i < 3; i++) {
            until(false);
            until(true);
        }
        nemesis.turn();
        for (int i = 0; i < 100; i++) {
            assertThat(arrives()).as("healed for good").isTrue();
        }
        assertThat(recorder.ops()).extracting(Op::f).containsExactly("start-flapping", "start-flapping",
                "stop-flapping", "stop-flapping");
        assertThat(log).containsExactly("flapping partition all: every node is alone", "healed");
        assertThat(chronicle.spans()).singleElement().satisfies(span -> {
            assertThat(span.kind()).isEqualTo(FaultKind.FLAPPING);
            assertThat(span.nodes()).containsExactlyInAnyOrder("n0", "n1", "n2");
            assertThat(span.to()).isLessThan(Long.MAX_VALUE);
        });
    }

    @Test
    void partitionsOfBothKinds_takeTurns_andInTheEndTheNetworkIsWhole() throws InterruptedException {
        PartitionNemesis nemesis = nemesis(EnumSet.of(FaultKind.PARTITION, FaultKind.FLAPPING), Partition.Shape.ONE);
        for (int i = 0; i < 41; i++) {
            nemesis.turn();
        }
        nemesis.mendAll();
        assertThat(arrives()).isTrue();
        assertThat(chronicle.spans()).hasSize(21).allMatch(s -> s.to() < Long.MAX_VALUE).extracting(FaultSpan::kind)
                .contains(FaultKind.PARTITION, FaultKind.FLAPPING);
    }
}
