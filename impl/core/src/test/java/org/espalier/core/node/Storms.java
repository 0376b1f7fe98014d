package org.espalier.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.BiPredicate;

import org.espalier.core.log.LogVariant;
import org.espalier.core.log.Outcome;

/** Runs of a {@link TotalGroup} under faults, each drawn from its seed: 20 s of them, and then calm. */
final class Storms {

    private Storms() {}

    /** Loss, duplication, reordering, partitions, crashes and pauses; few entries in a message, and snapshots. */
    static TotalGroup every(long seed, LogVariant variant) {
        return calm(begin(seed, variant));
    }

    /** The same, before it has begun. */
    static TotalGroup begin(long seed, LogVariant variant) {
        int n = 3 + (int) (seed % 5);
        TotalGroup group = new TotalGroup(n, seed, new TotalGroup.Shape(2, true, 20, 3, 5), variant);
        group.faults = new Group.Faults(0.1, 0.1, 1, 60);
        Random random = submissions(group, 400, seed);
        for (int t = 2_000; t < 20_000; t += 4_000) {
            BiPredicate<Integer, Integer> parts = parts(n, random, random.nextInt(4) == 0);
            group.at(t, () -> group.cut = parts);
            group.at(t + 2_000, () -> group.cut = (p, q) -> false);
        }
        for (int t = 1_000; t < 20_000; t += 700) {
            TotalGroup.Member m = group.members.get(random.nextInt(n));
            boolean crash = random.nextBoolean();
            group.at(t, () -> {
                if (crash) {
                    group.crash(m);
                } else {
                    group.pause(m);
                }
            });
            group.at(t + 1 + random.nextInt(1_500), () -> bring(group, m));
        }
        return group;
    }

    /** Three members with slow disks and short, frequent crashes, cut apart in ever new ways. */
    static TotalGroup crashes(long seed, LogVariant variant) {
        int maxRetained = seed % 2 == 0 ? 1 << 20 : 20;
        TotalGroup group = new TotalGroup(3, seed, new TotalGroup.Shape(2, true, maxRetained, 16, 150), variant);
        group.faults = new Group.Faults(0.02, 0.05, 1, 10);
        Random random = submissions(group, 600, seed);
        for (int t = 1_000; t < 20_000; t += 500 + random.nextInt(1_500)) {
            BiPredicate<Integer, Integer> parts = parts(3, random, false);
            int a = random.nextInt(3);
            int b = random.nextInt(3);
            int kind = random.nextInt(3);
            group.at(t, () -> group.cut = switch (kind) {
                case 0 -> parts;
                case 1 -> (p, q) -> (p == a && q == b) || (p == b && q == a);
                default -> (p, q) -> false;
            });
        }
        for (int t = 1_500; t < 20_000; t += 100 + random.nextInt(900)) {
            TotalGroup.Member m = group.members.get(random.nextInt(3));
            group.at(t, () -> group.crash(m));
            group.at(t + 1 + random.nextInt(300), () -> bring(group, m));
        }
        return calm(group);
    }

    /** The faults end: within four seconds all have everything, and what is new is committed. */
    static TotalGroup calm(TotalGroup group) {
        group.runUntil(21_000);
        group.faults = Group.Faults.NONE;
        group.cut = (p, q) -> false;
        group.members.forEach(m -> bring(group, m));
        group.runUntil(25_000);
        group.assertConverged();
        long ticket = group.submit(0);
        group.runUntil(30_000);
        assertThat(group.outcomes.get(ticket)).as("MajorityProgress").isInstanceOf(Outcome.Committed.class);
        group.assertConverged();
        return group;
    }

    private static void bring(TotalGroup group, TotalGroup.Member m) {
        if (!m.isUp()) {
            group.start(m);
        } else if (m.paused) {
            group.resume(m);
        }
    }

    private static Random submissions(TotalGroup group, int count, long seed) {
        Random random = new Random(~seed);
        for (int i = 0; i < count; i++) {
            int node = random.nextInt(group.members.size());
            group.at(random.nextInt(20_000), () -> group.submit(node));
        }
        return random;
    }

    private static BiPredicate<Integer, Integer> parts(int n, Random random, boolean oneWay) {
        int[] side = random.ints(n, 0, 2).toArray();
        return (a, b) -> oneWay ? side[a] < side[b] : side[a] != side[b];
    }
}
