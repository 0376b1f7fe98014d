package org.espalier.checkers.txn;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.checkers.UnjudgeableHistory;
import org.espalier.checkers.txn.Mop.Read;
import org.espalier.checkers.txn.Mop.Write;
import org.jspecify.annotations.Nullable;

/** Who wrote what, and who of them is known to have happened. */
final class Writers {

    /**
     * A write.
     *
     * @param txn whose it is
     * @param last whether it is the transaction's last one of that key
     */
    record Written(Txn txn, boolean last) {}

    private final Map<Object, Map<Object, Written>> byKey = new HashMap<>();
    private final Set<Integer> happened = new HashSet<>();

    private Writers() {}

    /**
     * The writers among some transactions.
     *
     * @throws UnjudgeableHistory if two wrote the same
     */
    static Writers of(List<Txn> txns) {
        Writers writers = new Writers();
        txns.forEach(writers::add);
        for (Txn txn : txns) {
            if (txn.ok()) {
                writers.happened.add(txn.id());
                for (Mop mop : txn.mops()) {
                    if (mop instanceof Read read) {
                        writers.seen(read);
                    }
                }
            }
        }
        return writers;
    }

    private void add(Txn txn) {
        Map<Object, Object> last = new HashMap<>();
        for (Write write : txn.writes()) {
            Map<Object, Written> ofKey = byKey.computeIfAbsent(write.key(), k -> new HashMap<>());
            Written before = ofKey.put(write.value(), new Written(txn, true));
            if (before != null) {
                throw new UnjudgeableHistory("index " + txn.index() + ": " + write.value() + " is written to key "
                        + write.key() + " a second time (first by " + before.txn().where()
                        + "); transactions can be judged only if everything is written once");
            }
            Object earlier = last.put(write.key(), write.value());
            if (earlier != null) {
                ofKey.put(earlier, new Written(txn, false));
            }
        }
    }

    private void seen(Read read) {
        if (read.value() instanceof List<?> list) {
            list.forEach(element -> seen(read.key(), element));
        } else {
            seen(read.key(), read.value());
        }
    }

    private void seen(Object key, @Nullable Object value) {
        Written written = of(key, value);
        if (written != null && !written.txn().failed()) {
            happened.add(written.txn().id());
        }
    }

    /** Who wrote that; null if nobody did. */
    @Nullable
    Written of(Object key, @Nullable Object value) {
        return value == null ? null : byKey.getOrDefault(key, Map.of()).get(value);
    }

    /** Who wrote that and is known to have happened; null if there is nobody. */
    @Nullable
    Txn happened(Object key, @Nullable Object value) {
        Written written = of(key, value);
        return written != null && happened(written.txn()) ? written.txn() : null;
    }

    /** Whether a transaction is known to have happened: it returned ok, or somebody read what it wrote. */
    boolean happened(Txn txn) {
        return happened.contains(txn.id());
    }
}
