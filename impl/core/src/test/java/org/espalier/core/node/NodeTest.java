package org.espalier.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;

import org.espalier.core.cast.CastVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTest {

    @Test
    void noFaults_treeIsTheHeap_andEveryMessageCrossesEveryEdgeOnce() {
        Group group = new Group(25, 5, 1, CastVariant.SOUND, true, 15);
        group.runUntil(1_000);
        for (int i = 1; i < 25; i++) {
            assertThat(group.nodes.get(i).parent()).isEqualTo((i - 1) / 5);
        }
        long before = group.packets;
        for (int i = 0; i < 1_000; i++) {
            int node = i % 25;
            group.at(1_000 + i * 20L, () -> group.multicast(node, Order.CAUSAL));
        }
        group.runUntil(22_000);
        group.assertOrdersHold();
        group.assertConverged();
        assertThat(group.packets - before).as("packets for 1000 multicasts to 24 others").isBetween(24_000L, 26_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void lossDuplicationReorderingAndPartitions_ordersHoldAndAllConverges(long seed) {
        Group group = stormy(seed, CastVariant.SOUND, true);
        group.assertOrdersHold();
        group.assertConverged();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givenNeighboursInARing_ordersHoldAndAllConverges(long seed) {
        Group group = stormy(seed, CastVariant.SOUND, false);
        group.assertOrdersHold();
        group.assertConverged();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void nodesReplacedByTheirSnapshots_inTheMiddleOfAStorm_goOnAsIfNothingHadHappened(long seed) {
        Group group = storm(seed, CastVariant.SOUND, true);
        for (int t = 1_000; t < 20_000; t += 500) {
            int node = t / 500 % group.nodes.size();
            group.at(t, () -> group.replace(node));
        }
        calm(group);
        group.assertOrdersHold();
        group.assertConverged();
    }

    @Test
    void newStreamWithoutSync_losesMessages() {
        assertThat(List.of(1L, 2L, 3L, 4L, 5L)).anySatisfy(
                seed -> assertThatThrownBy(() -> stormy(seed, new CastVariant.NoSync(), true).assertConverged())
                        .isInstanceOf(AssertionError.class).hasMessageContaining("Convergence"));
    }

    @Test
    void duplicatesDelivered_areFound() {
        assertThat(List.of(1L, 2L, 3L, 4L, 5L)).anySatisfy(
                seed -> assertThatThrownBy(() -> stormy(seed, new CastVariant.NoDedup(), true).assertOrdersHold())
                        .isInstanceOf(AssertionError.class).hasMessageContaining("NoDuplication"));
    }

    @Test
    void oneSeed_isOneRun() {
        assertThat(stormy(7, CastVariant.SOUND, true).causal).isEqualTo(stormy(7, CastVariant.SOUND, true).causal);
        assertThat(stormy(7, CastVariant.SOUND, true).causal).isNotEqualTo(stormy(8, CastVariant.SOUND, true).causal);
    }

    private static Group stormy(long seed, CastVariant variant, boolean ownTree) {
        Group group = storm(seed, variant, ownTree);
        calm(group);
        return group;
    }

    private static void calm(Group group) {
        group.runUntil(21_000);
        group.faults = Group.Faults.NONE;
        group.runUntil(60_000);
    }

    private static Group storm(long seed, CastVariant variant, boolean ownTree) {
        int n = 5 + (int) (seed % 4);
        Group group = new Group(n, 2, seed, variant, ownTree, 1);
        if (!ownTree) {
            for (int i = 0; i < n; i++) {
                group.input(i, new Node.Input.Neighbours(List.of((i + 1) % n, (i + n - 1) % n)));
            }
        }
        group.faults = new Group.Faults(0.2, 0.2, 1, 120);
        Random random = new Random(~seed);
        for (int i = 0; i < 300; i++) {
            int node = random.nextInt(n);
            Order order = random.nextBoolean() ? Order.FIFO : Order.CAUSAL;
            group.at(random.nextInt(20_000), () -> group.multicast(node, order));
        }
        for (int t = 2_000; t < 20_000; t += 5_000) {
            int[] side = random.ints(n, 0, 2).toArray();
            boolean oneWay = random.nextInt(4) == 0;
            BiPredicate<Integer, Integer> parts = (a, b) -> oneWay ? side[a] < side[b] : side[a] != side[b];
            group.at(t, () -> group.cut = parts);
            group.at(t + 3_000, () -> group.cut = (a, b) -> false);
        }
        return group;
    }
}
