package org.espalier.checkers.txn;

import static org.espalier.checkers.txn.ConsistencyModel.READ_COMMITTED;
import static org.espalier.checkers.txn.ConsistencyModel.READ_UNCOMMITTED;
import static org.espalier.checkers.txn.ConsistencyModel.REPEATABLE_READ;
import static org.espalier.checkers.txn.ConsistencyModel.SNAPSHOT_ISOLATION;
import static org.espalier.checkers.txn.ConsistencyModel.STRICT_SERIALIZABLE;
import static org.espalier.checkers.txn.ConsistencyModel.STRONG_SESSION_SERIALIZABLE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Something that should not have been.
 *
 * @param kind what it is
 * @param transactions the indices of the events that ended the transactions that it is about
 * @param text all of it, for people, one or several lines
 */
public record Anomaly(Kind kind, List<Long> transactions, String text) {

    /**
     * The kinds, the worst first. Names are Elle's, but for {@link #GARBAGE_READ}, which only the paper has (VLDB 2020, 4.1).
     *
     * <p>Of the cycles, those without a suffix are made of dependencies alone, {@code -process} has an edge from a transaction
     * of a process to its next one, and {@code -realtime} one from a transaction that was over to one that had not begun.
     */
    public enum Kind {
        /** A read shows an element twice. */
        DUPLICATE_ELEMENTS(READ_UNCOMMITTED),
        /** A read shows what nobody ever wrote. */
        GARBAGE_READ(READ_UNCOMMITTED),
        /** A cycle of writes (Adya: write cycle). */
        G0("G0", READ_UNCOMMITTED),
        /** Two reads of a list, of which neither continues the other: one of them is of a state that never was. */
        INCOMPATIBLE_ORDER(READ_COMMITTED),
        /** What a transaction wrote that failed was built upon by one that did not. */
        DIRTY_UPDATE(READ_COMMITTED),
        /** A read shows what a transaction wrote that failed (Adya: aborted read). */
        G1A("G1a", READ_COMMITTED),
        /** A read shows what a transaction wrote and went on to change (Adya: intermediate read). */
        G1B("G1b", READ_COMMITTED),
        /** A transaction read what it only wrote later. */
        FUTURE_READ(READ_COMMITTED),
        /** A cycle of writes and reads (Adya: circular information flow). */
        G1C("G1c", READ_COMMITTED),
        /** A transaction read something else than what it had read or written itself, or its writes have changed places. */
        INTERNAL(SNAPSHOT_ISOLATION),
        /** Two transactions read one version of a key and both wrote the key. */
        LOST_UPDATE(REPEATABLE_READ, SNAPSHOT_ISOLATION),
        /** A cycle in which just one transaction missed what the next one wrote (Adya: single anti-dependency cycle). */
        G_SINGLE("G-single", REPEATABLE_READ, SNAPSHOT_ISOLATION),
        /** A cycle in which several did, but no two in succession. */
        G_NONADJACENT("G-nonadjacent", REPEATABLE_READ, SNAPSHOT_ISOLATION),
        /** A cycle in which several did, two in succession at least: write skew (Adya: item anti-dependency cycle). */
        G2_ITEM("G2-item", REPEATABLE_READ),

        /** {@link #G0} with the order of a process. */
        G0_PROCESS("G0-process", STRONG_SESSION_SERIALIZABLE),
        /** {@link #G1C} with the order of a process. */
        G1C_PROCESS("G1c-process", STRONG_SESSION_SERIALIZABLE),
        /** {@link #G_SINGLE} with the order of a process. */
        G_SINGLE_PROCESS("G-single-process", STRONG_SESSION_SERIALIZABLE),
        /** {@link #G_NONADJACENT} with the order of a process. */
        G_NONADJACENT_PROCESS("G-nonadjacent-process", STRONG_SESSION_SERIALIZABLE),
        /** {@link #G2_ITEM} with the order of a process. */
        G2_ITEM_PROCESS("G2-item-process", STRONG_SESSION_SERIALIZABLE),

        /** {@link #G0} with the order of real time. */
        G0_REALTIME("G0-realtime", STRICT_SERIALIZABLE),
        /** {@link #G1C} with the order of real time. */
        G1C_REALTIME("G1c-realtime", STRICT_SERIALIZABLE),
        /** {@link #G_SINGLE} with the order of real time: a stale read. */
        G_SINGLE_REALTIME("G-single-realtime", STRICT_SERIALIZABLE),
        /** {@link #G_NONADJACENT} with the order of real time. */
        G_NONADJACENT_REALTIME("G-nonadjacent-realtime", STRICT_SERIALIZABLE),
        /** {@link #G2_ITEM} with the order of real time. */
        G2_ITEM_REALTIME("G2-item-realtime", STRICT_SERIALIZABLE);

        private final String label;
        @SuppressWarnings("ImmutableEnumChecker") // a set that nobody can change
        private final Set<ConsistencyModel> rulesOut;

        Kind(ConsistencyModel... rulesOut) {
            this.label = name().toLowerCase(Locale.ROOT).replace('_', '-');
            this.rulesOut = Set.of(rulesOut);
        }

        Kind(String label, ConsistencyModel... rulesOut) {
            this.label = label;
            this.rulesOut = Set.of(rulesOut);
        }

        /** As results name it. */
        public String label() {
            return label;
        }

        /** Whether a store that shows this cannot be of that model. */
        public boolean rulesOut(ConsistencyModel model) {
            return rulesOut.stream().anyMatch(model::implies);
        }

        Set<ConsistencyModel> weakestRuledOut() {
            return rulesOut;
        }
    }

    public Anomaly {
        transactions = List.copyOf(transactions);
    }

    /** As a value tree. */
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("transactions", transactions);
        tree.put("text", text);
        return tree;
    }
}
