package org.espalier.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Whole overlays under faults, then without. Replay one run with {@code -Despalier.seed=N}. */
class TreeSimulationTest {

    private static final int RUNS = 120;

    @Test
    void freshStart_nobodySuspected_isTheHeapAfterOneRoundTrip() {
        for (int arity : new int[]{1, 2, 5, 24}) {
            Grove grove = new Grove(new Tree.Config(25, arity, arity, 1000, 250, 2000), new Random(1));
            grove.run(200);
            for (int i = 0; i < 25; i++) {
                assertThat(grove.parent(i)).isEqualTo(grove.heap.parent(i));
            }
            assertThat(grove.sentFrames()).isEqualTo(2 * 24);
        }
    }

    @Test
    void quietTree_costsTwoFramesPerEdgeAndHeartbeat() {
        Grove grove = new Grove(new Tree.Config(25, 5, 6, 1000, 250, 2000), new Random(1));
        grove.run(2000);
        int before = grove.sentFrames();
        grove.run(20_000);
        assertThat((grove.sentFrames() - before) / 20.0 / 24).isBetween(1.8, 2.2);
    }

    @Test
    void anyFaults_thenNone_oneTreePerFragmentAndEverybodyHome() {
        Map<String, Integer> actions = new HashMap<>();
        int healed = 0;
        Long only = Long.getLong("espalier.seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? RUNS : only); seed++) {
            try {
                Grove grove = faultsThenNone(new Random(seed));
                healed += grove.healed() ? 1 : 0;
                grove.actions.forEach((action, count) -> actions.merge(action, count, Integer::sum));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": replay with mvn -pl impl/core test"
                        + " -Dtest=TreeSimulationTest -Despalier.seed=" + seed + " - " + e.getMessage(), e);
            }
        }
        if (only == null) {
            assertThat(actions).containsOnlyKeys("Poll", "Retry", "Refresh", "Ping", "GiveUp", "Leave", "DropKid",
                    "OnAttach", "OnAttach evicts", "OnAccept", "OnBusy", "OnBusy redirects", "OnDetach");
            assertThat(healed).as("runs that ended with a healed network").isBetween(RUNS / 10, RUNS * 9 / 10);
        }
    }

    private static Grove faultsThenNone(Random random) {
        int n = 2 + random.nextInt(24);
        int arity = 1 + random.nextInt(4);
        Grove grove = new Grove(new Tree.Config(n, arity, arity + random.nextInt(2), 1000, 250, 2000), random);
        grove.loss = random.nextDouble() * 0.5;
        grove.duplication = random.nextDouble() * 0.3;
        grove.maxDelayMillis = 1 + random.nextInt(600);
        for (int round = 0; round < 40; round++) {
            if (random.nextInt(5) == 0) {
                grove.partition(1 + random.nextInt(3));
            }
            for (int x = 0; x < n; x++) {
                grove.suspect(random.nextInt(n), random.nextInt(n), random.nextInt(3) == 0);
            }
            if (random.nextInt(3) == 0) {
                grove.restart(random.nextInt(n));
            }
            grove.run(random.nextInt(400));
        }
        // Faults cease, except that frames are still lost and late: heartbeats and retries must make up for it.
        grove.partition(1 + random.nextInt(3));
        grove.suspectTheTruth();
        grove.loss = random.nextBoolean() ? 0 : 0.2;
        grove.duplication = 0;
        grove.maxDelayMillis = 100;
        Optional<String> disorder = grove.disorder();
        for (int x = 0; x < 120 && disorder.isPresent(); x++) {
            grove.run(1000);
            disorder = grove.disorder();
        }
        assertThat(disorder).isEmpty();
        for (int x = 0; x < 5; x++) {
            grove.run(3000);
            assertThat(grove.disorder()).as("it stays").isEmpty();
        }
        return grove;
    }
}
