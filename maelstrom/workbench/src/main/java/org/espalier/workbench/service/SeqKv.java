package org.espalier.workbench.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;

import org.espalier.workbench.net.Draws;
import org.jspecify.annotations.Nullable;

/**
 * {@code seq-kv}: sequentially consistent, and as stale as that allows.
 *
 * <p>The states of the store form one sequence. A request meets any of the latest {@link #STATES} states, drawn among those
 * that are not before the one its client met last. If it changes nothing there, it belongs there, whatever happened since;
 * this holds for reads, for compare-and-sets that fail, and for writes of what is there already. If it would change something,
 * it belongs at the end: it is carried out on the latest state and makes the next one. So all requests stand in one order
 * that agrees with each client's own, which is sequential consistency (Lamport 1979); it is not linearizability.
 */
public final class SeqKv implements Service {

    /** How many states can be met, the latest included. As in Maelstrom. */
    public static final int STATES = 32;

    private final Draws draws;
    private final boolean monotonic;
    private final Map<@Nullable Object, KvRequest.Held> latest = new HashMap<>();
    /** How to go back from the latest state, the last step first. */
    private final Deque<Step> steps = new ArrayDeque<>();
    /** For each client the number of the state that it met last. */
    private final Map<String, Long> met = new HashMap<>();
    /** The number of the latest state. */
    private long last;
    private long requests;

    /** The key that a step from one state to the next changed, and what it held before. */
    private record Step(@Nullable Object key, KvRequest.@Nullable Held before) {}

    public SeqKv(Draws draws) {
        this(draws, true);
    }

    /** One that, if not {@code monotonic}, lets a client go back: what its test must notice. */
    SeqKv(Draws draws, boolean monotonic) {
        this.draws = draws;
        this.monotonic = monotonic;
    }

    @Override
    public Map<String, @Nullable Object> answer(String client, Map<?, ?> body) {
        KvRequest request = KvRequest.of(body);
        if (request == null) {
            return KvRequest.refusal(body);
        }
        long oldest = last - steps.size();
        long from = monotonic ? Math.max(oldest, met.getOrDefault(client, 0L)) : oldest;
        long state = from + (long) (draws.unit(0, requests++) * (last - from + 1));
        KvRequest.Held there = at(state, request.key());
        KvRequest.Outcome past = request.on(there);
        if (Objects.equals(there, past.held())) {
            met.put(client, state);
            return past.reply();
        }
        KvRequest.Held before = latest.get(request.key());
        KvRequest.Outcome present = request.on(before);
        if (present.held() != null && !present.held().equals(before)) {
            if (before == null && latest.size() >= MAX_KEYS) {
                return KvRequest.full();
            }
            steps.addFirst(new Step(request.key(), before));
            if (steps.size() >= STATES) {
                steps.removeLast();
            }
            latest.put(request.key(), present.held());
            last++;
        }
        met.put(client, last);
        return present.reply();
    }

    /** What a key held in a state. */
    private KvRequest.@Nullable Held at(long state, @Nullable Object key) {
        KvRequest.Held held = latest.get(key);
        Iterator<Step> back = steps.iterator();
        for (long i = last; i > state; i--) {
            Step step = back.next();
            if (Objects.equals(step.key(), key)) {
                held = step.before();
            }
        }
        return held;
    }
}
