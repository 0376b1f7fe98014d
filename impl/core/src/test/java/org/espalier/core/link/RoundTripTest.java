package org.espalier.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripTest {

    private final RoundTrip roundTrip = new RoundTrip(250, 4_000, 50);

    @Test
    void timeout_notMeasured_isTheConfiguredOne() {
        assertThat(roundTrip.timeoutMillis()).isEqualTo(250);
    }

    @Test
    void timeout_steadyRoundTrips_comesCloseToThemPlusTheAckDelay() {
        for (int i = 0; i < 100; i++) {
            roundTrip.measured(200);
        }
        assertThat(roundTrip.timeoutMillis()).isBetween(251L, 260L);
    }

    @Test
    void timeout_spreadRoundTrips_staysAboveThemAll() {
        for (int i = 0; i < 100; i++) {
            roundTrip.measured(i % 2 == 0 ? 100 : 300);
        }
        assertThat(roundTrip.timeoutMillis()).isGreaterThan(300);
    }

    @Test
    void timeout_waitsInVain_doublesUpToTheCapWithoutOverflow() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(roundTrip.timeoutMillis()).isEqualTo(Math.min(4_000, i < 5 ? 250L << i : 4_000));
            roundTrip.backOff();
        }
        roundTrip.progress();
        assertThat(roundTrip.timeoutMillis()).isEqualTo(250);
    }

    @Test
    void timeout_roundTripOfNothing_isStillPositive() {
        RoundTrip local = new RoundTrip(1, 1, 0);
        local.measured(0);
        assertThat(local.timeoutMillis()).isEqualTo(1);
    }
}
