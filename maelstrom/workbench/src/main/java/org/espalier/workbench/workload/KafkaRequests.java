package org.espalier.workbench.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Sends and polls, as Jepsen's kafka workload has them: half and half, logs drawn with each of the present ones half as likely
 * as the next, a log replaced by a fresh one after so many messages; now and then a client assigns itself other logs, one
 * time in three all those in which something was sent that nobody has polled; now and then one gives itself up.
 *
 * <p>Differs in one point: a client that has no logs yet assigns some to itself before it polls.
 */
final class KafkaRequests implements Requests {

    private static final int KEYS = 10;
    private static final double ASSIGN = 1.0 / 64;
    private static final double CATCH_UP = 1.0 / 3;
    /** How often each client gives itself up. */
    private static final double SECONDS_BETWEEN_CRASHES = 30;

    private final Random random;
    private final Limits limits;
    private final double crash;
    private final List<Long> keys = new ArrayList<>();
    /** For each log that is in use the next message. */
    private final Map<Long, Long> nextMessage = new LinkedHashMap<>();
    private long freshKey;
    private long sends;
    private final Set<Integer> assigned = new HashSet<>();
    /** The highest offset of each log that somebody was given for a message, and that somebody polled. */
    private final Map<String, Long> sent = new TreeMap<>();
    private final Map<String, Long> polled = new TreeMap<>();

    KafkaRequests(Random random, Limits limits) {
        this.random = random;
        this.limits = limits;
        crash = limits.rate() > 0
                ? Math.min(0.5, limits.concurrency() / (SECONDS_BETWEEN_CRASHES * limits.rate()))
                : 0;
        int count = limits.keys() > 0 ? limits.keys() : KEYS;
        while (keys.size() < count) {
            keys.add(fresh());
        }
    }

    private long fresh() {
        nextMessage.put(freshKey, 1L);
        return freshKey++;
    }

    @Override
    public synchronized Request next(int client) {
        double what = random.nextDouble();
        double catchUp = random.nextDouble();
        boolean send = random.nextBoolean() && sends < limits.most();
        int at = drawn();
        if (what < crash) {
            return Request.of("crash", null);
        }
        if (what < crash + ASSIGN || (!send && !assigned.contains(client))) {
            return assign(keys.get(at), catchUp < CATCH_UP);
        }
        return send ? send(at) : Request.of("poll", List.of(List.of("poll")));
    }

    /** A place among the present logs: each is half as likely as the one after it. */
    private int drawn() {
        double u = random.nextDouble() * (1 - StrictMath.pow(2, -keys.size()));
        int fromTheEnd = (int) (-StrictMath.log1p(-u) / StrictMath.log(2));
        return Math.max(0, keys.size() - 1 - fromTheEnd);
    }

    private Request send(int at) {
        long key = keys.get(at);
        long message = nextMessage.getOrDefault(key, 1L);
        if (message > limits.writesPerKey()) {
            nextMessage.remove(key);
            key = fresh();
            keys.set(at, key);
            message = 1;
        }
        nextMessage.put(key, message + 1);
        sends++;
        return Request.of("send", List.of(List.of("send", Long.toString(key), message)));
    }

    private Request assign(long key, boolean catchUp) {
        Set<String> wanted = new LinkedHashSet<>();
        if (catchUp) {
            sent.forEach((k, offset) -> {
                if (polled.getOrDefault(k, -1L) < offset) {
                    wanted.add(k);
                }
            });
        }
        wanted.add(Long.toString(key));
        return Request.of("assign", List.copyOf(wanted));
    }

    @Override
    public synchronized Request probe(int client) {
        return send(client % keys.size());
    }

    @Override
    public synchronized void ended(int client, Op completion) {
        if (completion.type() == Op.Type.INFO) {
            assigned.remove(client);
        } else if (completion.type() == Op.Type.OK) {
            if (completion.f().equals("assign")) {
                assigned.add(client);
            }
            offsets(completion.value(), "send").forEach((key, offset) -> sent.merge(key, offset, Math::max));
            offsets(completion.value(), "poll").forEach((key, offset) -> polled.merge(key, offset, Math::max));
        }
    }

    @Override
    public synchronized Closing closing(int client) {
        Map<String, Long> highest = new TreeMap<>(sent);
        polled.forEach((key, offset) -> highest.merge(key, offset, Math::max));
        return new FinalPolls(highest);
    }

    /** The highest offset of each log in the micro-operations of that name. */
    static Map<String, Long> offsets(@Nullable Object mops, String name) {
        Map<String, Long> highest = new LinkedHashMap<>();
        for (Object m : mops instanceof List<?> list ? list : Collections.emptyList()) {
            if (!(m instanceof List<?> mop) || !name.equals(mop.get(0))) {
                continue;
            }
            if (mop.size() == 3 && mop.get(2) instanceof List<?> pair && pair.get(0) instanceof Long offset) {
                highest.merge(String.valueOf(mop.get(1)), offset, Math::max);
            } else if (mop.size() == 2 && mop.get(1) instanceof Map<?, ?> logs) {
                logs.forEach((key, messages) -> {
                    for (Object message : messages instanceof List<?> l ? l : Collections.emptyList()) {
                        if (message instanceof List<?> pair && pair.get(0) instanceof Long offset) {
                            highest.merge(String.valueOf(key), offset, Math::max);
                        }
                    }
                });
            }
        }
        return highest;
    }
}
