package org.espalier.workbench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.espalier.checkers.history.Op;
import org.junit.jupiter.api.Test;

class LinKvRequestsTest {

    private static Requests requests(int nodes, int concurrency, int keys, long most) {
        return Requests.of(Workload.LIN_KV, new Random(4),
                new Requests.Limits(nodes, concurrency, 100, most, keys, 16, 4));
    }

    private static Object key(Request request) {
        return request.value() instanceof List<?> tuple && tuple.get(0) instanceof Long key ? key : "none";
    }

    private static void end(Requests requests, int client, Op.Type type) {
        requests.ended(client, Op.invoke(0, 0, client, "n0", "write", null).complete(1, 1, type, null, null));
    }

    @Test
    void groupOfTwoClientsForEachNode_hasReadersAndWritersOfOneKey() {
        Requests requests = requests(5, 20, 0, Long.MAX_VALUE);
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            for (int client : new int[]{0, 4, 5, 9, 10, 14, 15, 19}) {
                Request r = requests.next(client);
                assertThat(key(r)).isEqualTo(client < 10 ? 0L : 1L);
                assertThat(r.f().equals("read")).as("client " + client).isEqualTo(client % 10 < 5);
                if (!r.f().equals("read")) {
                    asked.add(r.f());
                }
            }
        }
        double writes = asked.stream().filter(f -> f.equals("write")).count();
        assertThat(writes / asked.size()).isCloseTo(1 / 3.0, within(0.03));
        assertThat(asked).containsOnly("write", "cas");
    }

    @Test
    void groupOfAnotherSize_letsEveryClientDoEverything_inTheSameProportions() {
        Requests requests = requests(5, 20, 5, Long.MAX_VALUE);
        Set<Object> keys = new HashSet<>();
        int reads = 0;
        int writes = 0;
        for (int i = 0; i < 6000; i++) {
            Request r = requests.next(i % 20);
            keys.add(key(r));
            assertThat(key(r)).isEqualTo((long) (i % 20 / 4));
            reads += r.f().equals("read") ? 1 : 0;
            writes += r.f().equals("write") ? 1 : 0;
        }
        assertThat(keys).hasSize(5);
        assertThat(reads / 6000.0).isCloseTo(0.5, within(0.03));
        assertThat(writes / 6000.0).isCloseTo(1 / 6.0, within(0.03));
    }

    @Test
    void key_isReplacedWhenTwentyProcessesHaveWorkedOnIt_andOnlyThoseThatEndedCount() {
        Requests requests = requests(5, 20, 0, Long.MAX_VALUE);
        for (int i = 0; i < 100; i++) {
            end(requests, 3, Op.Type.OK);
            end(requests, 3, Op.Type.FAIL);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(key(requests.next(7))).isEqualTo(0L);
            end(requests, 7, Op.Type.INFO);
        }
        assertThat(key(requests.next(7))).as("ten clients and ten that took their place").isEqualTo(0L);
        end(requests, 2, Op.Type.INFO);
        assertThat(key(requests.next(7))).isEqualTo(2L);
        assertThat(key(requests.next(12))).as("another group").isEqualTo(1L);
    }

    @Test
    void afterTheLastValue_thereAreOnlyReads_andClientsThatProbeWriteToKeysInUse() {
        Requests requests = requests(3, 6, 2, 4);
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asked.add(requests.next(i % 6).f());
        }
        assertThat(asked).filteredOn(f -> !f.equals("read")).hasSize(4);
        for (int client = 6; client < 9; client++) {
            Request probe = requests.probe(client);
            assertThat(probe.f()).isEqualTo("write");
            assertThat(key(probe)).isIn(0L, 1L);
        }
    }
}
