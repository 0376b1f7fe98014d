package org.espalier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.txn.Anomaly.Kind;
import org.espalier.checkers.workload.TxnResult;
import org.espalier.checkers.workload.Txns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand transactions over lists: the right verdict, whatever the time; {@code bench checkers} says the time. */
class TxnLoadTest {

    private static final int TRANSACTIONS = 10_000;
    private static final int CLIENTS = 10;

    private static TxnResult judge(List<Op> ops) {
        return (TxnResult) Txns.listAppend(Txns.USUAL).check(History.of(ops));
    }

    private static List<Op> history(long seed) {
        List<Op> ops = new ArrayList<>();
        TxnLoad.history(TRANSACTIONS, CLIENTS, seed).forEach(ops::add);
        return ops;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tenThousandTransactions_oneAtATime_areStrictlySerializable(long seed) {
        List<Op> ops = history(seed);
        TxnResult result = judge(ops);
        assertThat(result.verdict()).as("seed %s: %s", seed, result.text()).isEqualTo(Verdict.VALID);
        assertThat(result.anomalies().kinds()).isEmpty();
        assertThat(result.judged().transactions()).isEqualTo(TRANSACTIONS);
        assertThat(result.judged().ok()).isGreaterThan(TRANSACTIONS * 9 / 10);
        assertThat(result.judged().failed()).isPositive();
        assertThat(ops.stream().filter(op -> op.type() == Op.Type.INFO).count()).as("unknown").isPositive();
        assertThat(ops).isEqualTo(history(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void oneReadAmongThem_thatLacksWhatWasOverBeforeItBegan_isFoundAndNamed(long seed) {
        List<Op> ops = history(seed);
        int at = makeStale(ops, ops.size() / 2);
        TxnResult result = judge(ops);
        assertThat(result.verdict()).as("seed %s", seed).isEqualTo(Verdict.INVALID);
        assertThat(result.bad()).as("seed %s: %s", seed, result.text()).extracting(Kind::label)
                .contains("G-single-realtime");
        assertThat(result.text()).contains("index " + at);
    }

    @Test
    void anElementThatFailedAndIsRead_isG1a() {
        List<Op> ops = history(1);
        Op read = ops.stream().filter(op -> op.type() == Op.Type.OK && lastRead(op) != null).skip(3_000).findFirst()
                .orElseThrow();
        List<?> seen = (List<?>) Objects.requireNonNull(lastRead(read)).get(2);
        int writer = indexOfAppend(ops, seen.getLast());
        Op end = ops.get(writer);
        ops.set(writer, new Op(end.index(), end.time(), end.process(), null, Op.Type.FAIL, "txn", end.value(), null,
                false));
        TxnResult result = judge(ops);
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.bad()).extracting(Kind::label).contains("G1a");
    }

    private static List<?> steps(Op op) {
        return (List<?>) Objects.requireNonNull(op.value());
    }

    /** The last read of a transaction that saw something; null if there is none. */
    private static @Nullable List<?> lastRead(Op op) {
        List<?> found = null;
        for (Object step : steps(op)) {
            List<?> parts = (List<?>) step;
            found = parts.get(0).equals("r") && parts.get(2) instanceof List<?> list && !list.isEmpty() ? parts : found;
        }
        return found;
    }

    private static int indexOfAppend(List<Op> ops, Object element) {
        for (int i = 0; i < ops.size(); i++) {
            if (ops.get(i).type() == Op.Type.OK && steps(ops.get(i)).stream()
                    .anyMatch(step -> ((List<?>) step).get(0).equals("append")
                            && ((List<?>) step).get(2).equals(element))) {
                return i;
            }
        }
        throw new IllegalStateException(element + " was never appended for certain");
    }

    /**
     * Makes the first transaction from there on that only reads one list read all but what the last to append to it did; the
     * index of its end.
     */
    private static int makeStale(List<Op> ops, int from) {
        Map<Integer, Integer> began = new TreeMap<>();
        Map<Object, Integer> over = new TreeMap<>();
        for (int i = 0; i < ops.size(); i++) {
            Op op = ops.get(i);
            if (op.type() == Op.Type.INVOKE) {
                began.put(op.process(), i);
                continue;
            }
            List<?> steps = steps(op);
            List<?> read = lastRead(op);
            if (op.type() == Op.Type.OK && i >= from && steps.size() == 1 && read != null) {
                List<?> seen = (List<?>) read.get(2);
                Integer end = over.get(seen.getLast());
                if (seen.size() > 1 && end != null && end < Objects.requireNonNull(began.get(op.process()))
                        && !end.equals(over.get(seen.get(seen.size() - 2)))) {
                    List<?> less = seen.subList(0, seen.size() - 1);
                    ops.set(i, new Op(op.index(), op.time(), op.process(), null, op.type(), "txn",
                            List.of(Arrays.asList("r", read.get(1), less)), null, false));
                    return i;
                }
            }
            for (Object step : op.type() == Op.Type.OK ? steps : List.of()) {
                if (((List<?>) step).get(0).equals("append")) {
                    over.put(((List<?>) step).get(2), i);
                }
            }
        }
        throw new IllegalStateException("no read that could be stale");
    }
}
