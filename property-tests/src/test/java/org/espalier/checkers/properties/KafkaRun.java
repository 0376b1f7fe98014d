package org.espalier.checkers.properties;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * A few clients of logs that keep what they are sent, or lose it, repeat it, confuse offsets, append what they had refused,
 * show what nobody sent, lead a client back or too far on, or fill a gap
 * with what came later. In most runs everything is polled from its beginning in the end.
 */
final class KafkaRun {

    private static final int CLIENTS = 3;
    private static final List<String> KEYS = List.of("a", "b");
    /** A place in a log where nothing stands. */
    private static final Long NOTHING = -1L;

    private enum Flaw {
        NONE, NEITHER, LOSE, REPEAT, CONFUSE, REFUSE, MAKE_UP, BACK, SKIP, SHUFFLE, FILL
    }

    private final Choices choices;
    private final Flaw flaw;
    private final int gap;
    private final List<Op> ops = new ArrayList<>();
    private final Map<String, List<Long>> logs = new TreeMap<>();
    /** By process: what it asked, and where it stands. */
    private final Map<Integer, Op> open = new LinkedHashMap<>();
    private final Map<Integer, Map<String, Integer>> positions = new LinkedHashMap<>();
    private final int[] process = {0, 1, 2};
    private long messages;

    private KafkaRun(Choices choices) {
        this.choices = choices;
        this.flaw = Flaw.values()[choices.among(Flaw.values().length)];
        this.gap = 1 + choices.among(2);
        KEYS.forEach(k -> logs.put(k, new ArrayList<>()));
    }

    static History of(List<Integer> choices) {
        KafkaRun run = new KafkaRun(new Choices(choices));
        boolean whole = run.choices.among(4) > 0;
        while (run.choices.hasNext()) {
            run.step();
        }
        if (whole) {
            run.finish();
        }
        return History.of(run.ops);
    }

    private boolean misbehaves(Flaw what, int one) {
        return flaw == what && choices.hasNext() && choices.among(one) == 0;
    }

    private void step() {
        int client = choices.among(CLIENTS);
        Op asked = open.get(process[client]);
        if (asked != null) {
            complete(client, asked);
            return;
        }
        switch (choices.among(8)) {
            case 0, 1, 2 -> ask(client, "send", List.of(Arrays.asList("send", key(), messages++)));
            case 3, 4 -> ask(client, "assign", choices.among(3) > 0 ? List.of(key()) : KEYS);
            default -> ask(client, "poll", List.of(List.of("poll")));
        }
    }

    private String key() {
        return KEYS.get(choices.among(KEYS.size()));
    }

    private void ask(int client, String f, Object value) {
        Op op = Op.invoke(ops.size(), ops.size(), process[client], null, f, value);
        ops.add(op);
        open.put(op.process(), op);
    }

    private void complete(int client, Op asked) {
        switch (asked.f()) {
            case "send" -> send(client, asked);
            case "poll" -> poll(client, asked);
            default -> {
                List<?> keys = (List<?>) Objects.requireNonNull(asked.value());
                Map<String, Integer> at = positions(client);
                at.keySet().retainAll(keys);
                keys.forEach(k -> at.putIfAbsent(String.valueOf(k), choices.among(2)));
                end(client, asked, Op.Type.OK, asked.value());
            }
        }
    }

    private Map<String, Integer> positions(int client) {
        return positions.computeIfAbsent(process[client], p -> new LinkedHashMap<>());
    }

    private void end(int client, Op asked, Op.Type type, @Nullable Object value) {
        open.remove(asked.process());
        ops.add(asked.complete(ops.size(), ops.size(), type, value, null));
        if (type == Op.Type.INFO) {
            process[client] += CLIENTS;
        }
    }

    /** 0 to fail, 1 to end indeterminate, more to succeed; always so when all else is over. */
    private int outcome() {
        return choices.hasNext() ? choices.among(12) : 2;
    }

    private void send(int client, Op asked) {
        List<?> send = (List<?>) ((List<?>) Objects.requireNonNull(asked.value())).get(0);
        String key = (String) send.get(1);
        long message = (Long) send.get(2);
        List<Long> log = Objects.requireNonNull(logs.get(key));
        int how = outcome();
        if (how == 0) {
            if (misbehaves(Flaw.REFUSE, 2)) {
                log.add(message);
            }
            end(client, asked, Op.Type.FAIL, asked.value());
            return;
        }
        if (misbehaves(Flaw.FILL, 2)) {
            log.add(NOTHING);
        }
        int hole = log.indexOf(NOTHING);
        int index = hole >= 0 && misbehaves(Flaw.FILL, 2) ? hole : log.size();
        if (index < log.size()) {
            log.set(index, message);
        } else {
            log.add(misbehaves(Flaw.LOSE, 3) ? NOTHING : message);
        }
        if (misbehaves(Flaw.REPEAT, 3)) {
            log.add(message);
        }
        if (how == 1) {
            end(client, asked, Op.Type.INFO, asked.value());
        } else {
            end(client, asked, Op.Type.OK, List.of(List.of("send", key, List.of(offset(index), message))));
        }
    }

    private long offset(int index) {
        return (long) index * gap;
    }

    private void poll(int client, Op asked) {
        Map<String, Object> shown = new LinkedHashMap<>();
        Map<String, Integer> at = positions(client);
        Map<String, Integer> next = new LinkedHashMap<>(at);
        at.forEach((key, from) -> {
            List<Object> entries = entries(key, from, next);
            if (!entries.isEmpty()) {
                shown.put(key, entries);
            }
        });
        int how = outcome();
        if (how > 1) {
            at.putAll(next);
            end(client, asked, Op.Type.OK, List.of(List.of("poll", shown)));
        } else {
            end(client, asked, how == 0 ? Op.Type.FAIL : Op.Type.INFO, asked.value());
        }
    }

    private List<Object> entries(String key, int position, Map<String, Integer> next) {
        List<Long> log = Objects.requireNonNull(logs.get(key));
        int from = position;
        if (misbehaves(Flaw.BACK, 3)) {
            from = Math.max(0, from - 1);
        }
        if (misbehaves(Flaw.SKIP, 3)) {
            from++;
        }
        List<Object> entries = new ArrayList<>();
        int to = Math.min(log.size(), from + 1 + choices.among(3));
        for (int i = from; i < to; i++) {
            long message = log.get(i);
            if (misbehaves(Flaw.MAKE_UP, 4)) {
                message = messages + choices.among(3);
            }
            if (message >= 0 && !misbehaves(Flaw.SHUFFLE, 5)) {
                entries.add(List.of(offset(misbehaves(Flaw.CONFUSE, 4) ? i + 1 : i), message));
            }
            if (misbehaves(Flaw.SHUFFLE, 5)) {
                Collections.reverse(entries);
            }
        }
        next.put(key, Math.max(from, to));
        return entries;
    }

    private void finish() {
        for (int client = 0; client < CLIENTS; client++) {
            Op asked = open.get(process[client]);
            if (asked != null) {
                complete(client, asked);
            }
            process[client] += 100;
            ask(client, "assign", KEYS);
            end(client, ops.get(ops.size() - 1), Op.Type.OK, KEYS);
            KEYS.forEach(k -> positions(0).put(k, 0));
        }
        for (int i = 0; i < 40 && behind(); i++) {
            ask(0, "poll", List.of(List.of("poll")));
            poll(0, ops.get(ops.size() - 1));
            KEYS.forEach(k -> positions(0).putIfAbsent(k, 0));
        }
    }

    private boolean behind() {
        return KEYS.stream()
                .anyMatch(k -> positions(0).getOrDefault(k, 0) < Objects.requireNonNull(logs.get(k)).size());
    }
}
