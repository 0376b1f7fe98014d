package org.espalier.node.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.core.node.Order;
import org.espalier.node.json.Json;
import org.espalier.node.json.JsonWriter;

/**
 * {@code multicast}: every value reaches the members of the group that it is for, in the order that it asks for or a stronger
 * one. docs/multicast.md has the requests.
 *
 * <p>All groups share this node's one tree and one order: everybody takes in everything, and delivers what is for itself.
 * That is why order holds across groups, and what it costs. {@code multicast_ok} means what {@code broadcast_ok} does.
 *
 * <p>What is taken in before the groups are known here is delivered when they are. It is all kept, for those who are
 * behind, and grows with what is multicast.
 */
public final class Multicast implements Replicated {

    /** The longest answer, in messages; who wants more asks again. */
    private static final int MAX_ANSWER = 1_000;
    private static final int MAX_GROUPS = 1_024;
    private static final String NAME = "multicast";
    private static final int VERSION = 1;
    private static final Result OK = new Result.Ok("multicast_ok");
    private static final Map<String, Order> ORDERS = Map.of("fifo", Order.FIFO, "causal", Order.CAUSAL, "total",
            Order.TOTAL);

    private final String nodeId;
    private final Order order;
    private final Group group;
    /** Whether this node belongs to a group, by the group's name; null before anybody has said. */
    private final Map<String, Boolean> groups = new HashMap<>();
    private boolean told;
    /** All that was taken in: groups and values, in turn. */
    private final List<Json> taken = new ArrayList<>();
    private final List<Json> delivered = new ArrayList<>();

    /**
     * @param nodeId this node's id, as groups name it
     * @param order the order of everything that this node multicasts
     */
    public Multicast(String nodeId, Order order, Group group) {
        this.nodeId = nodeId;
        this.order = order;
        this.group = group;
    }

    @Override
    public void request(Request request, Reply reply) throws RequestException {
        switch (request.type()) {
            case "multicast" -> multicast(request, reply);
            case "deliveries" -> deliveries(request, reply);
            case "groups" -> {
                groups(request);
                reply.ok("groups_ok");
            }
            default -> throw RequestException
                    .notSupported("multicast answers groups, multicast and deliveries, not " + request.type());
        }
    }

    private void multicast(Request request, Reply reply) throws RequestException {
        String to = request.requireString("group");
        Json message = request.require("message");
        Order asked = ORDERS.get(request.requireString("order"));
        if (asked == null) {
            throw RequestException.malformed("\"order\" is fifo, causal or total");
        }
        if (asked.compareTo(order) > 0) {
            throw RequestException.notSupported("this node's order is weaker: its --order is " + order.name());
        }
        if (!told) {
            throw RequestException.temporarilyUnavailable("nobody has named the groups yet");
        }
        Boolean member = groups.get(to);
        if (member == null || !member) {
            throw RequestException.malformed(nodeId + " does not belong to a group \"" + to + "\"");
        }
        group.submit(new JsonWriter(64).beginArray().string(to).value(message).endArray().toBytes(), reply);
    }

    private void deliveries(Request request, Reply reply) throws RequestException {
        if (!(request.require("from") instanceof Json.Num n) || !n.isLong() || n.longValue() < 0) {
            throw RequestException.malformed("\"from\" is a position, from 0");
        }
        JsonWriter out = reply.ok("deliveries_ok").name("from").number(n.longValue()).name("messages").beginArray();
        long to = Math.min(delivered.size(), n.longValue() + MAX_ANSWER);
        for (long i = n.longValue(); i < to; i++) {
            out.value(delivered.get((int) i));
        }
        out.endArray();
    }

    /** All of it is looked at before any of it is taken, since half an answer is worse than a refusal. */
    private void groups(Request request) throws RequestException {
        if (!(request.require("groups") instanceof Json.Obj all) || all.members().size() > MAX_GROUPS) {
            throw RequestException.malformed("groups needs an object of at most " + MAX_GROUPS + " as \"groups\"");
        }
        Map<String, Boolean> said = new HashMap<>();
        for (Map.Entry<String, Json> entry : all.members().entrySet()) {
            Set<String> members = new HashSet<>();
            if (!(entry.getValue() instanceof Json.Arr list)) {
                throw RequestException.malformed("groups needs an array of node ids for each group");
            }
            for (Json id : list.items()) {
                if (!(id instanceof Json.Str s)) {
                    throw RequestException.malformed("groups needs an array of node ids for each group");
                }
                members.add(s.value());
            }
            said.put(entry.getKey(), members.contains(nodeId));
        }
        if (told) {
            if (!said.equals(groups)) {
                throw RequestException.abort("this node was told of other groups before");
            }
            return; // the answer was lost, say: it is the same again
        }
        groups.putAll(said);
        told = true;
        for (int i = 0; i < taken.size(); i += 2) {
            deliver(taken.get(i), taken.get(i + 1));
        }
    }

    @Override
    public Result apply(byte[] payload) {
        Parts parts = Parts.of(payload);
        take(parts.next(), parts.next());
        return OK;
    }

    private void take(Json to, Json message) {
        taken.add(to);
        taken.add(message);
        deliver(to, message);
    }

    private void deliver(Json to, Json message) {
        if (to instanceof Json.Str name && groups.getOrDefault(name.value(), false)) {
            delivered.add(message);
        }
    }

    @Override
    public byte[] snapshot() {
        JsonWriter out = Parts.state(NAME, VERSION);
        taken.forEach(out::value);
        return out.endArray().toBytes();
    }

    @Override
    public void install(byte[] state) {
        Parts parts = Parts.ofState(state, NAME, VERSION);
        taken.clear();
        delivered.clear();
        while (parts.more()) {
            take(parts.next(), parts.next());
        }
    }
}
