package org.espalier.workbench.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** Sequential consistency by trying every order: is there one that agrees with each client's own and explains all answers? */
final class SequentialOracle {

    /** A request and its answer. */
    record Call(String client, Map<String, @Nullable Object> body, Map<String, @Nullable Object> reply) {}

    /** A point of the search: how far each client is, and what the store holds there. */
    private record Point(List<Integer> done, Map<@Nullable Object, KvRequest.Held> store) {}

    private final List<List<Call>> clients;
    private final Set<Point> dead = new HashSet<>();

    private SequentialOracle(List<List<Call>> clients) {
        this.clients = clients;
    }

    /** Whether the calls, in the order in which each client made its own, are sequentially consistent. */
    static boolean accepts(List<Call> calls) {
        Map<String, List<Call>> byClient = new TreeMap<>();
        calls.forEach(c -> byClient.computeIfAbsent(c.client(), k -> new java.util.ArrayList<>()).add(c));
        List<List<Call>> clients = List.copyOf(byClient.values());
        return new SequentialOracle(clients).from(new Point(clients.stream().map(c -> 0).toList(), new HashMap<>()));
    }

    private boolean from(Point point) {
        if (dead.contains(point)) {
            return false;
        }
        boolean end = true;
        for (int i = 0; i < clients.size(); i++) {
            int next = point.done.get(i);
            if (next < clients.get(i).size()) {
                end = false;
                Point after = after(point, i, clients.get(i).get(next));
                if (after != null && from(after)) {
                    return true;
                }
            }
        }
        dead.add(point);
        return end;
    }

    private static @Nullable Point after(Point point, int client, Call call) {
        KvRequest request = java.util.Objects.requireNonNull(KvRequest.of(call.body()));
        KvRequest.Outcome outcome = request.on(point.store.get(request.key()));
        if (!outcome.reply().equals(call.reply())) {
            return null;
        }
        Map<@Nullable Object, KvRequest.Held> store = new HashMap<>(point.store);
        if (outcome.held() != null) {
            store.put(request.key(), outcome.held());
        }
        List<Integer> done = new java.util.ArrayList<>(point.done);
        done.set(client, done.get(client) + 1);
        return new Point(done, store);
    }
}
