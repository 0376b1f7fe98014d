package org.espalier.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

import org.espalier.core.log.LogVariant;
import org.espalier.core.log.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotalOrderTest {

    private static final int SEEDS = 60;

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

    @Test
    void everyFault_oneOrderAndProgressAfterwards_andSometimesEverythingHappens() {
        Map<String, Integer> happened = new TreeMap<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            run(Storms::every, seed, LogVariant.SOUND).happened
                    .forEach((what, n) -> happened.merge(what, n, Integer::sum));
            run(Storms::crashes, seed, LogVariant.SOUND);
        }
        assertThat(happened).containsKeys("EpochLog.Append", "EpochLog.OnAppend", "EpochLog.Persist", "EpochLog.Commit",
                "EpochLog.OnCommit", "EpochLog.NewEpoch", "EpochLog.OnNew", "EpochLog.Sync", "EpochLog.Adopt",
                "EpochLog.TakeSnapshot", "EpochLog.GapSnapshot", "EpochLog.CrashRestart", "installed");
    }

    @Test
    void membersReplacedByTheirSnapshots_inTheMiddleOfEverything_goOnAsIfNothingHadHappened() {
        for (long seed = 101; seed <= 110; seed++) {
            TotalGroup group = Storms.begin(seed, LogVariant.SOUND);
            for (int t = 1_000; t < 20_000; t += 300) {
                TotalGroup.Member m = group.members.get(t / 300 % group.members.size());
                group.at(t, () -> group.replace(m));
            }
            Storms.calm(group);
        }
    }

    @Test
    void aMinority_answersInTimeAndCommitsNothing() {
        TotalGroup group = new TotalGroup(5, 7, TotalGroup.Shape.DEFAULT, LogVariant.SOUND);
        group.runUntil(3_000);
        group.cut = (a, b) -> (a < 2) != (b < 2);
        group.runUntil(5_000);
        int before = group.order.size();
        long cutOff = group.submit(0);
        long served = group.submit(4);
        group.runUntil(6_600);
        assertThat(group.outcomes.get(cutOff)).isIn(new Outcome.NoQuorum(), new Outcome.Unknown());
        assertThat(group.outcomes.get(served)).isInstanceOf(Outcome.Committed.class);
        assertThat(group.order).hasSize(before + 1);
    }

    @Test
    void withoutDisks_whoRestartsHasNoVote_andTheRestGoOn() {
        TotalGroup.Shape diskless = new TotalGroup.Shape(2, false, 1 << 20, 256, 1);
        TotalGroup group = new TotalGroup(3, 3, diskless, LogVariant.SOUND);
        group.runUntil(4_000);
        assertThat(group.members).allMatch(m -> m.log().votes());
        TotalGroup.Member first = group.members.get(0);
        group.submit(1);
        group.runUntil(5_000);
        group.crash(first);
        group.runUntil(6_000);
        group.start(first);
        group.runUntil(9_000);
        assertThat(first.log().votes()).isFalse();
        long ticket = group.submit(2);
        group.runUntil(12_000);
        assertThat(group.outcomes.get(ticket)).isInstanceOf(Outcome.Committed.class);
        group.assertConverged();
        group.crash(group.members.get(1));
        group.runUntil(13_000);
        group.start(group.members.get(1));
        group.runUntil(18_000);
        long late = group.submit(2);
        group.runUntil(20_000);
        assertThat(group.outcomes.get(late)).as("one voter of three remembers")
                .isNotInstanceOf(Outcome.Committed.class);
    }

    /** The variants of DESIGN that a run of a group can tell from the sound one; TLC tells all of them. */
    @ParameterizedTest
    @CsvSource({"longest-wins,crashes,150", "truncate-first,every,10", "forget-log,every,10", "count-acks,every,10",
            "no-reannounce,every,20", "ack-early,crashes,60", "no-quorum,every,10", "resume-epoch,crashes,60",
            "partial-adoption,every,60", "split-record,crashes,80", "snapshot-uncommitted,every,10",
            "dedup-retained,every,10", "match-length,every,20"})
    void aBrokenLog_diesOfAProperty(String name, String storm, int seeds) {
        LogVariant variant = LogVariant.named(name);
        for (long seed = 1; seed <= seeds; seed++) {
            try {
                run(storm.equals("every") ? Storms::every : Storms::crashes, seed, variant);
            } catch (AssertionError | IllegalStateException e) {
                assertThat(e.getMessage()).containsAnyOf("TotalOrder", "GapFree", "NoDuplication", "FifoTotal",
                        "AggSound",
                        "Validity", "MajorityProgress", "CommittedNeverLost", "UniformAgreement");
                return;
            } catch (IndexOutOfBoundsException e) {
                assertThat(variant).as("a snapshot of what nobody has delivered")
                        .isEqualTo(LogVariant.SNAPSHOT_UNCOMMITTED);
                return;
            }
        }
        throw new AssertionError(name + " survived " + seeds + " seeds of " + storm);
    }

    private static TotalGroup run(BiFunction<Long, LogVariant, TotalGroup> storm, long seed, LogVariant variant) {
        return storm.apply(seed, variant);
    }
}
