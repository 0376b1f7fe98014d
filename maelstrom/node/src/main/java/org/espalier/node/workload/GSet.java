package org.espalier.node.workload;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import org.espalier.node.json.JsonWriter;

/**
 * {@code g-set}: a set that only grows. An element is multicast when it is added and taken in where it is delivered;
 * adding is idempotent and commutes, so nodes that have delivered the same payloads, in whatever order, hold the same set.
 *
 * <p>Two elements are the same when their JSON texts are: {@code 1} and {@code 1.0} are two.
 */
public final class GSet implements Replicated {

    private static final String NAME = "g-set";
    private static final int VERSION = 1;
    private static final Result OK = new Result.Ok("add_ok");

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
            case "add" -> group.submit(request.require("element").toBytes(), reply);
            case "read" -> reply.ok("read_ok").name("value").beginArray().raw(text).endArray();
            default -> throw RequestException.notSupported("g-set answers add and read, not " + request.type());
        }
    }

    @Override
    public Result apply(byte[] payload) {
        if (elements.add(new String(payload, StandardCharsets.UTF_8))) {
            text.raw(payload, 0, payload.length);
        }
        return OK;
    }

    @Override
    public byte[] snapshot() {
        return Parts.state(NAME, VERSION).raw(text).endArray().toBytes();
    }

    @Override
    public void install(byte[] state) {
        Parts parts = Parts.ofState(state, NAME, VERSION);
        elements.clear();
        text.truncate(0);
        while (parts.more()) {
            apply(parts.next().toBytes());
        }
    }
}
