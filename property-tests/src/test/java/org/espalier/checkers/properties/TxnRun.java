package org.espalier.checkers.properties;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * A few clients of a small store of transactions, good or bad. A good one runs each transaction whole, at a moment of its own,
 * some after their client has given up, or never. A bad one runs them step by step, or on what it was when they began, or
 * forgets writes, or does what it said had failed, or now and then shows something else.
 */
final class TxnRun {

    private static final int CLIENTS = 3;
    private static final int MOST_TRANSACTIONS = 7;
    private static final int KEYS = 2;

    /** What is wrong with a store; chance decides when. */
    private enum Flaw {
        NONE, STEP_BY_STEP, SNAPSHOT, FORGETS, DOES_WHAT_FAILED, LIES, NONE_EITHER
    }

    /** A transaction under way. */
    private static final class Running {

        private final Op op;
        private final List<?> mops;
        private final List<List<@Nullable Object>> done = new ArrayList<>();
        private @Nullable Map<Object, Object> snapshot;

        Running(Op op) {
            this.op = op;
            mops = (List<?>) Objects.requireNonNull(op.value());
        }

        boolean complete() {
            return done.size() == mops.size();
        }
    }

    private final Choices choices;
    private final boolean lists;
    private final Flaw flaw;
    private final List<Op> ops = new ArrayList<>();
    private final Map<Integer, Running> open = new LinkedHashMap<>();
    /** Begun and not yet complete; perhaps nobody waits for it. */
    private final List<Running> running = new ArrayList<>();
    private final Map<Object, Object> store = new LinkedHashMap<>();
    private int process = CLIENTS;
    private final int[] processes = {0, 1, 2};
    private int asked;
    private long written;

    private TxnRun(Choices choices, boolean lists) {
        this.choices = choices;
        this.lists = lists;
        this.flaw = Flaw.values()[choices.among(Flaw.values().length)];
    }

    static History ofLists(List<Integer> choices) {
        return of(choices, true);
    }

    static History ofRegisters(List<Integer> choices) {
        return of(choices, false);
    }

    private static History of(List<Integer> choices, boolean lists) {
        TxnRun run = new TxnRun(new Choices(choices), lists);
        while (run.choices.hasNext()) {
            run.step();
        }
        return History.of(run.ops);
    }

    private void step() {
        switch (choices.among(10)) {
            case 0, 1, 2 -> ask();
            case 3, 4, 5 -> advance();
            case 6, 7, 8 -> answer();
            default -> giveUp();
        }
    }

    private void ask() {
        int client = choices.among(CLIENTS);
        if (open.containsKey(client) || asked == MOST_TRANSACTIONS) {
            return;
        }
        asked++;
        List<Object> mops = new ArrayList<>();
        for (int i = 1 + choices.among(3); i > 0; i--) {
            long key = choices.among(KEYS);
            mops.add(choices.among(2) == 0
                    ? mop("r", key, null)
                    : mop(lists ? "append" : "w", key, ++written));
        }
        Running txn = new Running(Op.invoke(ops.size(), ops.size(), processes[client], null, "txn", mops));
        ops.add(txn.op);
        open.put(client, txn);
        running.add(txn);
        if (flaw == Flaw.SNAPSHOT) {
            txn.snapshot = new LinkedHashMap<>(store);
        }
    }

    private static List<@Nullable Object> mop(Object f, Object key, @Nullable Object value) {
        return Arrays.asList(f, key, value);
    }

    private void advance() {
        if (!running.isEmpty()) {
            Running txn = running.get(choices.among(running.size()));
            do {
                step(txn);
            } while (!txn.complete() && flaw != Flaw.STEP_BY_STEP);
            if (txn.complete()) {
                running.remove(txn);
            }
        }
    }

    private void step(Running txn) {
        List<?> mop = (List<?>) txn.mops.get(txn.done.size());
        Object key = Objects.requireNonNull(mop.get(1));
        Map<Object, Object> seen = txn.snapshot != null ? txn.snapshot : store;
        if ("r".equals(mop.get(0))) {
            txn.done.add(mop("r", key, shown(seen.get(key))));
            return;
        }
        Object value = Objects.requireNonNull(mop.get(2));
        if (flaw != Flaw.FORGETS || choices.among(4) > 0) {
            write(store, key, value);
        }
        if (txn.snapshot != null) {
            write(txn.snapshot, key, value);
        }
        txn.done.add(mop(Objects.requireNonNull(mop.get(0)), key, value));
    }

    private void write(Map<Object, Object> to, Object key, Object value) {
        if (lists) {
            List<Object> longer = new ArrayList<>(to.get(key) instanceof List<?> list ? list : List.of());
            longer.add(value);
            to.put(key, List.copyOf(longer));
        } else {
            to.put(key, value);
        }
    }

    private @Nullable Object shown(@Nullable Object value) {
        if (flaw != Flaw.LIES || choices.among(4) > 0) {
            return value;
        }
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return value instanceof Long n && n > 1 ? (Object) (n - 1) : null;
        }
        List<Object> other = new ArrayList<>(list);
        switch (choices.among(4)) {
            case 0 -> other.remove(other.size() - 1);
            case 1 -> other.remove(0);
            case 2 -> other = other.reversed();
            default -> other.add(choices.among(2) == 0 ? other.get(0) : (Object) 99L);
        }
        return List.copyOf(other);
    }

    private void answer() {
        List<Integer> ready = open.entrySet().stream().filter(e -> e.getValue().complete()).map(Map.Entry::getKey)
                .toList();
        if (!ready.isEmpty()) {
            int client = ready.get(choices.among(ready.size()));
            Running txn = Objects.requireNonNull(open.remove(client));
            boolean denied = flaw == Flaw.DOES_WHAT_FAILED && choices.among(3) == 0;
            end(txn, denied ? Op.Type.FAIL : Op.Type.OK, denied ? txn.op.value() : txn.done);
        }
    }

    /** The client learns nothing, or that the request was turned away before anything happened. */
    private void giveUp() {
        List<Integer> all = List.copyOf(open.keySet());
        if (all.isEmpty() || choices.among(2) == 0) {
            return;
        }
        int client = all.get(choices.among(all.size()));
        Running txn = Objects.requireNonNull(open.remove(client));
        if (txn.done.isEmpty() && choices.among(3) == 0) {
            running.remove(txn);
            end(txn, Op.Type.FAIL, txn.op.value());
        } else {
            end(txn, Op.Type.INFO, txn.op.value());
            processes[client] = process++;
        }
    }

    private void end(Running txn, Op.Type type, @Nullable Object value) {
        ops.add(txn.op.complete(ops.size(), ops.size(), type, value, null));
    }
}
