package org.espalier.checkers.workload;

import java.util.List;
import java.util.Set;

import org.espalier.checkers.OpChecker;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.txn.ConsistencyModel;
import org.espalier.checkers.txn.Transactions;

/**
 * Judges a store of transactions, as Maelstrom's {@code txn-list-append} and {@code txn-rw-register} do with Elle: by
 * dependencies among transactions, and the cycles of them (Kingsbury and Alvaro, VLDB 2020; Adya 1999).
 *
 * <p>Operations are {@code txn} with a list of micro-operations: {@code ["r", key, null]}, which returns with what was read in
 * the third place, and {@code ["append", key, element]} or {@code ["w", key, value]}. Nothing may be written to a key twice.
 *
 * <p>A history is invalid if an anomaly was found that rules out one of the models it is judged by; what else is found is
 * told, too. Unknown if no transaction returned ok.
 */
public final class Txns implements OpChecker {

    /** What a store is to be, if nothing else is said. */
    public static final Set<ConsistencyModel> USUAL = Set.of(ConsistencyModel.STRICT_SERIALIZABLE);

    private final Transactions transactions;
    private final Set<ConsistencyModel> models;

    private Txns(Transactions transactions, Set<ConsistencyModel> models) {
        this.transactions = transactions;
        this.models = Set.copyOf(models);
    }

    /** A checker of {@code txn-list-append}. */
    public static Txns listAppend(Set<ConsistencyModel> models) {
        return new Txns(Transactions.overLists(), models);
    }

    /** A checker of {@code txn-rw-register}. */
    public static Txns rwRegister(Set<ConsistencyModel> models) {
        return new Txns(Transactions.overRegisters(), models);
    }

    @Override
    public void accept(Op op) {
        if (op.isClient() && op.f().equals("txn")) {
            transactions.accept(op);
        }
    }

    @Override
    public TxnResult result() {
        return new TxnResult(transactions.judge(), List.copyOf(models.stream().sorted().toList()));
    }
}
