package org.espalier.node.workload;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code kafka}: append-only logs by key, whose offsets count from 0 without gaps, and a committed offset for each key.
 *
 * <p>{@code send} and {@code commit_offsets} are commands in the one sequence. {@code poll} and
 * {@code list_committed_offsets} answer from what this node has delivered, since the workload asks for no recency: a node
 * that is cut off goes on answering them. What a poll shows is committed, so it is at that offset for everyone and for good.
 *
 * <p>The logs are kept whole and a state is a copy of them, so memory and disk grow with what was sent. Messages are kept as
 * their JSON text.
 */
public final class Kafka implements Replicated {

    private static final String NAME = "kafka";
    private static final int VERSION = 1;
    /** Messages of one key in one answer; the client asks for the rest from there. */
    private static final int MAX_POLLED = 1_000;
    /** Bytes in one answer after which no further message is added. */
    private static final int MAX_POLLED_BYTES = 1 << 20;
    private static final Result COMMITTED = new Result.Ok("commit_offsets_ok");

    /** The offset a message got. */
    private record Sent(int offset) implements Result {

        @Override
        public void to(Reply reply) {
            reply.ok("send_ok").name("offset").number(offset);
        }
    }

    /**
     * Takes no refusal for definite. The workload's client sends {@code commit_offsets} at the end of a poll, when it has
     * moved on already: told that the poll has certainly failed, it would have skipped what it saw there.
     */
    private record Unsure(Reply reply) implements Reply {

        @Override
        public JsonWriter ok(String type) {
            return reply.ok(type);
        }

        @Override
        public Later later() {
            Later later = reply.later();
            return new Later() {
                @Override
                public void done(Result result) {
                    later.done(result);
                }

                @Override
                public void refused(RequestException why) {
                    later.unknown(why.text());
                }

                @Override
                public void unknown(String text) {
                    later.unknown(text);
                }
            };
        }
    }

    /** The log of one key. */
    private static final class Log {

        final JsonWriter text = new JsonWriter(64);
        int[] ends = new int[8];
        int length;
        long committed = -1;

        int append(byte[] message) {
            text.raw(message, 0, message.length);
            if (length == ends.length) {
                ends = Arrays.copyOf(ends, 2 * length);
            }
            ends[length] = text.size();
            return length++;
        }

        /** Writes the messages from {@code offset} on, within the bounds of an answer that began at {@code start}. */
        void poll(int offset, int start, JsonWriter out) {
            out.beginArray();
            for (int i = offset; i < length && i - offset < MAX_POLLED && out.size() - start < MAX_POLLED_BYTES; i++) {
                out.beginArray().number(i).raw(text, i == 0 ? 0 : ends[i - 1] + 1, ends[i]).endArray();
            }
            out.endArray();
        }
    }

    private final Group group;
    private final Map<String, Log> logs = new LinkedHashMap<>();

    public Kafka(Group group) {
        this.group = group;
    }

    @Override
    public void request(Request request, Reply reply) throws RequestException {
        switch (request.type()) {
            case "send" -> group.submit(
                    Parts.command("s", new Json.Str(request.requireString("key")), request.require("msg")), reply);
            case "commit_offsets" -> group.submit(Parts.command("o", offsets(request)), new Unsure(reply));
            case "poll" -> poll(offsets(request), reply);
            case "list_committed_offsets" -> listCommitted(request.requireArray("keys"), reply);
            default -> throw RequestException.notSupported(
                    "kafka answers send, poll, commit_offsets and list_committed_offsets, not " + request.type());
        }
    }

    @Override
    public Result apply(byte[] payload) {
        Parts command = Parts.of(payload);
        switch (command.word()) {
            case "s" -> {
                return new Sent(log(command.word()).append(command.next().toBytes()));
            }
            case "o" -> {
                if (command.next() instanceof Json.Obj offsets) {
                    offsets.members().forEach((key, offset) -> {
                        Log log = log(key);
                        log.committed = Math.max(log.committed, ((Json.Num) offset).longValue());
                    });
                    return COMMITTED;
                }
            }
            default -> {
                // said below
            }
        }
        throw new IllegalArgumentException("kafka has no such command");
    }

    @Override
    public byte[] snapshot() {
        JsonWriter out = Parts.state(NAME, VERSION);
        logs.forEach((key, log) -> out.string(key).number(log.committed).number(log.length).raw(log.text));
        return out.endArray().toBytes();
    }

    @Override
    public void install(byte[] state) {
        Parts parts = Parts.ofState(state, NAME, VERSION);
        logs.clear();
        while (parts.more()) {
            Log log = log(parts.word());
            log.committed = parts.count();
            for (long n = parts.count(); n > 0; n--) {
                log.append(parts.next().toBytes());
            }
        }
    }

    private Log log(String key) {
        Log log = logs.get(key);
        if (log == null) {
            log = new Log();
            logs.put(key, log);
        }
        return log;
    }

    private void poll(Json.Obj offsets, Reply reply) {
        JsonWriter out = reply.ok("poll_ok").name("msgs").beginObject();
        int start = out.size();
        for (Map.Entry<String, Json> entry : offsets.members().entrySet()) {
            Log log = logs.get(entry.getKey());
            long offset = ((Json.Num) entry.getValue()).longValue();
            if (log != null && offset < log.length && out.size() - start < MAX_POLLED_BYTES) {
                log.poll((int) offset, start, out.name(entry.getKey()));
            }
        }
        out.endObject();
    }

    private void listCommitted(Json.Arr keys, Reply reply) throws RequestException {
        Map<String, Log> asked = new LinkedHashMap<>(); // a key asked for twice is answered once
        for (Json key : keys.items()) {
            if (!(key instanceof Json.Str s)) {
                throw RequestException.malformed("list_committed_offsets needs an array of strings as \"keys\"");
            }
            @Nullable
            Log log = logs.get(s.value());
            if (log != null && log.committed >= 0) {
                asked.put(s.value(), log);
            }
        }
        JsonWriter out = reply.ok("list_committed_offsets_ok").name("offsets").beginObject();
        asked.forEach((key, log) -> out.name(key).number(log.committed));
        out.endObject();
    }

    private static Json.Obj offsets(Request request) throws RequestException {
        if (request.require("offsets") instanceof Json.Obj offsets && offsets.members().values().stream()
                .allMatch(offset -> offset instanceof Json.Num n && n.isLong() && n.longValue() >= 0)) {
            return offsets;
        }
        throw RequestException.malformed(
                request.type() + " needs an object of offsets by key, integers that are not negative, as \"offsets\"");
    }
}
