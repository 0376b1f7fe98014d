package org.espalier.checkers.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.checkers.OpChecker;
import org.espalier.checkers.UnjudgeableHistory;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.register.Register;
import org.espalier.checkers.register.Register.Span;
import org.jspecify.annotations.Nullable;

/**
 * Judges a key-value store: each key must be a linearizable register. The store is linearizable exactly if each of its keys
 * is (Herlihy and Wing 1990), so each is judged by itself.
 *
 * <p>As in Maelstrom's {@code lin-kv} the functions are {@code read}, {@code write} and {@code cas}, and values are pairs of a
 * key and what is written, what was read, or the pair of the old and the new value. What failed did not happen. What ended
 * indeterminate, or not at all, may have taken effect at any time after its invocation, or never; a read of that kind says
 * nothing.
 *
 * <p>Stricter than Knossos, which passes over all failures: one that gives a reason has seen something, and Maelstrom's
 * documentation says what. {@code key-does-not-exist} has seen no value, and {@code precondition-failed} another value than
 * the old one of the pair.
 *
 * <p>Unknown if nothing returned ok, or if a key was not decided in so many steps.
 */
public final class LinKv implements OpChecker {

    /** Enough where not too much stays indeterminate; with all of them a search takes some 200 MB and a few seconds. */
    public static final long MAX_STEPS = 1_000_000;

    private final long maxSteps;
    /** By process: what was not answered yet. */
    private final Map<Integer, Open> open = new TreeMap<>();
    private final Map<@Nullable Object, Register> registers = new TreeMap<>(ValueOrder.INSTANCE);
    private int events;
    private long ok;

    private record Open(Op op, int since) {}

    public LinKv() {
        this(MAX_STEPS);
    }

    /**
     * A checker with a limit.
     *
     * @param maxSteps how many steps the search of one key may take; each of them keeps some 200 bytes
     */
    public LinKv(long maxSteps) {
        this.maxSteps = maxSteps;
    }

    @Override
    public void accept(Op op) {
        if (!op.isClient() || !List.of("read", "write", "cas").contains(op.f())) {
            return;
        }
        int now = events++;
        if (op.type() == Op.Type.INVOKE) {
            List<?> pair = pair(op);
            if (op.f().equals("cas")) {
                pair(op, pair.get(1));
            }
            open.put(op.process(), new Open(op, now));
            return;
        }
        Open request = open.remove(op.process());
        if (request == null || !request.op().f().equals(op.f())) {
            throw new UnjudgeableHistory(
                    "index " + op.index() + ": process " + op.process() + " completes what it did not invoke");
        }
        Op invocation = request.op();
        switch (op.type()) {
            case OK -> returned(invocation, op, new Span(request.since(), now, invocation, op));
            case FAIL -> refused(invocation, op, new Span(request.since(), now, invocation, op));
            case INFO -> uncertain(invocation, Span.endless(request.since(), invocation, op));
            case INVOKE -> {
                // handled above
            }
        }
    }

    private void returned(Op invocation, Op op, Span span) {
        ok++;
        if (op.f().equals("read")) {
            register(op).read(span, pair(op).get(1));
        } else {
            change(invocation, span);
        }
    }

    private void refused(Op invocation, Op op, Span span) {
        Object reason = op.error() instanceof List<?> parts && !parts.isEmpty() ? parts.get(0) : op.error();
        if ("key-does-not-exist".equals(reason) && !op.f().equals("write")) {
            register(invocation).read(span, null);
        } else if ("precondition-failed".equals(reason) && op.f().equals("cas")) {
            register(invocation).differs(span, pair(invocation, pair(invocation).get(1)).get(0));
        }
    }

    private void uncertain(Op invocation, Span span) {
        if (!invocation.f().equals("read")) {
            change(invocation, span);
        }
    }

    private void change(Op invocation, Span span) {
        Object value = pair(invocation).get(1);
        if (invocation.f().equals("write")) {
            register(invocation).write(span, value);
        } else {
            List<?> both = pair(invocation, value);
            register(invocation).compareAndSet(span, both.get(0), both.get(1));
        }
    }

    private Register register(Op op) {
        return registers.computeIfAbsent(pair(op).get(0), k -> new Register());
    }

    private static List<?> pair(Op op) {
        return pair(op, op.value());
    }

    private static List<?> pair(Op op, @Nullable Object value) {
        if (value instanceof List<?> pair && pair.size() == 2) {
            return pair;
        }
        throw new UnjudgeableHistory("index " + op.index() + ": a " + op.f() + " of " + op.value() + ", not of "
                + (op.f().equals("cas") ? "[key, [old, new]]" : "[key, value]"));
    }

    @Override
    public LinKvResult result() {
        open.values().forEach(o -> uncertain(o.op(), Span.endless(o.since(), o.op(), null)));
        open.clear();
        Map<@Nullable Object, Register.Finding> findings = new LinkedHashMap<>();
        long operations = 0;
        for (Map.Entry<@Nullable Object, Register> entry : registers.entrySet()) {
            operations += entry.getValue().size();
            findings.put(entry.getKey(), entry.getValue().judge(maxSteps));
        }
        return new LinKvResult(ok, operations, findings);
    }
}
