package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.workload.TxnResult;
import org.espalier.checkers.workload.Txns;
import org.jspecify.annotations.Nullable;

/**
 * A history of transactions, written down as text: steps with a semicolon between, {@code r x 1 2} for a read that saw these,
 * {@code append x 1} and {@code w x 1}.
 */
final class Script {

    private final boolean lists;
    private final List<Op> ops = new ArrayList<>();
    private final Map<Integer, Op> open = new TreeMap<>();
    private final Map<Integer, String> texts = new TreeMap<>();

    private Script(boolean lists) {
        this.lists = lists;
    }

    static Script ofLists() {
        return new Script(true);
    }

    static Script ofRegisters() {
        return new Script(false);
    }

    /** A process begins a transaction. */
    Script begin(int process, String text) {
        Op op = Op.invoke(ops.size(), ops.size(), process, null, "txn", mops(text, false));
        ops.add(op);
        open.put(process, op);
        texts.put(process, text);
        return this;
    }

    /** The transactions of these processes return ok. */
    Script ok(int... processes) {
        Arrays.stream(processes).forEach(p -> end(p, Op.Type.OK));
        return this;
    }

    Script end(int process, Op.Type type) {
        Op op = open.remove(process);
        if (op == null) {
            throw new IllegalStateException("process " + process + " does nothing");
        }
        ops.add(op.complete(ops.size(), ops.size(), type, mops(texts.getOrDefault(process, ""), type == Op.Type.OK),
                null));
        return this;
    }

    /** One transaction by itself. */
    Script run(int process, String text) {
        return begin(process, text).ok(process);
    }

    /** Several at one time, of as many processes. */
    Script together(String... all) {
        for (int p = 0; p < all.length; p++) {
            begin(p, all[p]);
        }
        for (int p = 0; p < all.length; p++) {
            ok(p);
        }
        return this;
    }

    TxnResult judge(ConsistencyModel... models) {
        Set<ConsistencyModel> wanted = models.length == 0 ? Txns.USUAL : Set.of(models);
        return (TxnResult) (lists ? Txns.listAppend(wanted) : Txns.rwRegister(wanted)).check(History.of(ops));
    }

    /** The names of what is found. */
    List<String> kinds() {
        return judge().anomalies().kinds().stream().map(k -> k.label()).toList();
    }

    private List<Object> mops(String text, boolean seen) {
        List<Object> mops = new ArrayList<>();
        for (String step : text.split(";")) {
            List<String> words = List.of(step.strip().split(" +"));
            List<Object> values = new ArrayList<>();
            words.stream().skip(2).map(Long::valueOf).forEach(values::add);
            boolean read = words.get(0).equals("r");
            Object value = read && !seen ? null : read && lists ? values : values.isEmpty() ? null : values.get(0);
            mops.add(triple(words.get(0), words.get(1), value));
        }
        return mops;
    }

    private static List<@Nullable Object> triple(String f, String key, @Nullable Object value) {
        return Arrays.asList(f, key, value);
    }
}
