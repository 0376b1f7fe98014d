package org.espalier.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;

import org.espalier.core.cast.CastVariant;
import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole groups of servers on one seeded network in virtual time: every message is a line, as between processes. */
class ServerGroupTest {

    private static final int NODES = 5;
    private static final int MESSAGES = 40;

    /** A network of servers. */
    private static final class Net {

        private record Line(long at, long number, String dest, String text) {}

        private final Random random;
        private final List<String> ids = new ArrayList<>();
        private final Map<String, Server> servers = new HashMap<>();
        private final PriorityQueue<Line> inFlight = new PriorityQueue<>(
                Comparator.comparingLong(Line::at).thenComparingLong(Line::number));
        private final Map<Long, String> answers = new HashMap<>();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private long now;
        private long numbers;
        private long between;
        private double loss;
        private double duplication;
        private int maxLatency = 100;
        /** Nodes below this index cannot talk with the others. */
        private int cut;

        Net(long seed, int nodes, String... args) {
            random = new Random(seed);
            for (int i = 1; i <= nodes; i++) {
                ids.add("n" + i);
            }
            try {
                Options options = Objects.requireNonNull(Options.parse(args));
                for (String id : ids) {
                    servers.put(id, new Server(options, CastVariant.SOUND, 1_700_000_000_000L + random.nextInt(1_000),
                            new Diagnostics(new PrintStream(err, true, StandardCharsets.UTF_8))));
                }
            } catch (BadArguments e) {
                throw new IllegalArgumentException(e);
            }
            List<String> quoted = ids.stream().map(id -> '"' + id + '"').toList();
            for (String id : ids) {
                assertThat(ask(id, "\"type\":\"init\",\"node_id\":\"" + id + "\",\"node_ids\":" + quoted))
                        .contains("init_ok");
            }
        }

        /** The answer's body to one request, which is asked and answered at once. */
        String ask(String node, String members) {
            long msgId = ++numbers;
            give(node,
                    "{\"src\":\"c1\",\"dest\":\"" + node + "\",\"body\":{" + members + ",\"msg_id\":" + msgId + "}}");
            String answer = answers.remove(msgId);
            assertThat(answer).as("answer to %s", members).isNotNull();
            return String.valueOf(answer);
        }

        /** The same of every node, whose answers may wait until the group has formed. */
        void askAll(String members, String expected) {
            List<Long> asked = new ArrayList<>();
            for (String node : ids) {
                long msgId = ++numbers;
                asked.add(msgId);
                give(node, "{\"src\":\"c1\",\"dest\":\"" + node + "\",\"body\":{" + members + ",\"msg_id\":" + msgId
                        + "}}");
            }
            run(2_000);
            asked.forEach(msgId -> assertThat(answers.remove(msgId)).contains(expected));
        }

        void give(String node, String line) {
            Server server = server(node);
            byte[] text = line.getBytes(StandardCharsets.UTF_8);
            server.line(text, 0, text.length, now);
            server.tick(now);
            drain(server);
        }

        private Server server(String node) {
            return Objects.requireNonNull(servers.get(node));
        }

        private void drain(Server server) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                server.drainTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            out.toString(StandardCharsets.UTF_8).lines().forEach(this::route);
        }

        private void route(String line) {
            Json.Obj message = object(line);
            if (!(message.get("dest") instanceof Json.Str dest) || !(message.get("src") instanceof Json.Str src)
                    || !(message.get("body") instanceof Json.Obj body)) {
                throw new AssertionError(line);
            }
            if (body.get("in_reply_to") instanceof Json.Num n) {
                answers.put(n.longValue(), body.toText());
                return;
            }
            between++;
            boolean apart = ids.indexOf(src.value()) < cut != ids.indexOf(dest.value()) < cut;
            if (apart || random.nextDouble() < loss) {
                return;
            }
            do {
                inFlight.add(new Line(now + random.nextInt(maxLatency + 1), numbers++, dest.value(),
                        line));
            } while (random.nextDouble() < duplication);
        }

        void run(long millis) {
            long end = now + millis;
            while (true) {
                long next = inFlight.isEmpty() ? Long.MAX_VALUE : inFlight.element().at();
                for (String id : ids) {
                    next = Math.min(next, Math.max(now + 1, server(id).wakeAt()));
                }
                if (next > end) {
                    now = end;
                    return;
                }
                now = Math.max(now, next);
                while (!inFlight.isEmpty() && inFlight.element().at() <= now) {
                    Line line = inFlight.remove();
                    give(line.dest(), line.text());
                }
                for (String id : ids) {
                    Server server = server(id);
                    server.tick(now);
                    drain(server);
                }
            }
        }

        List<String> read(String node) {
            Json.Obj body = object(ask(node, "\"type\":\"read\""));
            Json value = body.get("messages") == null ? body.get("value") : body.get("messages");
            return value instanceof Json.Arr a
                    ? a.items().stream().map(Json::toText).toList()
                    : List.of(value == null ? "nothing" : value.toText());
        }

        private static Json.Obj object(String text) {
            try {
                return (Json.Obj) JsonReader.parse(text);
            } catch (JsonException e) {
                throw new AssertionError(text, e);
            }
        }
    }

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
    void malformedPacket_isPassedOverWithOneLine_andNotAnswered(String body) {
        Net net = new Net(13, 2, "broadcast");
        net.give("n1", "{\"src\":\"n2\",\"dest\":\"n1\",\"body\":" + body + "}");
        assertThat(net.err.toString(StandardCharsets.UTF_8).lines()).hasSize(1).first().asString()
                .startsWith("espalier-node: ignored a line, it is no packet (");
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
