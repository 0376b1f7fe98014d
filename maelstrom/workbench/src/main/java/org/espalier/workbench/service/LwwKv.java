package org.espalier.workbench.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.workbench.net.Draws;
import org.jspecify.annotations.Nullable;

/**
 * {@code lww-kv}: several replicas, each of which answers on its own; the last write wins, by clocks that disagree.
 *
 * <p>A request is answered by a replica that is drawn anew each time, so that a client may not read what it has just written. With
 * each request one replica tells another all that it holds. A write bears the clock of its replica, a logical one that learns
 * of others only when their values come in: a replica that has heard little is behind, and a write there loses against an
 * earlier one elsewhere, though it was acknowledged. Equal clocks are told apart by the replica, so that all agree in the end.
 */
public final class LwwKv implements Service {

    /** How many replicas there are. */
    public static final int REPLICAS = 5;

    private static final int TELLER = 0;
    private static final int LISTENER = 1;
    private static final int ANSWERER = 2;

    private final Draws draws;
    private final List<Replica> replicas = new ArrayList<>();
    private long requests;

    /** A value and the write that it stems from. */
    private record Stamped(KvRequest.Held held, long clock, int replica) {

        boolean beats(@Nullable Stamped other) {
            return other == null || clock > other.clock || (clock == other.clock && replica > other.replica);
        }
    }

    private static final class Replica {

        private final int number;
        private final Map<@Nullable Object, Stamped> values = new LinkedHashMap<>();
        private long clock;

        Replica(int number) {
            this.number = number;
        }

        void hear(Replica other) {
            clock = Math.max(clock, other.clock);
            other.values.forEach((key, told) -> {
                if (told.beats(values.get(key))) {
                    values.put(key, told);
                }
            });
        }

        Map<String, @Nullable Object> answer(KvRequest request) {
            Stamped before = values.get(request.key());
            KvRequest.Held held = before == null ? null : before.held();
            KvRequest.Outcome outcome = request.on(held);
            if (outcome.sets() && outcome.held() != null) {
                if (before == null && values.size() >= MAX_KEYS) {
                    return KvRequest.full();
                }
                values.put(request.key(), new Stamped(outcome.held(), clock++, number));
            }
            return outcome.reply();
        }
    }

    public LwwKv(Draws draws) {
        this.draws = draws;
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(new Replica(i));
        }
    }

    @Override
    public Map<String, @Nullable Object> answer(String client, Map<?, ?> body) {
        KvRequest request = KvRequest.of(body);
        if (request == null) {
            return KvRequest.refusal(body);
        }
        Replica teller = draw(TELLER);
        Replica listener = draw(LISTENER);
        if (teller != listener) {
            listener.hear(teller);
        }
        Replica answerer = draw(ANSWERER);
        requests++;
        return answerer.answer(request);
    }

    private Replica draw(int purpose) {
        return replicas.get((int) (draws.unit(purpose, requests) * REPLICAS));
    }
}
