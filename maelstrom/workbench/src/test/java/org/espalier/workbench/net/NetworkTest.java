package org.espalier.workbench.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    private static final byte[] BODY = "{\"type\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    private static final List<String> THREE = List.of("n0", "n1", "n2");

    private final FakeClock clock = new FakeClock();
    private final Fates fates = new Fates();

    private Network network(Latency latency, double loss, double duplicate, long seed) {
        return new Network(THREE, new Network.Conditions(latency, loss, duplicate), seed, clock, fates);
    }

    private static Latency millis(long mean, Latency.Shape shape) {
        return new Latency(TimeUnit.MILLISECONDS.toNanos(mean), shape);
    }

    private static List<Long> ids(List<Message> messages) {
        return messages.stream().map(Message::id).toList();
    }

    @Test
    void message_arrivesAtItsDeadlineAndNotBefore() {
        Network network = network(millis(100, Latency.Shape.CONSTANT), 0, 0, 1);
        network.send(network.inbox("n0"), "n1", BODY);
        clock.advance(Duration.ofNanos(99_999_999));
        assertThat(network.inbox("n1").poll()).isEmpty();
        clock.advance(Duration.ofNanos(1));
        assertThat(network.inbox("n1").poll()).singleElement().satisfies(m -> {
            assertThat(m.src()).isEqualTo("n0");
            assertThat(m.body()).isEqualTo(BODY);
        });
        assertThat(network.inbox("n1").poll()).isEmpty();
    }

    @Test
    void messagesOfOneLink_overtakeEachOther() {
        Network network = network(millis(100, Latency.Shape.EXPONENTIAL), 0, 0, 1);
        for (int i = 0; i < 50; i++) {
            network.send(network.inbox("n0"), "n1", BODY);
        }
        clock.advance(Duration.ofHours(1));
        List<Long> arrived = ids(network.inbox("n1").poll());
        assertThat(arrived).hasSize(50).isNotEqualTo(arrived.stream().sorted().toList());
    }

    @Test
    void clientsMessages_haveNoLatencyAndSufferNothing() {
        Network network = network(millis(100, Latency.Shape.CONSTANT), 1, 1, 1);
        Inbox client = network.openClient();
        network.partition(Cut.of(3, (from, to) -> true));
        network.send(client, "n1", BODY);
        assertThat(network.inbox("n1").poll()).hasSize(1);
        network.send(network.inbox("n1"), client.name(), BODY);
        assertThat(client.poll()).hasSize(1);
        assertThat(network.traffic().servers()).isEqualTo(new Traffic.Count(0, 0));
        assertThat(network.traffic().clients()).isEqualTo(new Traffic.Count(2, 2));
    }

    @ParameterizedTest
    @EnumSource(Corruption.Kind.class)
    void corruption_flipsBitsOfWhatNodesSayToEachOther_andOfNothingElse(Corruption.Kind kind) {
        Network network = new Network(THREE, List.of("kv"),
                new Network.Conditions(Latency.NONE, 0, 0, new Corruption(1, kind)), 1, clock, fates);
        Inbox client = network.openClient();
        int parsed = 0;
        for (int i = 0; i < 200; i++) {
            network.send(network.inbox("n0"), "n1", BODY);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            Wire.write(network.inbox("n1").poll().getFirst(), line);
            String text = line.toString(StandardCharsets.ISO_8859_1);
            assertThat(text).startsWith("{\"id\":" + i + ",\"src\":\"n0\",\"dest\":\"n1\",\"body\":").endsWith("}\n")
                    .doesNotContain("{\"type\":\"x\"}").doesNotContain("\r");
            assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
            try {
                Wire.parse(line.toByteArray(), line.size() - 1);
                parsed++;
            } catch (Malformed e) {
                assertThat(kind).isEqualTo(Corruption.Kind.BYTES);
            }
        }
        assertThat(parsed).isPositive();
        assertThat(parsed == 200).isEqualTo(kind == Corruption.Kind.JSON);
        assertThat(fates.of(Fate.CORRUPTED)).isEqualTo(200);
        assertThat(network.traffic().servers()).isEqualTo(new Traffic.Count(200, 200));
        for (String[] way : new String[][]{{"n0", "kv"}, {"kv", "n0"}, {"n0", client.name()}}) {
            network.send(network.inbox(way[0]), way[1], BODY);
            Inbox to = way[1].equals(client.name()) ? client : network.inbox(way[1]);
            assertThat(to.poll().getFirst().arriving()).isEqualTo(BODY);
        }
    }

    @Test
    void corruption_ofSomeMessages_leavesTheLuckOfTheOthers_andCopiesHaveTheirOwn() {
        Network.Conditions rough = new Network.Conditions(millis(10, Latency.Shape.EXPONENTIAL), 0.3, 0.3);
        Fates before = new Fates();
        send(new Network(THREE, rough, 7, clock, before));
        send(new Network(THREE, new Network.Conditions(rough.latency(), rough.loss(), rough.duplicate(),
                new Corruption(0.3, Corruption.Kind.BYTES)), 7, clock, fates));
        assertThat(fates.lines.stream().map(line -> line.replace("CORRUPTED", "DELIVERED")).toList())
                .isEqualTo(before.lines);
        assertThat(fates.of(Fate.CORRUPTED)).isBetween(30, 150);
        assertThat(fates.lines).anyMatch(line -> line.contains("' ") && line.endsWith("CORRUPTED"));
    }

    private void send(Network network) {
        for (int i = 0; i < 300; i++) {
            network.send(network.inbox("n0"), "n1", BODY);
        }
        clock.advance(Duration.ofHours(1));
        network.inbox("n1").poll();
        clock.advance(Duration.ofHours(-1));
    }

    @Test
    void services_areLateAndLostAsServersAre_andNeverPartitioned() {
        Network late = new Network(THREE, List.of("kv"),
                new Network.Conditions(millis(100, Latency.Shape.CONSTANT), 0, 0),
                1, clock, fates);
        late.partition(Cut.of(3, (from, to) -> true));
        late.send(late.inbox("n1"), "kv", BODY);
        assertThat(late.inbox("kv").poll()).isEmpty();
        clock.advance(Duration.ofMillis(100));
        assertThat(late.inbox("kv").poll()).hasSize(1);
        late.send(late.inbox("kv"), "n1", BODY);
        clock.advance(Duration.ofMillis(100));
        assertThat(late.inbox("n1").poll()).hasSize(1);
        assertThat(late.traffic().servers()).isEqualTo(new Traffic.Count(2, 2));
        Network lossy = new Network(THREE, List.of("kv"), new Network.Conditions(Latency.NONE, 1, 0), 1, clock, fates);
        lossy.send(lossy.inbox("n1"), "kv", BODY);
        assertThat(lossy.inbox("kv").poll()).isEmpty();
        assertThat(lossy.traffic().ended(Fate.LOST)).isEqualTo(1);
    }

    @Test
    void services_leaveTheDrawsOfTheNodesAsTheyAre() {
        Network.Conditions conditions = new Network.Conditions(millis(10, Latency.Shape.EXPONENTIAL), 0.3, 0.3);
        Network without = new Network(THREE, conditions, 42, clock, fates);
        Network with = new Network(THREE, List.of("kv", "tso"), conditions, 42, clock, fates);
        for (int i = 0; i < 100; i++) {
            without.send(without.inbox("n0"), "n2", BODY);
            with.send(with.inbox("n0"), "kv", BODY);
            with.send(with.inbox("n0"), "n2", BODY);
        }
        clock.advance(Duration.ofHours(1));
        assertThat(with.inbox("n2").poll()).extracting(Message::dueNanos)
                .isEqualTo(without.inbox("n2").poll().stream().map(Message::dueNanos).toList());
    }

    @Test
    void destinationThatDoesNotExist_isRefused_andAClientThatLeftIsKnown() {
        Network network = network(Latency.NONE, 0, 0, 1);
        Inbox client = network.openClient();
        network.closeClient(client);
        assertThat(network.send(network.inbox("n0"), client.name(), BODY)).isFalse();
        assertThat(network.wasClient(client.name())).isTrue();
        assertThat(network.send(network.inbox("n0"), "n7", BODY)).isFalse();
        assertThat(network.wasClient("n7")).isFalse();
        assertThat(network.wasClient("c99")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Latency.Shape.class)
    void latencies_haveTheWantedMeanAndSpread(Latency.Shape shape) {
        Latency latency = millis(100, shape);
        Draws draws = new Draws(7);
        int n = 20_000;
        double sum = 0;
        double squares = 0;
        double most = 0;
        for (int k = 0; k < n; k++) {
            double ms = latency.at(draws.unit(3, k)) / 1e6;
            assertThat(ms).isNotNegative();
            sum += ms;
            squares += ms * ms;
            most = Math.max(most, ms);
        }
        double mean = sum / n;
        double deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
        assertThat(mean).isCloseTo(100, within(3.0));
        double expected = switch (shape) {
            case CONSTANT -> 0;
            case UNIFORM -> 200 / Math.sqrt(12);
            case EXPONENTIAL -> 100;
        };
        assertThat(deviation).isCloseTo(expected, within(4.0));
        if (shape == Latency.Shape.UNIFORM) {
            assertThat(most).isBetween(195.0, 200.0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.2, 0.9, 1})
    void lossAndDuplication_strikeAsOftenAsSaid(double p) {
        Network network = network(Latency.NONE, p, p, 11);
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            network.send(network.inbox("n0"), i % 2 == 0 ? "n1" : "n2", BODY);
        }
        int arrived = network.inbox("n1").poll().size() + network.inbox("n2").poll().size();
        assertThat((double) fates.of(Fate.LOST) / n).isCloseTo(p, within(0.01));
        double doubled = (1 - p) * p;
        assertThat((double) arrived / n).isCloseTo(1 - p + doubled, within(0.02));
        assertThat((double) network.traffic().duplicates() / n).isCloseTo(doubled, within(0.01));
        assertThat(fates.of(Fate.LOST) + arrived).isEqualTo((int) (n + network.traffic().duplicates()));
    }

    /** Sends the same messages, link by link or interleaved, and tells what became of each. */
    private static List<String> story(long seed, boolean interleaved) {
        Fates fates = new Fates();
        FakeClock clock = new FakeClock();
        Network network = new Network(THREE, new Network.Conditions(millis(10, Latency.Shape.EXPONENTIAL), 0.3, 0.3),
                seed, clock, fates);
        List<String[]> sends = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            sends.add(new String[]{"n0", "n1"});
        }
        for (int k = 0; k < 40; k++) {
            sends.add(interleaved ? k * 2 : sends.size(), new String[]{"n2", "n1"});
        }
        for (String[] send : sends) {
            network.send(network.inbox(send[0]), send[1], BODY);
        }
        clock.advance(Duration.ofDays(1));
        network.inbox("n1").poll();
        return fates.lines.stream().map(line -> line.replaceFirst("#[0-9]+", "")).sorted().toList();
    }

    @Test
    void seed_fixesEveryDraw_whateverOtherLinksDo() {
        assertThat(story(42, false)).isEqualTo(story(42, false)).isEqualTo(story(42, true));
        assertThat(story(42, false)).isNotEqualTo(story(43, false));
    }

    @Test
    void cutLink_losesWhatIsDueWhileItIsCut() {
        Network network = network(millis(100, Latency.Shape.CONSTANT), 0, 0, 1);
        Inbox n1 = network.inbox("n1");
        network.send(network.inbox("n0"), "n1", BODY); // due in the partition
        clock.advance(Duration.ofMillis(60));
        network.partition(Cut.of(3, (from, to) -> from == 0));
        network.send(network.inbox("n2"), "n1", BODY); // another link
        clock.advance(Duration.ofMillis(60));
        assertThat(n1.poll()).isEmpty();
        network.send(network.inbox("n0"), "n1", BODY); // sent in the partition, due after it
        clock.advance(Duration.ofMillis(60));
        network.partition(Cut.NONE);
        clock.advance(Duration.ofMillis(60));
        assertThat(n1.poll()).extracting(Message::src).containsExactly("n2", "n0");
        assertThat(fates.of(Fate.PARTITIONED)).isEqualTo(1);
    }

    @Test
    void shutNode_losesWhatIsUnderWay_andHearsFirstWhatOpensIt() {
        Network network = network(millis(100, Latency.Shape.CONSTANT), 0, 0, 1);
        Inbox n1 = network.inbox("n1");
        network.send(network.inbox("n0"), "n1", BODY); // under way
        n1.shut();
        network.send(network.inbox("n0"), "n1", BODY); // to nobody
        assertThat(fates.of(Fate.UNDELIVERED)).isEqualTo(2);
        Inbox early = network.openClient();
        network.send(early, "n1", BODY);
        clock.advance(Duration.ofSeconds(1));
        assertThat(n1.poll()).isEmpty();

        Inbox first = network.openClient();
        network.open("n1", Inbox.Access.SERVERS, first, BODY);
        network.send(early, "n1", BODY); // clients are not let in yet
        network.send(network.inbox("n0"), "n1", BODY);
        clock.advance(Duration.ofSeconds(1));
        assertThat(n1.poll()).extracting(Message::src).containsExactly(first.name(), "n0");

        network.open("n1", Inbox.Access.ALL);
        network.send(early, "n1", BODY);
        assertThat(n1.poll()).extracting(Message::src).containsExactly(early.name());
    }

    @Test
    void nodeThatIsShutForGood_isNotOpenedAgain() {
        Network network = network(Latency.NONE, 0, 0, 1);
        network.close();
        network.open("n1", Inbox.Access.ALL);
        network.open("n1", Inbox.Access.ALL, network.openClient(), BODY);
        assertThat(network.inbox("n1").poll()).isEmpty();
        assertThat(fates.of(Fate.UNDELIVERED)).isEqualTo(1);
    }

    @Test
    void closing_tellsTheEndOfWhatIsUnderWay() {
        Network network = network(millis(100, Latency.Shape.CONSTANT), 0, 0, 1);
        network.send(network.inbox("n0"), "n1", BODY);
        network.close();
        assertThat(fates.of(Fate.UNDELIVERED)).isEqualTo(1);
        network.send(network.inbox("n0"), "n1", BODY);
        assertThat(fates.of(Fate.UNDELIVERED)).isEqualTo(2);
    }

    @Test
    void partitionShapes_cutTheLinksTheyAreNamedFor() {
        for (int n = 1; n <= 9; n++) {
            List<String> nodes = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                nodes.add("n" + i);
            }
            Random random = new Random(n);
            assertThat(Partition.draw(Partition.Shape.HALVES, nodes, random).cut().size())
                    .isEqualTo(2 * (n / 2) * (n - n / 2));
            assertThat(Partition.draw(Partition.Shape.ONE, nodes, random).cut().size()).isEqualTo(2 * (n - 1));
            assertThat(Partition.draw(Partition.Shape.ALL, nodes, random).cut().size()).isEqualTo(n * (n - 1));
            assertOneWay(n, Partition.draw(Partition.Shape.ONE_WAY, nodes, random).cut());
            assertMajorityRing(n, Partition.draw(Partition.Shape.MAJORITY_RING, nodes, random).cut());
        }
    }

    private static void assertOneWay(int n, Cut cut) {
        assertThat(cut.size() > 0).isEqualTo(n > 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(cut.drops(i, j) && cut.drops(j, i)).isFalse();
            }
        }
    }

    private static void assertMajorityRing(int n, Cut cut) {
        List<List<Integer>> heard = new ArrayList<>();
        for (int to = 0; to < n; to++) {
            List<Integer> hears = new ArrayList<>();
            for (int from = 0; from < n; from++) {
                assertThat(cut.drops(from, to)).isEqualTo(cut.drops(to, from));
                if (!cut.drops(from, to)) {
                    hears.add(from);
                }
            }
            assertThat(hears.size()).isGreaterThan(n / 2);
            heard.add(hears);
        }
        if (n >= 5) {
            assertThat(heard).doesNotHaveDuplicates();
        }
    }

    @Test
    void inbox_wakesItsReceiverWhenSomethingEarlierComes() throws InterruptedException {
        long start = System.nanoTime();
        Network network = new Network(THREE, new Network.Conditions(millis(50, Latency.Shape.UNIFORM), 0, 0), 5,
                () -> System.nanoTime() - start, fates);
        Thread sender = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 200; i++) {
                network.send(network.inbox("n0"), "n1", BODY);
            }
        });
        int got = 0;
        while (got < 200) {
            List<Message> batch = network.inbox("n1").take(7, Long.MAX_VALUE);
            assertThat(batch).hasSizeBetween(1, 7);
            got += batch.size();
        }
        sender.join();
        assertThat(network.inbox("n1").take(1)).isEmpty();
    }
}
