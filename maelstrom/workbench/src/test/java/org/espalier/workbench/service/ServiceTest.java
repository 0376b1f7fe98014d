package org.espalier.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;

import org.espalier.workbench.net.Draws;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services as state machines. */
class ServiceTest {

    private static final int HISTORIES = 2000;

    private static Map<String, @Nullable Object> body(Object... parts) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            body.put(String.valueOf(parts[i]), parts[i + 1]);
        }
        return body;
    }

    private static Map<String, @Nullable Object> read(Object key) {
        return body("type", "read", "key", key);
    }

    private static Map<String, @Nullable Object> write(Object key, Object value) {
        return body("type", "write", "key", key, "value", value);
    }

    private static Map<String, @Nullable Object> cas(Object key, Object from, Object to) {
        return body("type", "cas", "key", key, "from", from, "to", to);
    }

    private static @Nullable Object ask(Service service, Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> reply = service.answer("n0", body);
        return "error".equals(reply.get("type")) ? reply.get("code") : reply.getOrDefault("value", reply.get("type"));
    }

    private static Service store(String name, long seed) {
        return switch (name) {
            case "lin-kv" -> new LinKv();
            case "seq-kv" -> new SeqKv(new Draws(seed));
            default -> new LwwKv(new Draws(seed));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"lin-kv", "seq-kv", "lww-kv"})
    void stores_refuseWhatTheyDoNotKnow_byTheProtocolsCodes(String name) {
        Service store = store(name, 1);
        assertThat(ask(store, read("x"))).isEqualTo(20L);
        assertThat(ask(store, cas("x", 1L, 2L))).isEqualTo(20L);
        assertThat(ask(store, body("type", "read"))).isEqualTo(12L);
        assertThat(ask(store, body("type", "write", "key", 1L))).isEqualTo(12L);
        assertThat(ask(store, body("type", "cas", "key", 1L, "to", 1L))).isEqualTo(12L);
        assertThat(ask(store, body("type", "append", "key", 1L))).isEqualTo(10L);
        assertThat(ask(store, body())).isEqualTo(10L);
    }

    @Test
    void linKv_readsWhatWasWritten_andComparesBeforeItSets() {
        LinKv store = new LinKv();
        assertThat(ask(store, write("x", 1L))).isEqualTo("write_ok");
        assertThat(ask(store, cas("x", 2L, 3L))).isEqualTo(22L);
        assertThat(ask(store, cas("x", 1L, List.of(3L)))).isEqualTo("cas_ok");
        assertThat(ask(store, read("x"))).isEqualTo(List.of(3L));
        Map<String, @Nullable Object> lazy = cas("y", 0L, 7L);
        lazy.put("create_if_not_exists", true);
        assertThat(ask(store, lazy)).isEqualTo("cas_ok");
        assertThat(ask(store, read("y"))).isEqualTo(7L);
        assertThat(ask(store, lazy)).isEqualTo(22L);
        assertThat(ask(store, read(List.of("x")))).isEqualTo(20L);
    }

    @Test
    void fullStore_takesNoMoreKeys_andGoesOnWithThoseItHas() {
        LinKv store = new LinKv();
        for (long key = 0; key < Service.MAX_KEYS; key++) {
            ask(store, write(key, 0L));
        }
        assertThat(ask(store, write("one more", 1L))).isEqualTo(11L);
        assertThat(ask(store, write(0L, 2L))).isEqualTo("write_ok");
        assertThat(ask(store, read(0L))).isEqualTo(2L);
    }

    @Test
    void linTso_countsUp() {
        LinTso oracle = new LinTso();
        for (long ts = 0; ts < 5; ts++) {
            assertThat(oracle.answer("n" + ts, body("type", "ts")).get("ts")).isEqualTo(ts);
        }
        assertThat(ask(oracle, read("x"))).isEqualTo(10L);
    }

    /** Calls of three clients, one after the other, about two keys. */
    private static List<SequentialOracle.Call> calls(Service store, long seed) {
        Random random = new Random(seed);
        List<SequentialOracle.Call> calls = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            String client = "n" + random.nextInt(3);
            long key = random.nextInt(2);
            Map<String, @Nullable Object> body = switch (random.nextInt(4)) {
                case 0 -> write(key, (long) random.nextInt(3));
                case 1 -> cas(key, (long) random.nextInt(3), (long) random.nextInt(3));
                default -> read(key);
            };
            calls.add(new SequentialOracle.Call(client, body, store.answer(client, body)));
        }
        return calls;
    }

    @Test
    void seqKv_isSequentiallyConsistent_andNotLinearizable() {
        int stale = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            List<SequentialOracle.Call> calls = calls(new SeqKv(new Draws(seed)), seed);
            assertThat(SequentialOracle.accepts(calls)).as("seed %d: %s", seed, calls).isTrue();
            stale += calls.equals(calls(new LinKv(), seed)) ? 0 : 1;
        }
        assertThat(stale).isGreaterThan(HISTORIES / 2);
    }

    @Test
    void storeThatLetsAClientGoBack_isNotSequentiallyConsistent() {
        int rejected = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            rejected += SequentialOracle.accepts(calls(new SeqKv(new Draws(seed), false), seed)) ? 0 : 1;
        }
        assertThat(rejected).isGreaterThan(HISTORIES / 10);
    }

    @Test
    void seqKv_forgetsStatesThatAreTooOld() {
        SeqKv store = new SeqKv(new Draws(7));
        TreeSet<Long> seen = new TreeSet<>();
        for (long value = 1; value <= 100; value++) {
            store.answer("writer", write("x", value));
        }
        for (int i = 0; i < 2000; i++) {
            seen.add((Long) Objects.requireNonNull(store.answer("reader " + i, read("x")).get("value")));
        }
        assertThat(seen).hasSize(SeqKv.STATES).endsWith(100L).startsWith(101L - SeqKv.STATES);
    }

    @Test
    void seqKv_showsAClientItsOwnWrites() {
        for (long seed = 0; seed < 100; seed++) {
            SeqKv store = new SeqKv(new Draws(seed));
            for (long value = 1; value < 40; value++) {
                store.answer("writer", write("x", value));
                assertThat(store.answer("writer", read("x")).get("value")).as("seed %d", seed).isEqualTo(value);
            }
        }
    }

    @Test
    void lwwKv_losesAcknowledgedWrites_andAgreesInTheEnd() {
        int lost = 0;
        int unread = 0;
        for (long seed = 0; seed < 200; seed++) {
            LwwKv store = new LwwKv(new Draws(seed));
            ask(store, write("x", 0L));
            for (long value = 1; value <= 20; value++) {
                ask(store, write("x", value));
                unread += Long.valueOf(value).equals(ask(store, read("x"))) ? 0 : 1;
            }
            for (int i = 0; i < 500; i++) {
                ask(store, read("y"));
            }
            Object agreed = ask(store, read("x"));
            for (int i = 0; i < 50; i++) {
                assertThat(ask(store, read("x"))).as("seed %d", seed).isEqualTo(agreed);
            }
            lost += Long.valueOf(20).equals(agreed) ? 0 : 1;
        }
        assertThat(lost).as("histories whose last write lost").isBetween(20, 180);
        assertThat(unread).as("writes that were not read back at once").isGreaterThan(1000);
    }

    @Test
    void oneSeed_givesTheSameAnswers_andAnotherGivesOthers() {
        for (String name : List.of("seq-kv", "lww-kv")) {
            assertThat(calls(store(name, 3), 5)).isEqualTo(calls(store(name, 3), 5));
            List<List<SequentialOracle.Call>> others = new ArrayList<>();
            for (long seed = 4; seed < 20; seed++) {
                others.add(calls(store(name, seed), 5));
            }
            assertThat(others).anyMatch(other -> !other.equals(calls(store(name, 3), 5)));
        }
    }
}
