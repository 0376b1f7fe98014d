package org.espalier.node.workload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;
import org.espalier.node.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** A workload in a group of one: what is submitted is applied at once, and kept for a second replica. */
final class Alone implements Group {

    final Replicated workload;
    final List<byte[]> payloads = new ArrayList<>();

    Alone(Function<Group, Replicated> workload) {
        this.workload = workload.apply(this);
    }

    /** The answer to the request of these members: its body without the braces, or {@code CODE text}. */
    String ask(String members) {
        return say(reply -> workload.request(request(members), reply));
    }

    /** What a payload comes to, as it would be answered. */
    String apply(byte[] payload) {
        Result result = workload.apply(payload);
        return say(result::to);
    }

    String state() {
        return new String(workload.snapshot(), StandardCharsets.UTF_8);
    }

    @Override
    public void submit(byte[] payload, Workload.Reply reply) throws RequestException {
        payloads.add(payload);
        workload.apply(payload).to(reply);
    }

    @Override
    public void neighbours(List<String> ids) {
        throw new AssertionError("nobody asked for " + ids);
    }

    private interface Said {
        void to(Workload.Reply reply) throws RequestException;
    }

    private static String say(Said said) {
        JsonWriter out = new JsonWriter();
        try {
            said.to(new Workload.Reply() {
                @Override
                public JsonWriter ok(String type) {
                    return out.beginObject().name("type").string(type);
                }

                @Override
                public Workload.Later later() {
                    throw new AssertionError("a group of one answers at once");
                }
            });
        } catch (RequestException e) {
            return e.code() + " " + e.text();
        }
        String text = new String(out.endObject().toBytes(), StandardCharsets.UTF_8);
        return text.substring(1, text.length() - 1);
    }

    private static Request request(String members) {
        @Nullable
        Json body = null;
        try {
            body = JsonReader.parse("{" + members + "}");
        } catch (JsonException e) {
            throw new IllegalArgumentException(members, e);
        }
        Json.Obj object = (Json.Obj) body;
        Json.Str type = (Json.Str) Objects.requireNonNull(object.get("type"));
        return new Request("c1", type.value(), Json.Num.of(1), object);
    }
}
