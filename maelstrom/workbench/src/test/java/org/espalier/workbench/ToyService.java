package org.espalier.workbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** What a toy node that answers for all knows: the values of keys, and logs, transactions included. A flaw breaks one thing. */
final class ToyService {

    private final String flaw;
    private final Map<Object, Object> values = new HashMap<>();
    private final Map<Object, Object> before = new HashMap<>();
    private final Map<String, List<List<Object>>> logs = new LinkedHashMap<>();
    private final Map<String, Object> committed = new LinkedHashMap<>();
    private long sends;

    ToyService(String flaw) {
        this.flaw = flaw;
    }

    /** Fills in the answer; its type is that of an acknowledgement already. */
    void answer(Map<?, ?> body, Map<String, @Nullable Object> answer) {
        switch (String.valueOf(body.get("type"))) {
            case "read" -> read(key(body), answer);
            case "write" -> write(key(body), Objects.requireNonNull(body.get("value")));
            case "cas" -> cas(key(body), body, answer);
            case "send" -> send(body, answer);
            case "poll" -> poll(body, answer);
            case "txn" -> transact(body, answer);
            case "commit_offsets" -> commit(body, answer);
            case "list_committed_offsets" -> answer.put("offsets", new LinkedHashMap<>(committed));
            default -> throw new IllegalArgumentException(String.valueOf(body));
        }
    }

    private static Object key(Map<?, ?> body) {
        return Objects.requireNonNull(body.get("key"));
    }

    private static void error(Map<String, @Nullable Object> answer, int code, String text) {
        answer.put("type", "error");
        answer.put("code", code);
        answer.put("text", text);
    }

    private void read(Object key, Map<String, @Nullable Object> answer) {
        Object value = flaw.equals("stale") ? before.getOrDefault(key, values.get(key)) : values.get(key);
        if (value == null) {
            error(answer, 20, "no " + key);
        } else {
            answer.put(flaw.equals("misspelt") ? "valeu" : "value", value);
        }
    }

    private void write(Object key, Object value) {
        Object old = values.put(key, value);
        if (old != null) {
            before.put(key, old);
        }
    }

    private void cas(Object key, Map<?, ?> body, Map<String, @Nullable Object> answer) {
        Object value = values.get(key);
        if (value == null) {
            error(answer, 20, "no " + key);
        } else if (!value.equals(body.get("from"))) {
            error(answer, 22, "it is " + value);
        } else {
            write(key, Objects.requireNonNull(body.get("to")));
        }
    }

    private void transact(Map<?, ?> body, Map<String, @Nullable Object> answer) {
        List<Object> done = new ArrayList<>();
        for (Object step : body.get("txn") instanceof List<?> steps ? steps : List.of()) {
            List<?> mop = (List<?>) step;
            Object key = Objects.requireNonNull(mop.get(1));
            Object now = values.get(key);
            if (mop.get(0).equals("r")) {
                done.add(Arrays.asList("r", key, flaw.equals("stale") ? before.getOrDefault(key, now) : now));
            } else {
                List<Object> longer = new ArrayList<>(now instanceof List<?> list ? list : List.of());
                longer.add(Objects.requireNonNull(mop.get(2)));
                write(key, mop.get(0).equals("append") ? longer : mop.get(2));
                done.add(mop);
            }
        }
        answer.put("txn", flaw.equals("shortened") ? done.subList(1, done.size()) : done);
    }

    private void send(Map<?, ?> body, Map<String, @Nullable Object> answer) {
        List<List<Object>> log = logs.computeIfAbsent(String.valueOf(key(body)), k -> new ArrayList<>());
        long offset = log.isEmpty() ? 0 : (Long) log.get(log.size() - 1).get(0) + 1;
        answer.put("offset", offset);
        boolean forgotten = flaw.equals("lossy") && ++sends % 3 == 0;
        log.add(forgotten ? List.of(offset) : List.of(offset, Objects.requireNonNull(body.get("msg"))));
    }

    private void poll(Map<?, ?> body, Map<String, @Nullable Object> answer) {
        Map<String, @Nullable Object> messages = new LinkedHashMap<>();
        if (body.get("offsets") instanceof Map<?, ?> from) {
            from.forEach((key, offset) -> {
                List<List<Object>> log = logs.getOrDefault(String.valueOf(key), List.of());
                List<List<Object>> rest = new ArrayList<>(
                        log.stream().filter(m -> m.size() == 2 && (Long) m.get(0) >= (Long) offset).toList());
                if (flaw.equals("backwards") && rest.size() > 1) {
                    rest = rest.reversed();
                }
                if (!rest.isEmpty()) {
                    messages.put(String.valueOf(key), rest);
                }
            });
        }
        answer.put("msgs", flaw.equals("formless") ? new ArrayList<>() : messages);
    }

    private void commit(Map<?, ?> body, Map<String, @Nullable Object> answer) {
        if (flaw.equals("uncommitted") && ++sends % 2 == 0) {
            error(answer, 11, "not now");
        } else if (body.get("offsets") instanceof Map<?, ?> offsets) {
            offsets.forEach((key, offset) -> committed.put(String.valueOf(key), (Long) offset + 1));
        }
    }
}
