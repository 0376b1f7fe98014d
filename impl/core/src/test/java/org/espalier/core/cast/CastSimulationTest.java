package org.espalier.core.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

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
            boolean mustConverge) {
        Group group = group(causal, 5, seed, config, variant);
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
            String violation = run(causal, seed, config, CastVariant.SOUND, mustConverge);
            if (violation != null) {
                fail(violation);
            }
        }
    }

    private static List<String> violations(boolean causal, CastConfig config, CastVariant variant) {
        List<String> found = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            String violation = run(causal, seed, config, variant, true);
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
        assertThat(violations(true, ROOMY, new CastVariant.NoSync()))
                .anyMatch(v -> v.contains("CausalOrder"))
                .anyMatch(v -> v.contains("Convergence"));
    }

    @Test
    void fifoTree_noSync_isRejected() {
        assertThat(violations(false, ROOMY, new CastVariant.NoSync()))
                .anyMatch(v -> v.contains("Convergence"));
    }

    @Test
    void bothLayers_noDedup_isRejected() {
        assertThat(violations(true, ROOMY, new CastVariant.NoDedup()))
                .anyMatch(v -> v.contains("NoDuplication"));
        assertThat(violations(false, ROOMY, new CastVariant.NoDedup()))
                .anyMatch(v -> v.contains("NoDuplication"));
    }

    @Test
    void treeCast_oldSidTakenForTheNewOne_isRejected() {
        assertThat(violationsWhenTampered(true, group -> (way, message) -> message instanceof CastMessage.Msg msg
                ? new CastMessage.Msg(group.nodes[way.to()].snapshot().sub().get(way.from()).sid(), msg.origin(),
                        msg.seq(), msg.payload())
                : message))
                .anyMatch(v -> v.contains("CausalOrder"));
    }

    @Test
    void treeCast_streamOpenedDespiteTruncation_isRejected() {
        // The subscriber's vector is made to cover what was truncated: what the guard of Accept refuses is accepted.
        assertThat(violationsWhenTampered(true, group -> (way, message) -> message instanceof CastMessage.Sub sub
                ? new CastMessage.Sub(sub.sid(), max(sub.vec(), group.nodes[way.to()].snapshot().base()))
                : message))
                .anyMatch(v -> v.contains("CausalOrder"));
    }

    @Test
    void treeCast_snapshotInstalledOverWhatItLacks_isRejected() {
        // The snapshot is made to claim what the receiver has: what the guard of Install declines is installed.
        assertThat(violationsWhenTampered(true, group -> (way, message) -> message instanceof CastMessage.Snapshot s
                ? new CastMessage.Snapshot(s.sid(), max(s.vec(), group.nodes[way.to()].snapshot().vec()), s.state())
                : message))
                .anyMatch(v -> v.contains("NoCreation"));
    }

    @Test
    void runs_sometimesDoEverything() {
        long[] tree = new long[8];
        long[] fifo = new long[8];
        for (long seed = 0; seed < 40; seed++) {
            add(tree, run(group(true, 5, seed, TIGHT, CastVariant.SOUND)));
            add(fifo, run(group(false, 5, seed, TIGHT, CastVariant.SOUND)));
        }
        assertThat(tree).as("delivered, duplicates, stale, lagging, refused, grafts, holdbackFull, installed")
                .satisfies(c -> assertThat(new long[]{c[0], c[1], c[2], c[3], c[4], c[5], c[7]}).doesNotContain(0));
        assertThat(fifo).as("delivered, duplicates, stale, lagging, refused, grafts, holdbackFull, installed")
                .doesNotContain(0);
    }

    private static long[] run(Group group) {
        for (int i = 0; i + 1 < group.members; i++) {
            group.both(i, i + 1, true);
        }
        group.backup(0, 3);
        group.backup(4, 1);
        for (int i = 0; i < STEPS; i++) {
            group.anything(60);
        }
        long[] sum = new long[8];
        for (Cast node : group.nodes) {
            CastCounters c = node.counters();
            add(sum, new long[]{c.delivered(), c.duplicates(), c.stale(), c.lagging(), c.refused(), c.grafts(),
                    c.holdbackFull(), 0});
        }
        sum[7] = group.installs;
        return sum;
    }

    private static void add(long[] to, long[] what) {
        Arrays.setAll(to, i -> to[i] + what[i]);
    }

    private static long[] max(long[] v, List<Long> w) {
        long[] m = v.clone();
        Arrays.setAll(m, i -> Math.max(v[i], w.get(i)));
        return m;
    }

    private static List<String> violationsWhenTampered(boolean causal, Function<Group, Group.Tamper> tamper) {
        List<String> found = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Group group = group(causal, 5, seed, TIGHT, CastVariant.SOUND);
            group.tamper = tamper.apply(group);
            try {
                run(group);
            } catch (Judge.Verdict verdict) {
                found.add("seed " + seed + ": " + verdict.getMessage());
            }
        }
        return found;
    }
}
