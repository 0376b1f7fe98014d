package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.espalier.checkers.history.Op;
import org.espalier.checkers.txn.Mop.Read;
import org.espalier.checkers.txn.Mop.Write;

/**
 * A transaction, as it ended.
 *
 * @param id its number among all, from 0
 * @param type how it ended; {@code INFO} if nothing ended it
 * @param process who made it
 * @param index the index of the event that ended it; of its invocation, if nothing did
 * @param invoked the place of its invocation among all events of transactions
 * @param returned likewise where it ended
 * @param mops its steps; of one that did not return ok only the writes
 */
record Txn(int id, Op.Type type, int process, long index, int invoked, int returned, List<Mop> mops) {

    boolean ok() {
        return type == Op.Type.OK;
    }

    boolean failed() {
        return type == Op.Type.FAIL;
    }

    /** Whether it was over before the other began. */
    boolean precedes(Txn other) {
        return ok() && returned < other.invoked;
    }

    List<Write> writes() {
        return mops.stream().filter(Write.class::isInstance).map(Write.class::cast).toList();
    }

    /** Its reads of keys that it had neither read nor written before: what it saw of others. */
    List<Read> externalReads() {
        Set<Object> seen = new HashSet<>();
        List<Read> reads = new ArrayList<>();
        for (Mop mop : mops) {
            if (seen.add(mop.key()) && mop instanceof Read read) {
                reads.add(read);
            }
        }
        return reads;
    }

    /** For people. */
    String text() {
        return mops.stream().map(Mop::text).collect(Collectors.joining(" "));
    }

    /** For people: which one it is. */
    String where() {
        String how = switch (type) {
            case OK, INVOKE -> "";
            case FAIL -> ", failed";
            case INFO -> ", indeterminate";
        };
        return "process " + process + ", index " + index + how;
    }

    /** For people, all of it. */
    String describe() {
        return text() + " (" + where() + ")";
    }
}
