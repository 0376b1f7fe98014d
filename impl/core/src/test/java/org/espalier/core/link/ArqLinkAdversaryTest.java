package org.espalier.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.core.SpecViolation;
import org.espalier.core.link.Adversary.Mutant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The link keeps FifoLink's promise over the worst network, and the test would notice if it did not. */
class ArqLinkAdversaryTest {

    private static final int SEEDS = 200;
    private static final int STEPS = 1_000;

    @Test
    void promise_isKeptInEveryRun() {
        Map<String, Integer> actions = new TreeMap<>();
        long deliveries = 0;
        long overtakings = 0;
        long lostYetDelivered = 0;
        long beyondWindow = 0;
        long duplicates = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Adversary run = new Adversary(seed, Mutant.NONE);
            try {
                run.run(STEPS);
                run.rest();
            } catch (SpecViolation | Contract.Broken e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            run.actions.forEach((action, n) -> actions.merge(action, n, Integer::sum));
            for (int end = 0; end < 2; end++) {
                deliveries += run.contract(end).deliveries();
                overtakings += run.contract(end).overtakings();
                lostYetDelivered += run.contract(end).lostYetDelivered();
                beyondWindow += run.counters(end).beyondWindow();
                duplicates += run.counters(end).duplicates();
            }
        }
        assertThat(actions.keySet()).as("every action of the spec").containsExactlyInAnyOrder("SayHi", "OnHi", "Meet",
                "Greet", "Submit", "Retransmit", "OnAck", "OnData", "Advance", "SendAck", "OnOldData");
        assertThat(deliveries).as("deliveries").isGreaterThan(10_000);
        assertThat(overtakings).as("overtakings").isPositive();
        assertThat(lostYetDelivered).as("lost yet delivered").isPositive();
        assertThat(beyondWindow).as("beyond the window").isPositive();
        assertThat(duplicates).as("duplicates").isPositive();
    }

    @ParameterizedTest
    @EnumSource(value = Mutant.class, mode = Mode.EXCLUDE, names = "NONE")
    void mutant_isFound(Mutant mutant) {
        List<Long> found = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Adversary run = new Adversary(seed, mutant);
            try {
                run.run(STEPS);
                run.rest();
            } catch (SpecViolation | Contract.Broken e) {
                found.add(seed);
            }
        }
        assertThat(found).as("seeds that find " + mutant).hasSizeGreaterThan(SEEDS / 20);
    }
}
