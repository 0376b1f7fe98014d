package org.espalier.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.espalier.core.cast.CastVariant;
import org.espalier.core.log.LogVariant;
import org.espalier.node.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole groups that keep a total order, under loss, partition and crashes, in virtual time. */
class TotalOrderGroupTest {

    private static final int NODES = 5;
    /** A group has a root, or has it again, within so long. */
    private static final long SETTLED_MILLIS = 3_000;

    /** Broadcasts under faults, and what must hold of the logs that the nodes show. */
    private static final class Broadcasts {

        final Net net;
        final Set<String> acknowledged = new HashSet<>();
        final Set<String> refused = new HashSet<>();
        final Map<String, List<String>> shown = new HashMap<>();
        private final Map<Long, String> asked = new HashMap<>();
        private int next;

        Broadcasts(Net net) {
            this.net = net;
        }

        void broadcast(String node) {
            String message = Integer.toString(next++);
            asked.put(net.send(node, "\"type\":\"broadcast\",\"message\":" + message), message);
        }

        /** Takes in the answers there are. */
        void collect() {
            for (Long msgId : List.copyOf(asked.keySet())) {
                Net.@Nullable Reply reply = net.answers.remove(msgId);
                if (reply != null) {
                    String message = Objects.requireNonNull(asked.remove(msgId));
                    assertThat(reply.afterMillis()).as("answered within 2 s").isLessThan(2_000);
                    if (reply.code() < 0) {
                        acknowledged.add(message);
                    } else if (!reply.indefinite()) {
                        assertThat(reply.code()).isEqualTo(11);
                        refused.add(message);
                    }
                }
            }
        }

        /** The requests under way at a node that dies are never answered. */
        void forget() {
            asked.clear();
        }

        /** All logs are prefixes of one sequence, and none has shrunk in this life of its node. */
        void judge() {
            List<String> longest = List.of();
            for (String id : net.ids) {
                if (net.isUp(id)) {
                    List<String> log = net.read(id);
                    List<String> before = shown.getOrDefault(id, List.of());
                    assertThat(log.size()).as("GapFree at %s", id).isGreaterThanOrEqualTo(before.size());
                    shown.put(id, log);
                    longest = log.size() > longest.size() ? log : longest;
                }
            }
            for (Map.Entry<String, List<String>> log : shown.entrySet()) {
                int common = Math.min(log.getValue().size(), longest.size());
                assertThat(log.getValue().subList(0, common)).as("TotalOrder at %s", log.getKey())
                        .isEqualTo(longest.subList(0, common));
            }
        }

        /** The faults have ceased for a while: everyone has everything that was acknowledged, and nothing refused. */
        void judgeTheEnd() {
            collect();
            judge();
            assertThat(asked).as("requests without an answer").isEmpty();
            List<String> log = net.read(net.ids.get(0));
            assertThat(log).as("Validity").containsAll(acknowledged).doesNotHaveDuplicates()
                    .doesNotContainAnyElementsOf(refused.isEmpty() ? Set.of("none") : refused);
            for (String id : net.ids) {
                assertThat(net.read(id)).as("UniformAgreement at %s", id).isEqualTo(log);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void broadcast_underLossPartitionAndCrashes_isOneSequence(long seed) {
        Net net = new Net(seed, NODES, true, Variant.SOUND, "broadcast", "--order", "total", "--arity", "2");
        Broadcasts run = run(net, true);
        assertThat(run.acknowledged).as("commits happen under faults").hasSizeGreaterThan(20);
        assertThat(net.err.toString(StandardCharsets.UTF_8).lines()).isNotEmpty()
                .allMatch(line -> line.contains("recovered"));
    }

    private static Broadcasts run(Net net, boolean crashes) {
        Broadcasts run = new Broadcasts(net);
        net.maxLatency = 20;
        net.run(SETTLED_MILLIS);
        net.loss = 0.1;
        net.duplication = 0.1;
        for (int round = 0; round < 12; round++) {
            net.cut = round % 3 == 1 ? 2 : 0;
            String victim = net.ids.get(net.random.nextInt(NODES));
            for (int i = 0; i < 20; i++) {
                net.run(50 + net.random.nextInt(50));
                String node = net.ids.get(net.random.nextInt(NODES));
                if (net.isUp(node)) {
                    run.broadcast(node);
                }
                run.collect();
                run.judge();
                if (crashes && i == 5) {
                    net.crash(victim);
                    run.forget();
                    run.shown.remove(victim);
                } else if (crashes && i == 12) {
                    net.start(victim);
                }
            }
        }
        net.cut = 0;
        net.loss = 0;
        net.duplication = 0;
        net.run(SETTLED_MILLIS);
        for (String id : net.ids) {
            run.broadcast(id);
        }
        net.run(SETTLED_MILLIS);
        run.judgeTheEnd();
        return run;
    }

    /** Each by the property it breaks, in the run that {@link LogVariant#SOUND} comes through. */
    @ParameterizedTest
    @EnumSource(names = {"NO_QUORUM", "TRUNCATE_FIRST", "COUNT_ACKS", "MATCH_LENGTH"})
    void aBrokenLog_isFound(LogVariant broken) {
        assertThatThrownBy(() -> {
            for (long seed = 1; seed <= 40; seed++) {
                run(new Net(seed, NODES, true, new Variant(CastVariant.SOUND, broken), "broadcast", "--order", "total",
                        "--arity", "2"), true);
            }
        }).as("runs with %s", broken).hasMessageMatching("(?s).*(TotalOrder at |FifoTotal does not hold).*");
    }

    @Test
    void aMinority_answersWithinTwoSeconds_andTheMajorityGoesOn() {
        Net net = new Net(1, NODES, true, Variant.SOUND, "lin-kv");
        net.maxLatency = 5;
        net.run(SETTLED_MILLIS);
        assertThat(net.await("n1", "\"type\":\"write\",\"key\":1,\"value\":1").code()).isEqualTo(-1);
        net.cut = 2;
        net.run(SETTLED_MILLIS);
        for (String id : net.ids.subList(0, 2)) {
            Net.Reply reply = net.await(id, "\"type\":\"read\",\"key\":1");
            assertThat(reply.code()).as(reply.body()).isIn(0, 11);
        }
        for (String id : net.ids.subList(2, NODES)) {
            assertThat(net.await(id, "\"type\":\"write\",\"key\":1,\"value\":\"" + id + "\"").code()).isEqualTo(-1);
        }
        net.cut = 0;
        net.run(SETTLED_MILLIS);
        for (String id : net.ids) {
            assertThat(net.await(id, "\"type\":\"read\",\"key\":1").body()).contains("\"value\":\"n5\"");
        }
    }

    @Test
    void kafkaCutOff_stillPolls_andNeverSaysThatACommitHasCertainlyFailed() {
        Net net = new Net(2, 3, true, Variant.SOUND, "kafka");
        net.maxLatency = 5;
        net.run(SETTLED_MILLIS);
        assertThat(net.await("n1", "\"type\":\"send\",\"key\":\"k\",\"msg\":7").code()).isEqualTo(-1);
        net.cut = 1;
        net.run(SETTLED_MILLIS);
        assertThat(net.ask("n1", "\"type\":\"poll\",\"offsets\":{\"k\":0}")).contains("[[0,7]]");
        assertThat(net.await("n1", "\"type\":\"send\",\"key\":\"k\",\"msg\":8").code()).isIn(0, 11);
        assertThat(net.await("n1", "\"type\":\"commit_offsets\",\"offsets\":{\"k\":0}").code()).isZero();
    }

    @Test
    void linKv_neverShowsAnOldValue_whateverBecomesOfTheNodes() {
        Net net = new Net(6, NODES, true, Variant.SOUND, "lin-kv");
        net.maxLatency = 10;
        net.run(SETTLED_MILLIS);
        net.loss = 0.1;
        String current = "null"; // what a write was acknowledged for, or a read has shown
        Set<String> open = new HashSet<>(); // what may be written any time later
        int answered = 0;
        for (int i = 0; i < 120; i++) {
            if (i % 20 == 5) {
                net.crash(net.ids.get(i / 20 % NODES));
            } else if (i % 20 == 15) {
                net.start(net.ids.get(i / 20 % NODES));
            }
            net.cut = i / 15 % 2 == 1 ? 2 : 0;
            String node = net.ids.get(net.random.nextInt(NODES));
            if (!net.isUp(node)) {
                continue;
            }
            if (net.random.nextBoolean()) {
                String value = Integer.toString(i);
                Net.Reply reply = net.await(node, "\"type\":\"write\",\"key\":\"k\",\"value\":" + value);
                if (reply.code() < 0) {
                    current = value;
                    answered++;
                } else if (reply.indefinite()) {
                    open.add(value);
                }
            } else {
                Net.Reply reply = net.await(node, "\"type\":\"read\",\"key\":\"k\"");
                if (reply.code() < 0) {
                    String value = Objects.requireNonNull(Net.object(reply.body()).get("value")).toText();
                    Set<String> allowed = new HashSet<>(open);
                    allowed.add(current);
                    assertThat(allowed).as("read %s", i).contains(value);
                    if (open.remove(value)) {
                        current = value;
                    }
                    answered++;
                } else if (reply.code() == 20) {
                    assertThat(current).isEqualTo("null");
                }
            }
        }
        assertThat(answered).as("requests carried out under faults").isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void kafka_givesEachMessageOneOffset_andEveryoneTheSameLog(boolean disks) {
        Net net = new Net(7, 3, disks, Variant.SOUND, "kafka");
        net.maxLatency = 10;
        net.run(SETTLED_MILLIS);
        Set<Long> offsets = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            Net.Reply reply = net.await(net.ids.get(i % 3), "\"type\":\"send\",\"key\":\"k\",\"msg\":" + i);
            assertThat(Net.object(reply.body()).get("offset")).as(reply.body()).isInstanceOfSatisfying(Json.Num.class,
                    offset -> assertThat(offsets.add(offset.longValue())).isTrue());
        }
        assertThat(offsets).hasSize(30);
        net.run(SETTLED_MILLIS);
        Set<String> polls = new HashSet<>();
        for (String id : net.ids) {
            polls.add(net.ask(id, "\"type\":\"poll\",\"offsets\":{\"k\":0}").replaceAll("\"in_reply_to\":\\d+", ""));
        }
        assertThat(polls).as("polls of the whole log at every node").hasSize(1);
        assertThat(net.await("n1", "\"type\":\"commit_offsets\",\"offsets\":{\"k\":29}").code()).isEqualTo(-1);
    }

    @Test
    void aNodeWithoutADisk_comesBackWithoutAVote_andStillCarriesOutRequests() {
        Net net = new Net(8, 3, false, Variant.SOUND, "txn-list-append");
        net.maxLatency = 10;
        net.run(SETTLED_MILLIS);
        String append = "\"type\":\"txn\",\"txn\":[[\"append\",1,%d],[\"r\",1,null]]";
        assertThat(net.await("n1", append.formatted(1)).body()).contains("[\"r\",1,[1]]");
        net.crash("n2");
        net.run(SETTLED_MILLIS);
        net.start("n2");
        net.run(SETTLED_MILLIS);
        assertThat(net.await("n2", append.formatted(2)).body()).contains("[\"r\",1,[1,2]]");
        net.crash("n3"); // the last two are n1 and the one that has forgotten: no majority of those who may vote
        net.run(SETTLED_MILLIS);
        assertThat(net.await("n1", append.formatted(3)).code()).isIn(0, 11);
    }

    @Test
    void counters_inTotalOrder_addUp() {
        Net net = new Net(9, 3, true, Variant.SOUND, "pn-counter", "--order", "total");
        net.run(SETTLED_MILLIS);
        for (int i = 1; i <= 9; i++) {
            assertThat(net.await(net.ids.get(i % 3), "\"type\":\"add\",\"delta\":" + i).body()).contains("add_ok");
        }
        net.run(SETTLED_MILLIS);
        for (String id : net.ids) {
            assertThat(net.read(id)).containsExactly("45");
        }
    }

    @Test
    void aPayloadBeyondTheLimit_isRefused_andTheLongestIsCommitted() {
        Net net = new Net(10, 3, true, Variant.SOUND, "broadcast", "--order", "total");
        net.maxLatency = 5;
        net.run(SETTLED_MILLIS);
        String quotes = "\"" + "\\\"".repeat((1 << 19) - 1) + "\""; // each of its bytes is escaped once more on the way
        assertThat(net.await("n1", "\"type\":\"broadcast\",\"message\":" + quotes).code()).isEqualTo(-1);
        assertThat(net.await("n1", "\"type\":\"broadcast\",\"message\":\"" + "x".repeat(1 << 20) + "\"").code())
                .isEqualTo(12);
        net.run(SETTLED_MILLIS);
        for (String id : net.ids) {
            assertThat(net.read(id)).containsExactly(quotes);
        }
    }

    @Test
    void moreRequestsThanTheLogTakes_areRefused_andNoneIsLeftWithoutAnAnswer() {
        Net net = new Net(11, 3, true, Variant.SOUND, "g-set", "--order", "total");
        net.cut = 1; // n1 alone
        net.run(SETTLED_MILLIS);
        List<Long> asked = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            asked.add(net.send("n1", "\"type\":\"add\",\"element\":" + i));
        }
        net.run(2_000);
        Set<Integer> codes = new HashSet<>();
        for (Long msgId : asked) {
            codes.add(Objects.requireNonNull(net.answers.remove(msgId)).code());
        }
        assertThat(codes).contains(11).isSubsetOf(0, 11);
    }
}
