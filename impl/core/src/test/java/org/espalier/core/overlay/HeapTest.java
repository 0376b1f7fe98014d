package org.espalier.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class HeapTest {

    private final Heap heap = new Heap(7, 2);

    @Test
    void best_nobodySuspected_isTheParentInTheHeap() {
        for (int i = 0; i < heap.n(); i++) {
            assertThat(heap.best(i, j -> false)).isEqualTo(heap.parent(i));
        }
    }

    @Test
    void best_parentSuspected_isTheNextAncestor() {
        assertThat(heap.best(5, j -> j == 2)).isZero();
    }

    @Test
    void best_allAncestorsSuspected_isTheLowestMemberBelow() {
        assertThat(heap.best(5, j -> j == 2 || j == 0)).isEqualTo(1);
    }

    @Test
    void best_everybodyBelowSuspected_isNone() {
        assertThat(heap.best(5, j -> j < 5)).isEqualTo(Heap.NONE);
    }

    @Test
    void best_anySuspicion_agreesWithTheDefinition() {
        for (int k = 1; k <= 4; k++) {
            Heap h = new Heap(9, k);
            for (int i = 0; i < h.n(); i++) {
                for (int s = 0; s < 1 << h.n(); s++) {
                    int suspects = s;
                    assertThat(h.best(i, j -> (suspects >> j & 1) == 1)).isEqualTo(defined(h, i, suspects));
                }
            }
        }
    }

    /** Best of Heap.tla, read off its text: sets first, then their extremes. */
    private static int defined(Heap h, int i, int suspects) {
        List<Integer> ancestors = new ArrayList<>();
        List<Integer> below = new ArrayList<>();
        for (int j = 0; j < i; j++) {
            if ((suspects >> j & 1) == 0) {
                below.add(j);
                if (h.isAncestor(j, i)) {
                    ancestors.add(j);
                }
            }
        }
        if (!ancestors.isEmpty()) {
            return ancestors.get(ancestors.size() - 1);
        }
        return below.isEmpty() ? Heap.NONE : below.get(0);
    }

    @Test
    void depth_growsByOneFromParentToChild() {
        assertThat(heap.depth(0)).isZero();
        for (int i = 1; i < heap.n(); i++) {
            assertThat(heap.depth(i)).isEqualTo(heap.depth(heap.parent(i)) + 1);
        }
        assertThat(new Heap(25, 5).depth(24)).isEqualTo(2);
    }

    @Test
    void isAncestor_holdsOnTheWayToTheRootOnly() {
        assertThat(heap.isAncestor(2, 5)).isTrue();
        assertThat(heap.isAncestor(0, 5)).isTrue();
        assertThat(heap.isAncestor(1, 5)).isFalse();
        assertThat(heap.isAncestor(5, 5)).isFalse();
        assertThat(heap.isAncestor(6, 5)).isFalse();
        assertThat(heap.isAncestor(Heap.NONE, 0)).isFalse();
    }

    @Test
    void constructor_noMembersOrNoArity_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Heap(0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Heap(2, 0));
    }
}
