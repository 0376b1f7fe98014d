package org.espalier.workbench.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TargetsTest {

    private static final List<String> NODES = List.of("n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8");

    @ParameterizedTest
    @CsvSource({"ONE, 1, 1", "ONE, 5, 1", "MINORITY, 1, 1", "MINORITY, 2, 1", "MINORITY, 4, 1", "MINORITY, 5, 2",
            "MAJORITY, 1, 1", "MAJORITY, 4, 3", "MAJORITY, 5, 3", "ALL, 5, 5"})
    void targets_areAsManyAsTheyAreCalled(Targets targets, int nodes, int drawn) {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            List<String> victims = targets.draw(NODES.subList(0, nodes), random);
            assertThat(victims).hasSize(drawn).doesNotHaveDuplicates().isSubsetOf(NODES.subList(0, nodes))
                    .isSorted();
        }
    }

    @Test
    void some_isAnyNumberFromOneOn() {
        Random random = new Random(1);
        Set<Integer> sizes = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            sizes.add(Targets.SOME.draw(NODES.subList(0, 3), random).size());
        }
        assertThat(sizes).containsExactlyInAnyOrder(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource(value = Targets.class, names = {"ONE", "MINORITY", "MAJORITY", "SOME"})
    void seed_fixesWho_andEveryoneGetsATurn(Targets targets) {
        assertThat(targets.draw(NODES, new Random(42))).isEqualTo(targets.draw(NODES, new Random(42)));
        Random random = new Random(7);
        Set<String> ever = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ever.addAll(targets.draw(NODES, random));
        }
        assertThat(ever).containsExactlyInAnyOrderElementsOf(NODES);
    }
}
