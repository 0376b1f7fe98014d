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
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;
import org.espalier.runtime.storage.MemoryStorage;
import org.jspecify.annotations.Nullable;

/**
 * A network of servers in virtual time: every message is a line, as between processes. One seed is one run. Servers may
 * have disks, which survive them but for what was not synced.
 */
final class Net {

    /** What a request was answered, and how long it took. */
    record Reply(String body, long afterMillis) {

        /** The error's code, or -1 when it is none. */
        int code() {
            return object(body).get("code") instanceof Json.Num n ? (int) n.longValue() : -1;
        }

        /** Whether the request may still take effect. */
        boolean indefinite() {
            return code() == 0 || code() == 13;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Line(long at, long number, String dest, byte[] text) {}

    private static final long WALL_MILLIS = 1_700_000_000_000L;

    final Random random;
    final List<String> ids = new ArrayList<>();
    final Map<Long, Reply> answers = new HashMap<>();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    long now;
    /** Messages between servers. */
    long between;
    double loss;
    double duplication;
    /** How many of the messages between servers have bits flipped on their way. */
    double corruption;
    long corrupted;
    int maxLatency = 100;
    /** Nodes below this index cannot talk with the others. */
    int cut;

    private final Options options;
    private final Variant variant;
    private final boolean disks;
    private final Map<String, Server> servers = new HashMap<>();
    private final Map<String, MemoryStorage> storages = new HashMap<>();
    private final PriorityQueue<Line> inFlight = new PriorityQueue<>(
            Comparator.comparingLong(Line::at).thenComparingLong(Line::number));
    private final Map<Long, Long> askedAt = new HashMap<>();
    private long numbers;

    Net(long seed, int nodes, String... args) {
        this(seed, nodes, false, Variant.SOUND, args);
    }

    Net(long seed, int nodes, boolean disks, Variant variant, String... args) {
        random = new Random(seed);
        this.disks = disks;
        this.variant = variant;
        for (int i = 1; i <= nodes; i++) {
            ids.add("n" + i);
        }
        try {
            options = Objects.requireNonNull(Options.parse(args));
        } catch (BadArguments e) {
            throw new IllegalArgumentException(e);
        }
        ids.forEach(this::start);
    }

    // ---- Nodes ------------------------------------------------------------------------------------------------------

    /** Starts a node that is down, with what its disk holds. */
    void start(String node) {
        Diagnostics diagnostics = new Diagnostics(new PrintStream(err, true, StandardCharsets.UTF_8));
        servers.put(node, new Server(options, variant, (id, group) -> life(id), diagnostics));
        List<String> quoted = ids.stream().map(id -> '"' + id + '"').toList();
        assertThat(ask(node, "\"type\":\"init\",\"node_id\":\"" + node + "\",\"node_ids\":" + quoted))
                .contains("init_ok");
    }

    private Life life(String node) {
        MemoryStorage storage = storages.computeIfAbsent(node, id -> new MemoryStorage());
        long incarnation = storage.begin(WALL_MILLIS + random.nextInt(1_000));
        return new Life(incarnation, disks ? Optional.of(storage) : Optional.empty());
    }

    /** Kills a node, as a rule in the middle of a batch: of what it wrote and did not sync, some is on disk. */
    void crash(String node) {
        Server server = server(node);
        for (Line line : List.copyOf(inFlight)) {
            if (line.dest().equals(node) && random.nextBoolean()) {
                server.line(line.text(), 0, line.text().length, now);
            }
        }
        servers.remove(node);
        Objects.requireNonNull(storages.get(node)).crash(random);
    }

    boolean isUp(String node) {
        return servers.containsKey(node);
    }

    // ---- Requests ---------------------------------------------------------------------------------------------------

    /** Makes a request, whose answer will be among the {@link #answers} under the number returned. */
    long send(String node, String members) {
        long msgId = ++numbers;
        askedAt.put(msgId, now);
        give(node, "{\"src\":\"c1\",\"dest\":\"" + node + "\",\"body\":{" + members + ",\"msg_id\":" + msgId + "}}");
        return msgId;
    }

    /** The answer's body to one request, which is asked and answered at once. */
    String ask(String node, String members) {
        Reply answer = answers.remove(send(node, members));
        assertThat(answer).as("answer to %s", members).isNotNull();
        return Objects.requireNonNull(answer).body();
    }

    /** The answer to one request, for which time may pass. */
    Reply await(String node, String members) {
        long msgId = send(node, members);
        long end = now + 2_000;
        while (!answers.containsKey(msgId) && now < end) {
            run(10);
        }
        @Nullable
        Reply answer = answers.remove(msgId);
        assertThat(answer).as("answer to %s within 2 s", members).isNotNull();
        return Objects.requireNonNull(answer);
    }

    /** The same of every node, whose answers may wait until the group has formed. */
    void askAll(String members, String expected) {
        List<Long> asked = new ArrayList<>();
        for (String node : ids) {
            asked.add(send(node, members));
        }
        run(2_000);
        asked.forEach(msgId -> assertThat(Objects.requireNonNull(answers.remove(msgId)).body()).contains(expected));
    }

    /** The values that a node shows at once. */
    List<String> read(String node) {
        Json.Obj body = object(ask(node, "\"type\":\"read\""));
        Json value = body.get("messages") == null ? body.get("value") : body.get("messages");
        return value instanceof Json.Arr a
                ? a.items().stream().map(Json::toText).toList()
                : List.of(value == null ? "nothing" : value.toText());
    }

    // ---- The network ------------------------------------------------------------------------------------------------

    void give(String node, String line) {
        give(node, line.getBytes(StandardCharsets.UTF_8));
    }

    private void give(String node, byte[] text) {
        Server server = server(node);
        server.line(text, 0, text.length, now);
        server.tick(now);
        drain(server);
    }

    void run(long millis) {
        long end = now + millis;
        while (true) {
            long next = inFlight.isEmpty() ? Long.MAX_VALUE : inFlight.element().at();
            for (Server server : servers.values()) {
                next = Math.min(next, Math.max(now + 1, server.wakeAt()));
            }
            if (next > end) {
                now = end;
                return;
            }
            now = Math.max(now, next);
            while (!inFlight.isEmpty() && inFlight.element().at() <= now) {
                Line line = inFlight.remove();
                if (isUp(line.dest())) {
                    give(line.dest(), line.text());
                }
            }
            for (String id : ids) {
                Server server = servers.get(id);
                if (server != null) {
                    server.tick(now);
                    drain(server);
                }
            }
        }
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
            long took = now - askedAt.getOrDefault(n.longValue(), now);
            assertThat(answers.put(n.longValue(), new Reply(body.toText(), took))).as("a second answer").isNull();
            return;
        }
        between++;
        boolean apart = ids.indexOf(src.value()) < cut != ids.indexOf(dest.value()) < cut;
        if (apart || random.nextDouble() < loss) {
            return;
        }
        do {
            byte[] text = line.getBytes(StandardCharsets.UTF_8);
            long at = now + random.nextInt(maxLatency + 1);
            if (corruption > 0 && random.nextDouble() < corruption) {
                damage(text);
            }
            inFlight.add(new Line(at, numbers++, dest.value(), text));
        } while (random.nextDouble() < duplication);
    }

    /** Flips a few bits anywhere; it stays one line. */
    private void damage(byte[] text) {
        corrupted++;
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            int at = random.nextInt(text.length);
            int bit = 1 << random.nextInt(8);
            text[at] ^= (byte) ((text[at] ^ bit) == '\n' ? 0 : bit);
        }
    }

    static Json.Obj object(String text) {
        try {
            return (Json.Obj) JsonReader.parse(text);
        } catch (JsonException e) {
            throw new AssertionError(text, e);
        }
    }
}
