package org.espalier.node.workload;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;
import org.espalier.node.json.JsonWriter;

/**
 * {@code g-set}: a set that only grows. An element is multicast when it is added and taken in where it is delivered;
 * adding is idempotent and commutes, so nodes that have delivered the same payloads, in whatever order, hold the same set.
 *
 * <p>Two elements are the same when their JSON texts are: {@code 1} and {@code 1.0} are two.
 */
public final class GSet implements Replicated {

    private final Group group;
    private final Set<String> elements = new HashSet<>();
    /** The elements in the order in which they came, as the JSON text of the answer. */
    private final JsonWriter text = new JsonWriter(1024);

    public GSet(Group group) {
        this.group = group;
    }

    @Override
    public void request(Request request, Reply reply) throws RequestException {
        switch (request.type()) {
            case "add" -> {
                group.multicast(request.require("element").toBytes());
                reply.ok("add_ok");
            }
            case "read" -> reply.ok("read_ok").name("value").beginArray().raw(text).endArray();
            default -> throw RequestException.notSupported("g-set answers add and read, not " + request.type());
        }
    }

    @Override
    public void deliver(byte[] payload) {
        if (elements.add(new String(payload, StandardCharsets.UTF_8))) {
            text.raw(payload, 0, payload.length);
        }
    }

    @Override
    public byte[] snapshot() {
        return new JsonWriter(text.size() + 2).beginArray().raw(text).endArray().toBytes();
    }

    @Override
    public void install(byte[] state) {
        elements.clear();
        text.truncate(0);
        try {
            if (JsonReader.parse(state) instanceof Json.Arr array) {
                for (Json element : array.items()) {
                    deliver(element.toBytes());
                }
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("a snapshot that no g-set made: " + e.getMessage(), e);
        }
    }
}
