package org.espalier.checkers.txn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.espalier.checkers.txn.Anomaly.Kind;
import org.espalier.checkers.txn.Mop.Read;
import org.jspecify.annotations.Nullable;

/** Transactions that read the same version of a key, and all wrote the key: all but one wrote over what they had not seen. */
final class LostUpdates {

    private LostUpdates() {}

    static void find(List<Txn> txns, Anomalies found) {
        Map<List<@Nullable Object>, List<Txn>> byVersion = new LinkedHashMap<>();
        for (Txn txn : txns) {
            if (txn.ok()) {
                Set<Object> written = new HashSet<>();
                txn.writes().forEach(w -> written.add(w.key()));
                for (Read read : txn.externalReads()) {
                    if (written.contains(read.key())) {
                        byVersion.computeIfAbsent(Arrays.asList(read.key(), version(read)), v -> new ArrayList<>())
                                .add(txn);
                    }
                }
            }
        }
        byVersion.forEach((version, all) -> {
            if (all.size() > 1) {
                found.add(Kind.LOST_UPDATE, all, () -> all.size() + " transactions read " + Mop.show(version.get(1))
                        + " of " + version.get(0) + " and wrote to it:\n"
                        + all.stream().limit(Mop.SHOWN).map(Txn::describe).collect(Collectors.joining("\n")));
            }
        });
    }

    /** A list that is not there yet is an empty one. */
    private static @Nullable Object version(Read read) {
        return read.value() instanceof List<?> list && list.isEmpty() ? null : read.value();
    }
}
