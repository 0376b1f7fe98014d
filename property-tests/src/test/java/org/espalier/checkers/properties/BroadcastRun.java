package org.espalier.checkers.properties;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * A small broadcast system, good or bad, as its clients see it. Two clients talk to each node; requests overlap, time out
 * and fail; the nodes keep total order, or causal order, or only FIFO order, or none, or deliver twice, or deliver what nobody
 * sent. Under total order nodes are killed too, and then deliver the sequence again from an earlier position.
 */
final class BroadcastRun {

    /** What the nodes keep. */
    enum Kind {
        TOTAL, CAUSAL, FIFO, NONE, TWICE, MADE_UP
    }

    private static final int CLIENTS_PER_NODE = 2;
    private static final List<Kind> KINDS = List.of(Kind.TOTAL, Kind.TOTAL, Kind.CAUSAL, Kind.FIFO, Kind.FIFO,
            Kind.NONE, Kind.NONE, Kind.NONE,
            Kind.TWICE, Kind.MADE_UP);

    private final Choices choices;
    private final Kind kind;
    private final int nodes;
    private final List<Op> ops = new ArrayList<>();
    private final List<List<Long>> logs = new ArrayList<>();
    /** By process: what it waits for. */
    private final Map<Integer, Op> open = new LinkedHashMap<>();
    /** Requests that no node has taken up. */
    private final List<Op> requests = new ArrayList<>();
    private final List<Long> sent = new ArrayList<>();
    private final Map<Long, Integer> origin = new HashMap<>();
    private final Map<Long, Set<Long>> past = new HashMap<>();
    private final Map<Long, Set<Long>> ownPast = new HashMap<>();
    private long values;

    private BroadcastRun(Choices choices) {
        this.choices = choices;
        this.kind = KINDS.get(choices.among(KINDS.size()));
        this.nodes = 2 + choices.among(3);
        for (int q = 0; q < nodes; q++) {
            logs.add(new ArrayList<>());
        }
    }

    static History of(List<Integer> choices) {
        BroadcastRun run = new BroadcastRun(new Choices(choices));
        while (run.choices.hasNext()) {
            run.step();
        }
        run.finish();
        return History.of(run.ops);
    }

    private void step() {
        switch (choices.among(16)) {
            case 0, 1, 2 -> invoke("broadcast");
            case 3, 4 -> invoke("read");
            case 5, 6, 7 -> accept();
            case 8, 9, 10, 11 -> complete();
            default -> deliver();
        }
    }

    private int nodeOf(int process) {
        return process % nodes;
    }

    private Op event(Op op) {
        ops.add(op);
        return op;
    }

    private void invoke(String f) {
        List<Integer> idle = new ArrayList<>();
        for (int p = 0; p < nodes * CLIENTS_PER_NODE; p++) {
            if (!open.containsKey(p)) {
                idle.add(p);
            }
        }
        if (idle.isEmpty()) {
            return;
        }
        int process = idle.get(choices.among(idle.size()));
        Long value = f.equals("broadcast") ? Long.valueOf(values++) : null;
        Op op = event(Op.invoke(ops.size(), ops.size(), process, "n" + nodeOf(process), f, value));
        open.put(process, op);
        if (value != null) {
            requests.add(op);
        }
    }

    /** A node takes up a request: it delivers its own message at once, unless it must wait for its place in the sequence. */
    private void accept() {
        if (requests.isEmpty()) {
            return;
        }
        Op op = requests.remove(choices.among(requests.size()));
        long m = (Long) Objects.requireNonNull(op.value());
        int q = nodeOf(op.process());
        List<Long> log = logs.get(q);
        Set<Long> all = new HashSet<>(log);
        all.retainAll(sent); // nobody waits for what was made up
        past.put(m, all);
        Set<Long> own = new HashSet<>(sent);
        own.removeIf(x -> !Integer.valueOf(q).equals(origin.get(x)));
        ownPast.put(m, own);
        origin.put(m, q);
        sent.add(m);
        if (kind != Kind.TOTAL) {
            log.add(m);
        }
    }

    private void complete() {
        if (open.isEmpty()) {
            return;
        }
        List<Op> waiting = new ArrayList<>(open.values());
        Op op = waiting.get(choices.among(waiting.size()));
        open.remove(op.process());
        if (op.f().equals("read")) {
            end(op, Op.Type.OK, List.copyOf(logs.get(nodeOf(op.process()))));
        } else if (!requests.contains(op)) {
            end(op, choices.among(6) == 0 ? Op.Type.INFO : Op.Type.OK, op.value());
        } else if (choices.among(3) == 0) {
            requests.remove(op);
            end(op, Op.Type.FAIL, op.value());
            if (kind == Kind.MADE_UP) {
                sent.add((Long) op.value());
                accept(op); // it happens all the same
            }
        } else {
            end(op, Op.Type.INFO, op.value()); // and may be taken up later
        }
    }

    private void accept(Op op) {
        long m = (Long) Objects.requireNonNull(op.value());
        origin.put(m, nodeOf(op.process()));
        past.put(m, Set.of());
        ownPast.put(m, Set.of());
    }

    private void end(Op op, Op.Type type, @Nullable Object value) {
        event(op.complete(ops.size(), ops.size(), type, value, null));
    }

    private void deliver() {
        int q = choices.among(nodes);
        List<Long> log = logs.get(q);
        if (kind == Kind.TOTAL) {
            follow(q, log);
            return;
        }
        if (kind == Kind.MADE_UP && choices.among(8) == 0) {
            long m = values + choices.among(2); // perhaps somebody will ask for it later
            if (!log.contains(m)) {
                log.add(m);
            }
            return;
        }
        List<Long> ready = new ArrayList<>();
        for (long m : sent) {
            boolean repeated = log.contains(m);
            if (repeated ? kind == Kind.TWICE : mayFollow(m, log)) {
                ready.add(m);
            }
        }
        if (!ready.isEmpty()) {
            log.add(ready.get(choices.among(ready.size())));
        }
    }

    private void follow(int q, List<Long> log) {
        if (choices.among(10) == 0) {
            log.subList(choices.among(log.size() + 1), log.size()).clear();
            event(new Op(ops.size(), ops.size(), Op.NEMESIS, null, Op.Type.INFO, "kill", List.of("n" + q), null,
                    false));
        } else if (log.size() < sent.size()) {
            log.add(sent.get(log.size()));
        }
    }

    private boolean mayFollow(long m, List<Long> log) {
        return switch (kind) {
            case CAUSAL, TWICE, MADE_UP -> log.containsAll(Objects.requireNonNull(past.get(m)));
            case FIFO -> log.containsAll(Objects.requireNonNull(ownPast.get(m)));
            case NONE, TOTAL -> true;
        };
    }

    /** Everybody is read in the end; what is open stays open. */
    private void finish() {
        boolean whole = choices.among(2) == 0;
        for (int q = 0; q < nodes; q++) {
            while (kind == Kind.TOTAL && whole && logs.get(q).size() < sent.size()) {
                logs.get(q).add(sent.get(logs.get(q).size()));
            }
            Op read = event(Op.invoke(ops.size(), ops.size(), 1_000 + q, "n" + q, "read", null).asFinal());
            end(read, Op.Type.OK, List.copyOf(logs.get(q)));
        }
    }
}
