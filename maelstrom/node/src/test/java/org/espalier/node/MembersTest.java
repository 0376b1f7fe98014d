package org.espalier.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

class MembersTest {

    @Test
    void everyoneFindsTheSameOrder_whateverOrderItWasTold() {
        List<String> ids = new ArrayList<>(List.of("n0", "n1", "n2", "n3", "n4", "n5", "n6"));
        Members expected = new Members(ids);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(ids, new Random(i));
            assertThat(new Members(ids).sameAs(expected)).isTrue();
        }
    }

    @Test
    void indexAndId_areEachOthersInverse() {
        Members members = new Members(List.of("a", "b", "c"));
        for (int i = 0; i < members.size(); i++) {
            assertThat(members.indexOf(members.id(i))).isEqualTo(i);
        }
        assertThat(members.indexOf("d")).isEqualTo(-1);
    }

    @Test
    void theRootsPlace_isNotTheFirstNamesByRight() {
        Set<Integer> places = new HashSet<>();
        for (int n = 2; n <= 25; n++) {
            List<String> ids = new ArrayList<>();
            for (int i = 1; i <= n; i++) {
                ids.add("n" + i);
            }
            places.add(new Members(ids).indexOf("n1"));
        }
        assertThat(places).hasSizeGreaterThan(1);
    }
}
