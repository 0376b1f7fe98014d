package org.espalier.core.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.espalier.core.Observer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whole groups under random schedules. A failure names its seed; {@code run} with that seed replays it. */
class CastSimulationTest {

    private static final int SEEDS = 150;
    private static final int STEPS = 3_000;
    private static final CastConfig ROOMY = new CastConfig(1 << 14, 64, 8, 50, 100, 200);
    private static final CastConfig TIGHT = new CastConfig(6, 4, 3, 50, 100, 200);

    private static Group group(boolean causal, int members, long seed, CastConfig config, CastVariant variant) {
        return new Group(members, causal, seed, self -> causal
                ? new TreeCast(self, members, config, Observer.NONE, variant)
                : new FifoTree(self, members, config, Observer.NONE, variant));
    }

    /** The first violation, or null. */
    private static @Nullable String run(boolean causal, long seed, CastConfig config, CastVariant variant,
            UnaryOperator<CastMessage> tamper, boolean mustConverge) {
        Group group = group(causal, 5, seed, config, variant);
        group.tamper = tamper;
        try {
            for (int i = 0; i + 1 < group.members; i++) {
                group.both(i, i + 1, true);
            }
            for (int i = 0; i < STEPS; i++) {
                group.anything(60);
            }
            if (mustConverge) {
                group.heal();
                group.judge.converged();
                assertThat(group.judge.total(0)).isGreaterThan(50);
            }
            return null;
        } catch (Judge.Verdict verdict) {
            return "seed " + seed + ": " + verdict.getMessage();
        }
    }

    private static void allHold(boolean causal, CastConfig config, boolean mustConverge) {
        for (long seed = 0; seed < SEEDS; seed++) {
            String violation = run(causal, seed, config, CastVariant.SOUND, UnaryOperator.identity(), mustConverge);
            if (violation != null) {
                fail(violation);
            }
        }
    }

    private static List<String> violations(boolean causal, CastConfig config, CastVariant variant,
            UnaryOperator<CastMessage> tamper) {
        List<String> found = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            String violation = run(causal, seed, config, variant, tamper, true);
            if (violation != null) {
                found.add(violation);
            }
        }
        return found;
    }

    @Test
    void treeCast_resetsRestartsAndAnyOverlay_isCausalAndConverges() {
        allHold(true, ROOMY, true);
    }

    @Test
    void fifoTree_resetsRestartsAndAnyOverlay_isFifoAndConverges() {
        allHold(false, ROOMY, true);
    }

    @Test
    void treeCast_logsTooShortForTheFaults_staysCausal() {
        allHold(true, TIGHT, false);
    }

    @Test
    void fifoTree_logsAndHoldbackTooShortForTheFaults_staysFifo() {
        allHold(false, TIGHT, false);
    }

    @Test
    void treeCast_noSync_isRejected() {
        assertThat(violations(true, ROOMY, new CastVariant.NoSync(), UnaryOperator.identity()))
                .anyMatch(v -> v.contains("CausalOrder"))
                .anyMatch(v -> v.contains("Convergence"));
    }

    @Test
    void fifoTree_noSync_isRejected() {
        assertThat(violations(false, ROOMY, new CastVariant.NoSync(), UnaryOperator.identity()))
                .anyMatch(v -> v.contains("Convergence"));
    }

    @Test
    void bothLayers_noDedup_isRejected() {
        assertThat(violations(true, ROOMY, new CastVariant.NoDedup(), UnaryOperator.identity()))
                .anyMatch(v -> v.contains("NoDuplication"));
        assertThat(violations(false, ROOMY, new CastVariant.NoDedup(), UnaryOperator.identity()))
                .anyMatch(v -> v.contains("NoDuplication"));
    }
}
