package org.espalier.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.junit.jupiter.api.Test;

class ClockTest {

    @Test
    void aClock_neverGoesBack_andKeepsItsRate() {
        for (long seed = 1; seed <= 100; seed++) {
            Random random = new Random(seed);
            Clock clock = new Clock(1_000);
            long now = 0;
            long shown = clock.millis(0);
            assertThat(shown).isEqualTo(1_000);
            for (int i = 0; i < 200; i++) {
                now += random.nextInt(1_000_000);
                assertThat(clock.millis(now)).as("seed %s", seed).isGreaterThanOrEqualTo(shown);
                shown = clock.millis(now);
                if (random.nextInt(10) == 0) {
                    clock.drift(now, random.nextInt(1_500_000) - 500_000);
                    assertThat(clock.millis(now)).as("seed %s", seed).isEqualTo(shown);
                }
                long when = clock.when(shown + 50);
                assertThat(clock.millis(when)).as("seed %s", seed).isBetween(shown + 49, shown + 51);
            }
        }
    }

    @Test
    void twiceAsFast_isTwiceAsFast() {
        Clock clock = new Clock(0);
        clock.drift(1_000_000, 1_000_000);
        assertThat(clock.millis(3_000_000)).isEqualTo(5_000);
        assertThat(clock.when(5_000)).isEqualTo(3_000_000);
    }
}
