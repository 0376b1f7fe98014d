package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.checkers.UnjudgeableHistory;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/** Makes transactions out of the events of a history. */
final class Collector {

    private final String verb;
    private final boolean lists;
    private final Map<Integer, Open> open = new TreeMap<>();
    private final List<Txn> txns = new ArrayList<>();
    private int events;

    private record Open(Op op, int since) {}

    /**
     * A collector.
     *
     * @param verb what a write is called
     * @param lists whether what is read is a list
     */
    Collector(String verb, boolean lists) {
        this.verb = verb;
        this.lists = lists;
    }

    /**
     * Takes the next event of a transaction.
     *
     * @throws UnjudgeableHistory if it cannot be understood
     */
    void accept(Op op) {
        int now = events++;
        if (op.type() == Op.Type.INVOKE) {
            open.put(op.process(), new Open(op, now));
            return;
        }
        Open invocation = open.remove(op.process());
        if (invocation == null) {
            throw new UnjudgeableHistory(
                    "index " + op.index() + ": process " + op.process() + " completes what it did not invoke");
        }
        add(op.type() == Op.Type.OK ? op : invocation.op(), op, invocation.since(), now);
    }

    /** All of them, in the order in which they ended; those that did not end come last. Ask once, at the end. */
    List<Txn> all() {
        open.values().forEach(o -> add(o.op(), null, o.since(), Integer.MAX_VALUE));
        open.clear();
        return txns;
    }

    private void add(Op said, @Nullable Op end, int since, int now) {
        Op.Type type = end == null ? Op.Type.INFO : end.type();
        List<Mop> mops = new ArrayList<>();
        for (Object part : list(said, said.value())) {
            List<?> words = list(said, part);
            Object key = words.size() == 3 ? words.get(1) : null;
            if (key == null) {
                throw wrong(said, part);
            }
            Object value = words.get(2);
            if ("r".equals(words.get(0))) {
                if (type == Op.Type.OK) {
                    mops.add(new Mop.Read(key, lists && value != null ? list(said, value) : value));
                }
            } else if (verb.equals(words.get(0)) && value != null) {
                mops.add(new Mop.Write(verb, key, value));
            } else {
                throw wrong(said, part);
            }
        }
        txns.add(new Txn(txns.size(), type, said.process(), end == null ? said.index() : end.index(), since, now,
                List.copyOf(mops)));
    }

    private List<?> list(Op op, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(op, value);
    }

    private UnjudgeableHistory wrong(Op op, @Nullable Object value) {
        return new UnjudgeableHistory("index " + op.index() + ": a transaction with " + Mop.show(value)
                + "; expected are [[\"r\", key, " + (lists ? "[element, ...]" : "value") + "], [\"" + verb
                + "\", key, " + (lists ? "element" : "value") + "]]");
    }
}
