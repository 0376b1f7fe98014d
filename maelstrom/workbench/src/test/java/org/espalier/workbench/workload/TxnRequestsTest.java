package org.espalier.workbench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

class TxnRequestsTest {

    private static Requests requests(Workload workload, int keys, long most) {
        return Requests.of(workload, new Random(6), new Requests.Limits(3, 6, 100, most, keys, 16, 4));
    }

    private static List<List<?>> mops(Request request) {
        assertThat(request.f()).isEqualTo("txn");
        List<List<?>> mops = new ArrayList<>();
        if (request.value() instanceof List<?> list) {
            list.forEach(m -> mops.add(m instanceof List<?> mop ? mop : List.of()));
        }
        return mops;
    }

    @Test
    void transactions_haveOneToFourSteps_halfOfThemReads_andWriteEachValueOnce() {
        Requests requests = requests(Workload.TXN_LIST_APPEND, 0, Long.MAX_VALUE);
        Map<Integer, Integer> lengths = new HashMap<>();
        Map<Object, Integer> writes = new HashMap<>();
        Set<Object> keys = new HashSet<>();
        int steps = 0;
        int reads = 0;
        for (int i = 0; i < 4000; i++) {
            List<List<?>> mops = mops(requests.next(i % 6));
            lengths.merge(mops.size(), 1, Integer::sum);
            for (List<?> mop : mops) {
                steps++;
                keys.add(mop.get(1));
                if (mop.get(0).equals("r")) {
                    reads++;
                    assertThat(mop).isEqualTo(Arrays.asList("r", mop.get(1), null));
                } else {
                    long value = writes.merge(mop.get(1), 1, Integer::sum);
                    assertThat(mop).isEqualTo(List.of("append", mop.get(1), value));
                }
            }
        }
        assertThat(lengths.keySet()).containsExactlyInAnyOrder(1, 2, 3, 4);
        lengths.values().forEach(n -> assertThat(n / 4000.0).isCloseTo(0.25, within(0.03)));
        assertThat((double) reads / steps).isCloseTo(0.5, within(0.03));
        assertThat(writes.values()).allMatch(n -> n <= 16).contains(16);
        assertThat(keys).hasSizeGreaterThan(100);
    }

    @Test
    void keys_areEachHalfAsLikelyAsTheNext() {
        Requests requests = requests(Workload.TXN_RW_REGISTER, 3, 0);
        Map<Object, Integer> counts = new HashMap<>();
        int steps = 0;
        for (int i = 0; i < 4000; i++) {
            for (List<?> mop : mops(requests.next(0))) {
                assertThat(mop.get(0)).as("there are no more values").isEqualTo("r");
                counts.merge(mop.get(1), 1, Integer::sum);
                steps++;
            }
        }
        assertThat(counts).hasSize(3);
        assertThat((double) counts.getOrDefault(0L, 0) / steps).isCloseTo(1 / 7.0, within(0.03));
        assertThat((double) counts.getOrDefault(1L, 0) / steps).isCloseTo(2 / 7.0, within(0.03));
        assertThat((double) counts.getOrDefault(2L, 0) / steps).isCloseTo(4 / 7.0, within(0.03));
    }

    @Test
    void probe_isAWrite() {
        assertThat(requests(Workload.TXN_RW_REGISTER, 3, 0).probe(7).value()).isEqualTo(List.of(List.of("w", 1L, 1L)));
    }
}
