package org.espalier.node.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonWriter;

/**
 * {@code broadcast}: every value reaches every node.
 *
 * <p>{@code broadcast_ok} means that the value is in this node's log, and so in its next {@code read}. In FIFO and causal
 * order it does not mean that anyone else has it: the node spreads it from then on, for as long as it lives. In total order
 * the value is committed, so everyone has it at the same place or will have it. {@code read} answers from that log alone, in
 * the order of delivery, so that a history of reads shows the order and can be judged by it. A value broadcast twice is two
 * messages.
 *
 * <p>The log is kept as the JSON text of the answer: a read is one copy. It grows with what is broadcast.
 */
public final class Broadcast implements Replicated {

    private static final String NAME = "broadcast";
    private static final int VERSION = 1;
    private static final Result OK = new Result.Ok("broadcast_ok");

    private final String nodeId;
    private final boolean topologyIsGiven;
    private final Group group;
    private final JsonWriter log = new JsonWriter(1024);

    /**
     * @param nodeId this node's id, which names its neighbours in an offered topology
     * @param topologyIsGiven whether an offered topology is used instead of the node's own tree
     */
    public Broadcast(String nodeId, boolean topologyIsGiven, Group group) {
        this.nodeId = nodeId;
        this.topologyIsGiven = topologyIsGiven;
        this.group = group;
    }

    @Override
    public void request(Request request, Reply reply) throws RequestException {
        switch (request.type()) {
            case "broadcast" -> group.submit(request.require("message").toBytes(), reply);
            case "read" -> reply.ok("read_ok").name("messages").beginArray().raw(log).endArray();
            case "topology" -> {
                List<String> neighbours = neighbours(request);
                if (topologyIsGiven) {
                    group.neighbours(neighbours);
                }
                reply.ok("topology_ok");
            }
            default -> throw RequestException
                    .notSupported("broadcast answers broadcast, read and topology, not " + request.type());
        }
    }

    @Override
    public Result apply(byte[] payload) {
        log.raw(payload, 0, payload.length);
        return OK;
    }

    @Override
    public byte[] snapshot() {
        return Parts.state(NAME, VERSION).raw(log).endArray().toBytes();
    }

    @Override
    public void install(byte[] state) {
        Parts parts = Parts.ofState(state, NAME, VERSION);
        log.truncate(0);
        while (parts.more()) {
            log.value(parts.next());
        }
    }

    /** This node's neighbours: every node's list is looked at, since half an answer is worse than a refusal. */
    private List<String> neighbours(Request request) throws RequestException {
        if (!(request.require("topology") instanceof Json.Obj topology)) {
            throw RequestException.malformed("topology needs an object as \"topology\"");
        }
        List<String> mine = new ArrayList<>();
        for (Map.Entry<String, Json> entry : topology.members().entrySet()) {
            if (!(entry.getValue() instanceof Json.Arr list)) {
                throw RequestException.malformed("topology needs an array of node ids for each node");
            }
            for (Json id : list.items()) {
                if (!(id instanceof Json.Str s)) {
                    throw RequestException.malformed("topology needs an array of node ids for each node");
                }
                if (entry.getKey().equals(nodeId)) {
                    mine.add(s.value());
                }
            }
        }
        return mine;
    }
}
