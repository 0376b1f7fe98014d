package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.List;

import org.espalier.checkers.history.Op;

/**
 * All transactions of a run. What they read of one another says which came before which; where that goes round in a circle, no
 * order explains the run. Nothing is ever assumed of the store that is judged but that every key had no value at first.
 *
 * <p>A transaction that failed did not happen. One that ended indeterminate, or not at all, happened if anybody read what it
 * wrote, and else is passed over; it may have taken effect at any time after it began.
 */
public final class Transactions {

    private final boolean lists;
    private final Collector collector;

    private Transactions(boolean lists) {
        this.lists = lists;
        collector = new Collector(lists ? "append" : "w", lists);
    }

    /**
     * Transactions over lists, which are read and appended to. Every read shows in which order a key was appended to, so that
     * all dependencies are known, but for the order of what nobody read; and that contradicts nothing. The judgement is
     * therefore complete: with no anomaly there is an order of the transactions that explains all they saw, and if none is of
     * real time, one that keeps to real time. Of snapshot isolation it is sound, and complete where all that
     * was appended was read: of two appends to one list that nobody read, and that did not see each other, either order would
     * be a violation of snapshot isolation, and no cycle says so.
     */
    public static Transactions overLists() {
        return new Transactions(true);
    }

    /**
     * Transactions over registers, which are read and overwritten. The order in which a key was written is known only in part:
     * nothing came before the first value, and what a transaction read before what it wrote. Real time orders it further,
     * which is taken for granted only where anomalies of real time are looked for. The judgement is not complete.
     */
    public static Transactions overRegisters() {
        return new Transactions(false);
    }

    /**
     * Takes the next event of a client.
     *
     * @throws org.espalier.checkers.UnjudgeableHistory if it cannot be understood
     */
    public void accept(Op op) {
        collector.accept(op);
    }

    /**
     * What was found; ask once, after the last event.
     *
     * @throws org.espalier.checkers.UnjudgeableHistory if one value was written to one key twice
     */
    public Judged judge() {
        List<Txn> txns = collector.all();
        Anomalies found = new Anomalies();
        Writers writers = Writers.of(txns);
        List<Edge> edges = new ArrayList<>();
        if (lists) {
            new ListRules(txns, writers, found).judge();
            for (ListKey key : ListKey.of(txns, writers)) {
                key.judge(found);
                key.dependencies(edges);
            }
        } else {
            new RegisterRules(txns, writers, found).judge();
            for (RegisterKey key : RegisterKey.of(txns, writers)) {
                key.judge(found);
                key.dependencies(edges);
            }
        }
        LostUpdates.find(txns, found);
        Cycles.find(txns, edges, found);
        return new Judged(found, txns.size(), txns.stream().filter(Txn::ok).count(),
                txns.stream().filter(Txn::failed).count());
    }
}
