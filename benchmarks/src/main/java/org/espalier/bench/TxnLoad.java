package org.espalier.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.workload.TxnResult;
import org.espalier.checkers.workload.Txns;
import org.jspecify.annotations.Nullable;

/**
 * A strictly serializable store of lists under load, as its clients see it, and how fast that is decided. Each transaction
 * takes effect at one moment between its invocation and its return; some fail and take none; of some nobody learns whether
 * they did, and their client goes on as another process. Transactions have one to four steps on ten keys, as Maelstrom's have,
 * and a key is replaced by a fresh one after so many appends.
 */
public final class TxnLoad {

    /**
     * One row.
     *
     * @param clients how many ask at a time
     * @param transactions of all of them
     * @param seconds from the history in memory to the verdict, the fastest of several
     */
    public record Row(int clients, int transactions, double seconds) {

        /** Transactions decided in a second. */
        public double perSecond() {
            return transactions / seconds;
        }
    }

    private static final int TIMES = 3;
    private static final int KEYS = 10;
    private static final int APPENDS_PER_KEY = 16;
    private static final int STEPS = 4;
    private static final double FAILS = 0.02;
    private static final double UNKNOWN = 0.01;

    private static final String READ = "r";
    private static final String APPEND = "append";

    /** What a client waits for. */
    private record Open(Op invoked, Op.Type outcome, @Nullable List<List<@Nullable Object>> done) {}

    private final Random random;
    private final List<Op> ops = new ArrayList<>();
    private final Map<Long, List<Object>> lists = new TreeMap<>();
    private final long[] keys = new long[KEYS];
    private final int[] appends = new int[KEYS];
    private long freshKey;
    private long freshElement;

    private TxnLoad(long seed) {
        random = new Random(seed);
        for (int i = 0; i < KEYS; i++) {
            keys[i] = freshKey++;
        }
    }

    /** A history in which so many transactions are invoked and end; the same for the same numbers. */
    public static History history(int transactions, int clients, long seed) {
        TxnLoad load = new TxnLoad(seed);
        load.ask(transactions, clients);
        return History.of(load.ops);
    }

    /** Decides such a history by the strictest model. */
    public static Row run(int transactions, int clients) {
        History history = history(transactions, clients, clients);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            long from = System.nanoTime();
            TxnResult result = (TxnResult) Txns.listAppend(Txns.USUAL)
                    .check(history);
            best = Math.min(best, (System.nanoTime() - from) / 1e9);
            if (!result.anomalies().kinds().isEmpty() || result.judged().transactions() != transactions) {
                throw new IllegalStateException("a store that is serializable was judged: " + result.text());
            }
        }
        return new Row(clients, transactions, best);
    }

    /** In each turn one client goes one step further: it asks, or what it asked for takes effect, or it hears of that. */
    private void ask(int transactions, int clients) {
        int[] process = new int[clients];
        @Nullable
        Open[] open = new Open[clients];
        ArrayDeque<Integer> busy = new ArrayDeque<>();
        for (int i = 0; i < clients; i++) {
            process[i] = i;
        }
        int asked = 0;
        while (asked < transactions || !busy.isEmpty()) {
            int client = asked < transactions ? random.nextInt(clients) : busy.peek();
            Open now = open[client];
            if (now == null) {
                Op op = Op.invoke(ops.size(), ops.size(), process[client], null, "txn", steps());
                ops.add(op);
                open[client] = new Open(op, outcome(), null);
                busy.add(client);
                asked++;
            } else if (now.done() == null && now.outcome() != Op.Type.FAIL
                    && (now.outcome() == Op.Type.OK || random.nextBoolean())) {
                open[client] = new Open(now.invoked(), now.outcome(), effect(now.invoked()));
            } else {
                Object value = now.outcome() == Op.Type.OK ? now.done() : now.invoked().value();
                ops.add(now.invoked().complete(ops.size(), ops.size(), now.outcome(), value, null));
                process[client] += now.outcome() == Op.Type.INFO ? clients : 0;
                open[client] = null;
                busy.remove(client);
            }
        }
    }

    private Op.Type outcome() {
        double luck = random.nextDouble();
        return luck < FAILS ? Op.Type.FAIL : luck < FAILS + UNKNOWN ? Op.Type.INFO : Op.Type.OK;
    }

    private List<List<@Nullable Object>> steps() {
        List<List<@Nullable Object>> steps = new ArrayList<>();
        for (int left = 1 + random.nextInt(STEPS); left > 0; left--) {
            int at = random.nextInt(KEYS);
            if (random.nextBoolean()) {
                steps.add(step(READ, keys[at], null));
            } else {
                steps.add(step(APPEND, keys[at], freshElement++));
                if (++appends[at] == APPENDS_PER_KEY) {
                    keys[at] = freshKey++;
                    appends[at] = 0;
                }
            }
        }
        return steps;
    }

    private List<List<@Nullable Object>> effect(Op invoked) {
        List<List<@Nullable Object>> done = new ArrayList<>();
        for (Object asked : (List<?>) Objects.requireNonNull(invoked.value())) {
            List<?> step = (List<?>) asked;
            Long key = (Long) step.get(1);
            if (step.get(0).equals(READ)) {
                List<Object> list = lists.get(key);
                done.add(step(READ, key, list == null ? null : List.copyOf(list)));
            } else {
                lists.computeIfAbsent(key, fresh -> new ArrayList<>()).add(step.get(2));
                done.add(step(APPEND, key, step.get(2)));
            }
        }
        return done;
    }

    private static List<@Nullable Object> step(String verb, Long key, @Nullable Object value) {
        List<@Nullable Object> step = new ArrayList<>();
        step.add(verb);
        step.add(key);
        step.add(value);
        return step;
    }
}
