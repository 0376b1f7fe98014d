package org.espalier.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.BiPredicate;

import org.espalier.core.log.LogVariant;
import org.espalier.core.log.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotalOrderTest {

    @Test
    void noFaults_everythingIsCommittedEverywhereInOneOrder() {
        TotalGroup group = new TotalGroup(5, 1, TotalGroup.Shape.DEFAULT, LogVariant.SOUND);
        group.runUntil(3_000);
        for (int i = 0; i < 100; i++) {
            int node = i % 5;
            group.at(3_000 + i * 10L, () -> group.submit(node));
        }
        group.runUntil(10_000);
        group.assertConverged();
        assertThat(group.order).hasSize(100);
        assertThat(group.outcomes.values()).allMatch(o -> o instanceof Outcome.Committed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyFault_oneOrderAndProgressAfterwards(long seed) {
        TotalGroup group = storm(3 + (int) (seed % 5), seed, new TotalGroup.Shape(2, true, 20, 3, 5),
                LogVariant.SOUND);
        calm(group);
    }

    static void calm(TotalGroup group) {
        group.runUntil(21_000);
        group.faults = Group.Faults.NONE;
        group.cut = (a, b) -> false;
        group.members.forEach(m -> {
            if (!m.isUp()) {
                group.start(m);
            }
            group.resume(m);
        });
        group.runUntil(25_000);
        group.assertConverged();
        long ticket = group.submit(0);
        group.runUntil(30_000);
        assertThat(group.outcomes.get(ticket)).as("MajorityProgress").isInstanceOf(Outcome.Committed.class);
        group.assertConverged();
    }

    static TotalGroup storm(int n, long seed, TotalGroup.Shape shape, LogVariant variant) {
        TotalGroup group = new TotalGroup(n, seed, shape, variant);
        group.faults = new Group.Faults(0.1, 0.1, 1, 60);
        Random random = new Random(~seed);
        for (int i = 0; i < 400; i++) {
            int node = random.nextInt(n);
            group.at(random.nextInt(20_000), () -> group.submit(node));
        }
        for (int t = 2_000; t < 20_000; t += 4_000) {
            int[] side = random.ints(n, 0, 2).toArray();
            boolean oneWay = random.nextInt(4) == 0;
            BiPredicate<Integer, Integer> parts = (a, b) -> oneWay ? side[a] < side[b] : side[a] != side[b];
            group.at(t, () -> group.cut = parts);
            group.at(t + 2_000, () -> group.cut = (a, b) -> false);
        }
        for (int t = 1_000; t < 20_000; t += 700) {
            TotalGroup.Member m = group.members.get(random.nextInt(n));
            boolean crash = random.nextBoolean();
            int length = 1 + random.nextInt(1_500);
            group.at(t, () -> {
                if (crash) {
                    group.crash(m);
                } else {
                    group.pause(m);
                }
            });
            group.at(t + length, () -> {
                if (!m.isUp()) {
                    group.start(m);
                } else if (m.paused) {
                    group.resume(m);
                }
            });
        }
        return group;
    }
}
