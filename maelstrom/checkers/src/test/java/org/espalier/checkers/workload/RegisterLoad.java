package org.espalier.checkers.workload;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * A linearizable key-value store under load, as its clients see it: every operation takes effect at once at some moment
 * between its invocation and its return, or some time later if it ends indeterminate, or never.
 *
 * <p>{@code main} says how long the checker takes for such histories; it is no test, because it times the machine.
 */
final class RegisterLoad {

    /**
     * What is asked.
     *
     * @param operations how many are invoked
     * @param keys of how many keys
     * @param concurrency by how many clients at a time
     * @param values of how many values, from 0; 0 for a new one in each write
     * @param indeterminate the fraction of writes and compare-and-sets whose outcome nobody learns
     * @param stale the fraction of reads that show what the key held before
     */
    record Shape(int operations, int keys, int concurrency, int values, double indeterminate, double stale) {}

    private record Event(double at, int order, Runnable action) {}

    private final Shape shape;
    private final Random random;
    private final List<Op> ops = new ArrayList<>();
    private final PriorityQueue<Event> agenda = new PriorityQueue<>((a, b) -> a.at() != b.at()
            ? Double.compare(a.at(), b.at())
            : Integer.compare(a.order(), b.order()));
    private final Map<Long, Long> store = new HashMap<>();
    private final Map<Long, Long> before = new HashMap<>();
    private double now;
    private int scheduled;
    private int asked;
    private long fresh;

    private RegisterLoad(Shape shape, long seed) {
        this.shape = shape;
        this.random = new Random(seed);
    }

    static History history(Shape shape, long seed) {
        RegisterLoad load = new RegisterLoad(shape, seed);
        for (int p = 0; p < shape.concurrency(); p++) {
            int process = p;
            load.in(load.random.nextDouble(), () -> load.invoke(process));
        }
        while (!load.agenda.isEmpty()) {
            Event next = load.agenda.remove();
            load.now = next.at();
            next.action().run();
        }
        return History.of(load.ops);
    }

    private void in(double seconds, Runnable action) {
        agenda.add(new Event(now + seconds, scheduled++, action));
    }

    private long time() {
        return (long) (now * 1e9);
    }

    private void invoke(int process) {
        if (asked++ >= shape.operations()) {
            return;
        }
        long key = random.nextInt(shape.keys());
        double f = random.nextDouble();
        String node = "n" + process % 5;
        if (f < 0.5) {
            begin(Op.invoke(ops.size(), time(), process, node, "read", java.util.Arrays.asList(key, null)));
        } else if (f < 0.75) {
            begin(Op.invoke(ops.size(), time(), process, node, "write", List.of(key, value())));
        } else {
            long from = shape.values() == 0 ? store.getOrDefault(key, 0L) : value();
            begin(Op.invoke(ops.size(), time(), process, node, "cas", List.of(key, List.of(from, value()))));
        }
    }

    private long value() {
        return shape.values() == 0 ? ++fresh : random.nextInt(shape.values());
    }

    private void begin(Op op) {
        ops.add(op);
        boolean lost = !op.f().equals("read") && random.nextDouble() < shape.indeterminate();
        if (lost) {
            if (random.nextBoolean()) {
                in(random.nextDouble() * random.nextDouble() * 10, () -> take(op));
            }
            in(0.05, () -> {
                ops.add(op.complete(ops.size(), time(), Op.Type.INFO, op.value(), "net-timeout"));
                invoke(op.process() + shape.concurrency());
            });
            return;
        }
        in(random.nextDouble() * 0.005, () -> {
            Answer answer = take(op);
            in(random.nextDouble() * 0.005, () -> {
                ops.add(op.complete(ops.size(), time(), answer.type(), answer.value(), answer.error()));
                invoke(op.process());
            });
        });
    }

    private record Answer(Op.Type type, @Nullable Object value, @Nullable Object error) {}

    private Answer take(Op op) {
        List<?> pair = (List<?>) java.util.Objects.requireNonNull(op.value());
        long key = (Long) pair.get(0);
        Long held = store.get(key);
        if (op.f().equals("read")) {
            Long shown = random.nextDouble() < shape.stale() && before.get(key) != null ? before.get(key) : held;
            return shown == null
                    ? new Answer(Op.Type.FAIL, op.value(), List.of("key-does-not-exist", "no such key"))
                    : new Answer(Op.Type.OK, List.of(key, shown), null);
        }
        if (op.f().equals("write")) {
            put(key, (Long) pair.get(1));
            return new Answer(Op.Type.OK, op.value(), null);
        }
        List<?> both = (List<?>) pair.get(1);
        if (held == null) {
            return new Answer(Op.Type.FAIL, op.value(), List.of("key-does-not-exist", "no such key"));
        }
        if (!held.equals(both.get(0))) {
            return new Answer(Op.Type.FAIL, op.value(), List.of("precondition-failed", "it is " + held));
        }
        put(key, (Long) both.get(1));
        return new Answer(Op.Type.OK, op.value(), null);
    }

    private void put(long key, long value) {
        Long held = store.put(key, value);
        if (held != null) {
            before.put(key, held);
        }
    }

    /** Judges histories of several shapes, and prints what they are found to be and how long that took. */
    public static void main(String[] args) {
        int operations = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        PrintStream out = System.out;
        for (int values : new int[]{0, 5}) {
            for (double indeterminate : new double[]{0, 0.05, 0.2}) {
                for (double stale : new double[]{0, 0.001}) {
                    for (int keys : new int[]{5, 1}) {
                        Shape shape = new Shape(operations, keys, 20, values, indeterminate, stale);
                        History history = history(shape, seed);
                        long begin = System.nanoTime();
                        LinKvResult result = (LinKvResult) new LinKv().check(history);
                        out.printf(Locale.ROOT, "%s seed %d: %s, %d steps, %.2f s%n", shape, seed, result.verdict(),
                                result.steps(), (System.nanoTime() - begin) / 1e9);
                        if (args.length > 2) {
                            out.println(result.text());
                        }
                    }
                }
            }
        }
    }
}
