package org.espalier.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.espalier.node.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch of the event loop may ask for the application's state and change it, in that order. */
class SnapshotInABatchTest {

    /** More than is kept one by one, so that whoever has none of them gets a snapshot. */
    private static final int MANY = (1 << 16) + 100;

    private final List<String> ids = List.of("n1", "n2");
    private final List<Server> servers = new ArrayList<>();
    private final List<List<String>> due = new ArrayList<>();
    private String lastRead = "";
    private long now;
    private int values;

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "causal"})
    void valueBroadcastInTheBatchThatAsksForASnapshot_isNotLost(String order) throws BadArguments, IOException {
        Options options = Objects.requireNonNull(
                Options.parse(new String[]{"broadcast", "--order", order, "--topology", "given"}));
        for (String id : ids) {
            Server server = new Server(options, Variant.SOUND, Life.forgetful(1),
                    new Diagnostics(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
            servers.add(server);
            due.add(new ArrayList<>());
            ask(id, "\"type\":\"init\",\"node_id\":\"" + id + "\",\"node_ids\":[\"n1\",\"n2\"]");
        }
        batch();
        while (values < MANY) {
            broadcast();
        }
        batch();
        for (String id : ids) {
            ask(id, "\"type\":\"topology\",\"topology\":{\"n1\":[\"n2\"],\"n2\":[\"n1\"]}");
        }
        for (int round = 0; round < 100; round++) {
            broadcast(); // in one batch with whatever n2 says, and behind it
            batch();
        }
        for (int round = 0; round < 1_000; round++) {
            batch();
        }
        List<String> all = read("n1");
        assertThat(all).hasSize(values);
        all.removeAll(Set.copyOf(read("n2")));
        assertThat(all).as("what n2 lacks").isEmpty();
    }

    private void broadcast() {
        ask("n1", "\"type\":\"broadcast\",\"message\":" + values++);
    }

    private void ask(String node, String members) {
        due.get(ids.indexOf(node)).add("{\"src\":\"c1\",\"dest\":\"" + node + "\",\"body\":{" + members
                + ",\"msg_id\":1}}");
    }

    /** Each server works off what is due to it, as one batch; then 10 ms pass. */
    private void batch() throws IOException {
        now += 10;
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.get(i);
            for (String line : due.set(i, new ArrayList<>())) {
                byte[] text = line.getBytes(StandardCharsets.UTF_8);
                server.line(text, 0, text.length, now);
            }
            server.tick(now);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            server.drainTo(out);
            out.toString(StandardCharsets.UTF_8).lines().forEach(this::route);
        }
    }

    private void route(String line) {
        int to = line.contains("\"dest\":\"n1\"") ? 0 : line.contains("\"dest\":\"n2\"") ? 1 : -1;
        if (to >= 0) {
            due.get(to).add(line);
        } else if (line.contains("read_ok")) {
            lastRead = line;
        }
    }

    private List<String> read(String node) throws IOException {
        ask(node, "\"type\":\"read\"");
        batch();
        if (Net.object(lastRead).get("body") instanceof Json.Obj body
                && body.get("messages") instanceof Json.Arr messages) {
            return messages.items().stream().map(Json::toText).collect(Collectors.toCollection(ArrayList::new));
        }
        throw new AssertionError(lastRead);
    }
}
