package org.espalier.workbench.workload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.workbench.net.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * {@code kafka}: sends messages to logs, and polls those that it has assigned to itself, each from where it stopped; what it
 * polled it commits. Values of the history are lists of Jepsen's micro-operations.
 *
 * <p>Differs from Maelstrom's client in one point, in favour of the node: when what was polled could not be committed, and the
 * operation is told as failed, the position stays where it was. Otherwise the next poll would seem to skip messages.
 */
final class KafkaSession implements Session {

    /** For each assigned log the offset that is polled next. */
    private final Map<String, Long> positions = new LinkedHashMap<>();

    @Override
    public Step begin(Request request) throws Refusal {
        return switch (request.f()) {
            case "send" -> send(mop(request));
            case "poll" -> poll();
            case "assign" -> assign(request);
            case "crash" -> throw Refusal.crash();
            default -> throw new IllegalArgumentException(request.f());
        };
    }

    private static List<?> mop(Request request) {
        if (request.value() instanceof List<?> mops && mops.get(0) instanceof List<?> mop) {
            return mop;
        }
        throw new IllegalArgumentException("no micro-operation: " + request.value());
    }

    private static Step send(List<?> mop) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "send");
        body.put("key", mop.get(1));
        body.put("msg", mop.get(2));
        return new Ask(body, answer -> {
            Object offset = Answers.field("send", "offset", answer);
            if (!(offset instanceof Long)) {
                throw new Malformed("its \"offset\" is not a whole number");
            }
            return new Done(List.of(List.of("send", mop.get(1), List.of(offset, mop.get(2)))));
        });
    }

    private Step poll() {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "poll");
        body.put("offsets", new LinkedHashMap<>(positions));
        return new Ask(body, answer -> polled(Answers.field("poll", "msgs", answer)));
    }

    private Step polled(@Nullable Object messages) throws Malformed {
        Map<String, Long> highest = highest(messages);
        Done done = new Done(List.of(List.of("poll", messages == null ? Map.of() : messages)));
        if (highest.isEmpty()) {
            return done;
        }
        Map<String, @Nullable Object> commit = new LinkedHashMap<>();
        commit.put("type", "commit_offsets");
        commit.put("offsets", highest);
        return new Ask(commit, answer -> {
            Answers.acknowledged("commit_offsets", answer);
            highest.forEach((key, offset) -> positions.merge(key, offset + 1, Math::max));
            return done;
        });
    }

    /** The highest offset of each log that has messages in an answer. */
    private static Map<String, Long> highest(@Nullable Object polled) throws Malformed {
        if (!(polled instanceof Map<?, ?> logs)) {
            throw new Malformed("its \"msgs\" is not an object");
        }
        Map<String, Long> highest = new LinkedHashMap<>();
        for (Map.Entry<?, ?> log : logs.entrySet()) {
            if (!(log.getValue() instanceof List<?> messages)) {
                throw new Malformed("its messages of " + log.getKey() + " are not a list");
            }
            for (Object message : messages) {
                if (!(message instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Long offset)) {
                    throw new Malformed("a message of " + log.getKey() + " is not a pair of offset and message");
                }
                highest.merge(String.valueOf(log.getKey()), offset, Math::max);
            }
        }
        return highest;
    }

    /**
     * The logs to be polled from now on: those that stay keep their position, the others begin where somebody committed, or at
     * the beginning. In the end all begin there.
     */
    private Step assign(Request request) {
        List<?> keys = request.value() instanceof List<?> list ? list : Collections.emptyList();
        Map<String, Long> next = new LinkedHashMap<>();
        if (request.isFinal()) {
            keys.forEach(key -> next.put(String.valueOf(key), 0L));
            return assigned(request, next);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "list_committed_offsets");
        body.put("keys", keys);
        return new Ask(body, answer -> {
            Map<String, Long> committed = committed(Answers.field("list_committed_offsets", "offsets", answer));
            for (Object key : keys) {
                String name = String.valueOf(key);
                next.put(name, positions.getOrDefault(name, committed.getOrDefault(name, 0L)));
            }
            return assigned(request, next);
        });
    }

    private Done assigned(Request request, Map<String, Long> next) {
        positions.clear();
        positions.putAll(next);
        return new Done(request.value());
    }

    private static Map<String, Long> committed(@Nullable Object offsets) throws Malformed {
        if (!(offsets instanceof Map<?, ?> map)) {
            throw new Malformed("its \"offsets\" is not an object");
        }
        Map<String, Long> committed = new LinkedHashMap<>();
        for (Map.Entry<?, ?> e : map.entrySet()) {
            if (!(e.getValue() instanceof Long offset)) {
                throw new Malformed("its offset of " + e.getKey() + " is not a whole number");
            }
            committed.put(String.valueOf(e.getKey()), offset);
        }
        return committed;
    }
}
