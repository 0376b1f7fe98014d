package org.espalier.checkers.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/** What became of each element, asked of the whole history anew for each. */
final class SetFullOracle {

    final TreeSet<Long> stable = new TreeSet<>();
    final TreeSet<Long> lost = new TreeSet<>();
    final TreeSet<Long> neverRead = new TreeSet<>();
    final TreeSet<Long> stale = new TreeSet<>();
    final TreeSet<Long> duplicated = new TreeSet<>();
    final TreeSet<Long> unexpected = new TreeSet<>();
    long worstStaleMillis;

    /** A completed read: when it began, when it ended, what it showed. */
    private record Read(Op begin, Op end, List<?> shown) {}

    SetFullOracle(History history) {
        List<Read> reads = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Op op = history.ops().get(i);
            if (op.is(Op.Type.OK, "read")) {
                reads.add(new Read(history.ops().get(history.partner(i)), op,
                        (List<?>) Objects.requireNonNull(op.value())));
            }
        }
        for (int i = 0; i < history.size(); i++) {
            Op op = history.ops().get(i);
            if (op.is(Op.Type.INVOKE, "add")) {
                int end = history.partner(i);
                judge(op, end < 0 || history.ops().get(end).type() != Op.Type.OK ? null : history.ops().get(end),
                        reads);
            }
        }
        for (Read read : reads) {
            for (Object v : read.shown()) {
                long element = (Long) Objects.requireNonNull(v);
                if (history.ops().stream().noneMatch(op -> op.is(Op.Type.INVOKE, "add")
                        && Long.valueOf(element).equals(op.value()) && op.index() < read.end().index())) {
                    unexpected.add(element);
                } else if (read.shown().stream().filter(x -> Long.valueOf(element).equals(x)).count() > 1) {
                    duplicated.add(element);
                }
            }
        }
    }

    private void judge(Op asked, @Nullable Op acked, List<Read> reads) {
        long element = (Long) Objects.requireNonNull(asked.value());
        List<Read> after = reads.stream().filter(r -> r.end().index() > asked.index()).toList();
        List<Read> present = after.stream().filter(r -> r.shown().contains(element)).toList();
        List<Read> absent = after.stream().filter(r -> !r.shown().contains(element)).toList();
        Op known = acked;
        for (Read r : present) {
            if (known == null || r.end().index() < known.index()) {
                known = r.end();
            }
        }
        long knownIndex = known == null ? Long.MAX_VALUE : known.index();
        boolean isStable = present.stream()
                .anyMatch(p -> absent.stream().allMatch(a -> a.begin().index() < p.begin().index()));
        boolean isLost = absent.stream().anyMatch(a -> a.begin().index() > knownIndex
                && present.stream().allMatch(p -> p.begin().index() < a.begin().index()));
        if (isStable) {
            stable.add(element);
            long worst = 0;
            for (Read a : absent) {
                long missing = a.begin().time() + 1 - Objects.requireNonNull(known).time();
                worst = Math.max(worst, missing / 1_000_000);
            }
            if (worst > 0) {
                stale.add(element);
            }
            worstStaleMillis = Math.max(worstStaleMillis, worst);
        } else if (isLost) {
            lost.add(element);
        } else {
            neverRead.add(element);
        }
    }
}
