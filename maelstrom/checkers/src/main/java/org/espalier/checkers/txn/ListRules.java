package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.checkers.txn.Anomaly.Kind;
import org.espalier.checkers.txn.Mop.Read;
import org.espalier.checkers.txn.Mop.Write;
import org.espalier.checkers.txn.Writers.Written;
import org.jspecify.annotations.Nullable;

/** What a read of a list may show by itself, whatever others show. */
final class ListRules {

    private final List<Txn> txns;
    private final Writers writers;
    private final Anomalies found;

    ListRules(List<Txn> txns, Writers writers, Anomalies found) {
        this.txns = txns;
        this.writers = writers;
        this.found = found;
    }

    void judge() {
        for (Txn txn : txns) {
            if (txn.ok()) {
                internal(txn);
                for (Mop mop : txn.mops()) {
                    if (mop instanceof Read read && !read.list().isEmpty()) {
                        elements(txn, read);
                        last(txn, read);
                    }
                }
            }
        }
    }

    /** What a transaction knows of a key: all of it once it has read it, and what it has appended since. */
    private static final class Known {

        private @Nullable List<?> read;
        private final List<Object> appended = new ArrayList<>();

        boolean allows(List<?> shown) {
            if (read == null) {
                int prefix = shown.size() - appended.size();
                return prefix >= 0 && shown.subList(prefix, shown.size()).equals(appended);
            }
            List<Object> expected = new ArrayList<>(read);
            expected.addAll(appended);
            return shown.equals(expected);
        }

        String text() {
            List<Object> expected = new ArrayList<>(read == null ? List.of("…") : read);
            expected.addAll(appended);
            return Mop.show(expected);
        }
    }

    private void internal(Txn txn) {
        Map<Object, Known> byKey = new HashMap<>();
        for (Mop mop : txn.mops()) {
            Known known = byKey.computeIfAbsent(mop.key(), k -> new Known());
            switch (mop) {
                case Write write -> known.appended.add(write.value());
                case Read read -> {
                    if (!known.allows(read.list())) {
                        found.add(Kind.INTERNAL, List.of(txn), () -> "a transaction read " + Mop.show(read.value())
                                + " of " + read.key() + " where its own steps before make it " + known.text() + ": "
                                + txn.describe());
                    }
                    known.read = read.list();
                    known.appended.clear();
                }
            }
        }
    }

    private void elements(Txn txn, Read read) {
        Set<Object> seen = new HashSet<>();
        Set<Object> later = appendedAfter(txn, read);
        for (Object element : read.list()) {
            if (!seen.add(element)) {
                found.add(Kind.DUPLICATE_ELEMENTS, List.of(txn), () -> element + " stands twice in "
                        + Mop.show(read.value()) + " of " + read.key() + ": " + txn.describe());
            }
            Written written = writers.of(read.key(), element);
            if (written == null) {
                found.add(Kind.GARBAGE_READ, List.of(txn), () -> element + " of " + read.key()
                        + ", which nobody ever appended, was read: " + txn.describe());
            } else if (written.txn().failed()) {
                found.add(Kind.G1A, List.of(txn, written.txn()), () -> element + " of " + read.key()
                        + " was read, and appending it had failed:\n" + txn.describe() + "\n"
                        + written.txn().describe());
            } else if (later.contains(element)) {
                found.add(Kind.FUTURE_READ, List.of(txn), () -> element + " of " + read.key()
                        + " was read before the same transaction appended it: " + txn.describe());
            }
        }
    }

    private static Set<Object> appendedAfter(Txn txn, Read read) {
        Set<Object> later = new HashSet<>();
        boolean after = false;
        for (Mop mop : txn.mops()) {
            after |= mop.equals(read);
            if (after && mop instanceof Write write && write.key().equals(read.key())) {
                later.add(write.value());
            }
        }
        return later;
    }

    private void last(Txn txn, Read read) {
        Object element = read.list().get(read.list().size() - 1);
        Written written = writers.of(read.key(), element);
        if (written != null && !written.last() && written.txn().id() != txn.id()) {
            found.add(Kind.G1B, List.of(txn, written.txn()), () -> Mop.show(read.value()) + " of " + read.key()
                    + " was read, whose last element is not the last that its transaction appended:\n"
                    + txn.describe() + "\n" + written.txn().describe());
        }
    }
}
