package org.espalier.checkers.txn;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.espalier.checkers.txn.Anomaly.Kind;
import org.espalier.checkers.txn.Mop.Read;
import org.espalier.checkers.txn.Mop.Write;
import org.espalier.checkers.txn.Writers.Written;
import org.jspecify.annotations.Nullable;

/** What a read of a register may show by itself, whatever others show. */
final class RegisterRules {

    private final List<Txn> txns;
    private final Writers writers;
    private final Anomalies found;

    RegisterRules(List<Txn> txns, Writers writers, Anomalies found) {
        this.txns = txns;
        this.writers = writers;
        this.found = found;
    }

    void judge() {
        txns.stream().filter(Txn::ok).forEach(txn -> {
            internal(txn);
            Set<Object> begun = new HashSet<>();
            for (Mop mop : txn.mops()) {
                switch (mop) {
                    case Write write -> begun.add(write.value());
                    case Read read -> {
                        if (read.value() != null) {
                            value(txn, read, begun);
                        }
                    }
                }
            }
        });
    }

    private void internal(Txn txn) {
        Map<Object, @Nullable Object> known = new HashMap<>();
        for (Mop mop : txn.mops()) {
            switch (mop) {
                case Write write -> known.put(write.key(), write.value());
                case Read read -> {
                    Object expected = known.get(read.key());
                    if (known.containsKey(read.key()) && !Objects.equals(expected, read.value())) {
                        found.add(Kind.INTERNAL, List.of(txn), () -> "a transaction read " + Mop.show(read.value())
                                + " of " + read.key() + " where its own steps before make it " + Mop.show(expected)
                                + ": " + txn.describe());
                    }
                    known.put(read.key(), read.value());
                }
            }
        }
    }

    private void value(Txn txn, Read read, Set<Object> begun) {
        Written written = writers.of(read.key(), read.value());
        if (written == null) {
            found.add(Kind.GARBAGE_READ, List.of(txn), () -> Mop.show(read.value()) + " of " + read.key()
                    + ", which nobody ever wrote, was read: " + txn.describe());
        } else if (written.txn().failed()) {
            found.add(Kind.G1A, List.of(txn, written.txn()), () -> Mop.show(read.value()) + " of " + read.key()
                    + " was read, and writing it had failed:\n" + txn.describe() + "\n" + written.txn().describe());
        } else if (written.txn().id() == txn.id()) {
            if (!begun.contains(Objects.requireNonNull(read.value()))) {
                found.add(Kind.FUTURE_READ, List.of(txn), () -> Mop.show(read.value()) + " of " + read.key()
                        + " was read before the same transaction wrote it: " + txn.describe());
            }
        } else if (!written.last()) {
            found.add(Kind.G1B, List.of(txn, written.txn()), () -> Mop.show(read.value()) + " of " + read.key()
                    + " was read, which is not the last that its transaction wrote there:\n" + txn.describe() + "\n"
                    + written.txn().describe());
        }
    }
}
