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
 * A few clients of a small key-value store, good or bad. Each request takes effect at once, at a moment of its own; some take
 * effect after their client has given up, or never; and a bad store shows old values, or another one, loses writes, or
 * does twice what nobody was told of.
 */
final class RegisterRun {

    private static final int CLIENTS = 4;
    private static final int MOST_OPERATIONS = 9;

    private final Choices choices;
    private final int keys;
    private final int values;
    /** 0 and 5 are a good store. */
    private final int flaw;
    private final List<Op> ops = new ArrayList<>();
    /** By process: asked and not yet answered. */
    private final Map<Integer, Op> open = new LinkedHashMap<>();
    /** Asked, and not yet taken up; perhaps by nobody who still waits. */
    private final List<Op> waiting = new ArrayList<>();
    private final Map<Op, Op> answers = new LinkedHashMap<>();
    private final Map<Long, Long> store = new LinkedHashMap<>();
    private final Map<Long, Long> before = new LinkedHashMap<>();
    /** Which read is answered wrong, counted down; none if it is negative. */
    private int untilLie;
    private int process;
    private int asked;

    private RegisterRun(Choices choices) {
        this.choices = choices;
        this.keys = 1 + choices.among(3) / 2;
        this.values = 2 + choices.among(2);
        this.flaw = choices.among(6);
        this.untilLie = choices.among(8) - 3;
    }

    static History of(List<Integer> choices) {
        RegisterRun run = new RegisterRun(new Choices(choices));
        while (run.choices.hasNext()) {
            run.step();
        }
        return History.of(run.ops);
    }

    private void step() {
        switch (choices.among(10)) {
            case 0, 1, 2 -> ask();
            case 3, 4, 5 -> takeUp();
            case 6, 7, 8 -> answer();
            default -> giveUp();
        }
    }

    private void ask() {
        if (open.size() == CLIENTS || asked == MOST_OPERATIONS) {
            return;
        }
        asked++;
        long key = choices.among(keys);
        Op op = switch (choices.among(5)) {
            case 0, 1 -> invocation("read", Arrays.asList(key, null));
            case 2, 3 -> invocation("write", List.of(key, value()));
            default -> invocation("cas", List.of(key, List.of(value(), value())));
        };
        ops.add(op);
        open.put(op.process(), op);
        waiting.add(op);
    }

    private Op invocation(String f, Object value) {
        return Op.invoke(ops.size(), ops.size(), process++, null, f, value);
    }

    private long value() {
        return choices.among(values);
    }

    private void takeUp() {
        if (!waiting.isEmpty()) {
            Op op = waiting.remove(choices.among(waiting.size()));
            boolean twice = flaw == 3 && choices.among(3) == 0;
            answers.put(op, effect(op));
            if (twice) {
                waiting.add(op);
            }
        }
    }

    /** What the store does, as the event that ends the operation; index and time come later. */
    private Op effect(Op op) {
        List<?> pair = (List<?>) Objects.requireNonNull(op.value());
        long key = (Long) pair.get(0);
        Long held = store.get(key);
        if (op.f().equals("read")) {
            Long shown = flaw == 1 && choices.among(3) == 0 ? before.get(key) : held;
            if (untilLie-- == 0 && shown != null) {
                shown = (shown + 1) % values;
            }
            return shown == null
                    ? failed(op, "key-does-not-exist")
                    : op.complete(0, 0, Op.Type.OK, List.of(key, shown), null);
        }
        Object value = pair.get(1);
        if (op.f().equals("cas")) {
            List<?> both = (List<?>) value;
            boolean blind = flaw == 4 && choices.among(2) == 0;
            if (held == null && !blind) {
                return failed(op, "key-does-not-exist");
            }
            if (!Objects.equals(held, both.get(0)) && !blind) {
                return failed(op, "precondition-failed");
            }
            value = both.get(1);
        }
        boolean forgotten = flaw == 2 && choices.among(4) == 0;
        if (!forgotten) {
            before.put(key, held == null ? (Long) value : held);
            store.put(key, (Long) value);
        }
        return op.complete(0, 0, Op.Type.OK, op.value(), null);
    }

    private static Op failed(Op op, String why) {
        return op.complete(0, 0, Op.Type.FAIL, op.value(), List.of(why, "so it is"));
    }

    private void answer() {
        List<Op> ready = open.values().stream().filter(answers::containsKey).toList();
        if (!ready.isEmpty()) {
            Op op = ready.get(choices.among(ready.size()));
            Op answer = Objects.requireNonNull(answers.get(op));
            end(op, answer.type(), answer.value(), answer.error());
        }
    }

    /** The client learns nothing, or that the request was turned away before anything happened. */
    private void giveUp() {
        List<Op> all = List.copyOf(open.values());
        if (all.isEmpty() || choices.among(2) == 0) {
            return;
        }
        Op op = all.get(choices.among(all.size()));
        if (waiting.contains(op) && choices.among(3) == 0) {
            waiting.remove(op);
            end(op, Op.Type.FAIL, op.value(), "temporarily-unavailable");
        } else {
            end(op, op.f().equals("read") ? Op.Type.FAIL : Op.Type.INFO, op.value(), "net-timeout");
        }
    }

    private void end(Op op, Op.Type type, @Nullable Object value, @Nullable Object error) {
        open.remove(op.process());
        ops.add(op.complete(ops.size(), ops.size(), type, value, error));
    }
}
