package org.espalier.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole groups of servers on one seeded network in virtual time: every message is a line, as between processes. */
class ServerGroupTest {

    private static final int NODES = 5;
    private static final int MESSAGES = 40;

    @Test
    void topologyOk_waitsUntilTheNodeHasJoined_butNotForEver() {
        String topology = "\"type\":\"topology\",\"topology\":{}";
        Net net = new Net(21, 3, "broadcast");
        net.askAll(topology, "topology_ok");
        long early = net.between;
        net.ask(net.ids.get(1), "\"type\":\"broadcast\",\"message\":1");
        assertThat(net.between).as("a node that has joined forwards at once").isGreaterThan(early);

        Net apart = new Net(22, 3, "broadcast");
        apart.loss = 1;
        apart.askAll(topology, "topology_ok");
    }

    @ParameterizedTest
    @CsvSource({"1,fifo,own", "2,causal,own", "3,fifo,given", "4,causal,given", "5,fifo,own", "6,causal,own"})
    void broadcast_underLossDuplicationAndPartition_reachesEveryoneInOrder(long seed, String order, String topology) {
        Net net = new Net(seed, NODES, "broadcast", "--order", order, "--arity", "2", "--topology", topology);
        String ring = """
                "type":"topology","topology":{"n1":["n2","n5"],"n2":["n1","n3"],"n3":["n2","n4"],"n4":["n3","n5"],
                "n5":["n4","n1"]}""";
        net.askAll(ring, "topology_ok");
        net.loss = 0.2;
        net.duplication = 0.2;
        Map<String, List<String>> knownBefore = new HashMap<>();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            net.cut = i / 10 % 2 == 1 ? 2 : 0;
            net.run(200);
            String at = net.ids.get(net.random.nextInt(NODES));
            knownBefore.put(Integer.toString(i), net.read(at));
            sent.add(Integer.toString(i));
            assertThat(net.ask(at, "\"type\":\"broadcast\",\"message\":" + i)).contains("broadcast_ok");
        }
        net.cut = 0;
        net.run(60_000);
        for (String id : net.ids) {
            List<String> log = net.read(id);
            assertThat(log).as("log of %s", id).containsExactlyInAnyOrderElementsOf(sent);
            if (order.equals("causal")) {
                for (int i = 0; i < log.size(); i++) {
                    assertThat(log.subList(0, i)).containsAll(knownBefore.getOrDefault(log.get(i), List.of()));
                }
            }
        }
        assertThat(net.err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void values_arriveAsTheyWereGiven() {
        Net net = new Net(7, 3, "broadcast");
        List<String> values = List.of("1.00", "-0", "1e400", "123456789012345678901234567890",
                "\"gr\u00fc\u00df\\n\\\\\"",
                "\"\\ud800\"", "null", "{\"b\":[true],\"a\":{}}", "\"\"");
        for (String value : values) {
            assertThat(net.ask("n2", "\"type\":\"broadcast\",\"message\":" + value)).contains("broadcast_ok");
        }
        net.run(20_000);
        for (String id : net.ids) {
            assertThat(net.read(id)).isEqualTo(values);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "causal"})
    void counters_addUpExactly(String order) {
        Net net = new Net(8, NODES, "pn-counter", "--order", order);
        net.loss = 0.2;
        net.duplication = 0.2;
        String[] deltas = {"5", "-7", "9223372036854775807", "9223372036854775807", "0", "-0", "-1"};
        for (int i = 0; i < deltas.length; i++) {
            assertThat(net.ask(net.ids.get(i % NODES), "\"type\":\"add\",\"delta\":" + deltas[i])).contains("add_ok");
            net.run(100);
        }
        net.run(60_000);
        for (String id : net.ids) {
            assertThat(net.read(id)).containsExactly("18446744073709551611");
        }
    }

    @Test
    void gCounter_refusesWhatWouldNotGrow() {
        Net net = new Net(9, 1, "g-counter");
        for (String delta : List.of("-1", "1.5", "1e3", "\"1\"", "null", "1" + "0".repeat(2_000))) {
            assertThat(net.ask("n1", "\"type\":\"add\",\"delta\":" + delta)).contains("\"code\":12");
        }
        assertThat(net.ask("n1", "\"type\":\"add\",\"delta\":3")).contains("add_ok");
        assertThat(net.read("n1")).containsExactly("3");
    }

    @Test
    void gSet_holdsEachElementOnce() {
        Net net = new Net(10, 3, "g-set");
        for (String element : List.of("1", "\"1\"", "1", "1.0")) {
            assertThat(net.ask("n1", "\"type\":\"add\",\"element\":" + element)).contains("add_ok");
            assertThat(net.ask("n3", "\"type\":\"add\",\"element\":" + element)).contains("add_ok");
        }
        net.run(20_000);
        for (String id : net.ids) {
            assertThat(net.read(id)).containsExactlyInAnyOrder("1", "\"1\"", "1.0");
        }
    }

    @Test
    void quietGroup_saysLittle() {
        Net net = new Net(11, NODES, "broadcast");
        net.run(30_000);
        long before = net.between;
        net.run(30_000);
        assertThat(net.between - before).isLessThan(30 * 3 * (NODES - 1)); // heartbeats both ways, and some digests
    }

    @Test
    void givenTopology_mayNameOnlyOtherNodes() {
        Net net = new Net(12, 2, "broadcast", "--topology", "given");
        assertThat(net.ask("n1", "\"type\":\"topology\",\"topology\":{\"n1\":[\"n9\"]}")).contains("\"code\":12");
        assertThat(net.ask("n1", "\"type\":\"topology\",\"topology\":{\"n1\":[\"n1\"]}")).contains("\"code\":12");
        assertThat(net.ask("n1", "\"type\":\"topology\",\"topology\":[]")).contains("\"code\":12");
        assertThat(net.ask("n1", "\"type\":\"topology\",\"topology\":{\"n2\":[3]}")).contains("\"code\":12");
        assertThat(net.ask("n1", "\"type\":\"topology\",\"topology\":{}")).contains("topology_ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"espalier\"}", "{\"type\":\"espalier\",\"i\":1,\"j\":0,\"m\":[]}",
            "{\"type\":\"espalier\",\"i\":1,\"j\":0,\"m\":[[\"wat\"]]}",
            "{\"type\":\"espalier\",\"i\":1,\"j\":0,\"m\":[[\"hi\"]]}",
            "{\"type\":\"espalier\",\"i\":1,\"j\":0,\"m\":[[\"hi\",1,2]]}",
            "{\"type\":\"espalier\",\"i\":0,\"j\":0,\"m\":[[\"hi\",1]]}",
            "{\"type\":\"espalier\",\"i\":1,\"j\":0,\"m\":[[\"busy\",1,[7]]]}",
            "{\"type\":\"espalier\",\"i\":1,\"j\":0,\"m\":[[\"hint\",[\"causal\",\"digest\",[1]]]]}",
            "{\"type\":\"espalier\",\"i\":1,\"j\":0,\"m\":[[\"hint\",[\"total\",\"digest\",[1,2]]]]}"})
    void malformedPacket_isDroppedWithOneLine_andNotAnswered(String body) {
        Net net = new Net(13, 2, "broadcast");
        net.give("n1", "{\"src\":\"n2\",\"dest\":\"n1\",\"body\":" + body + "}");
        assertThat(net.err.toString(StandardCharsets.UTF_8).lines()).hasSize(1).first().asString()
                .startsWith("espalier-node: dropped a corrupt message, it is no packet (");
        assertThat(net.answers).isEmpty();
    }

    @Test
    void packetFromAStranger_isPassedOver() {
        Net net = new Net(14, 2, "broadcast");
        net.give("n1",
                "{\"src\":\"c5\",\"dest\":\"n1\",\"body\":{\"type\":\"espalier\",\"i\":1,\"j\":0,\"m\":[[\"hi\",1]]}}");
        assertThat(net.err.toString(StandardCharsets.UTF_8)).contains("c5 is not another node of this group");
    }
}
