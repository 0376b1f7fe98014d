package org.espalier.checkers.workload;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.checkers.OpChecker;
import org.espalier.checkers.Result;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * How many operations ended ok, failed or indeterminate, in all and by function; each function must succeed once, but for
 * {@code crash}, by which a client of the kafka workload ends itself, and which never does.
 */
public final class Stats implements OpChecker {

    /** Counts of completed operations. */
    public record Counts(long ok, long fail, long info) implements Result {

        public long count() {
            return ok + fail + info;
        }

        Counts plus(Op.Type type) {
            return switch (type) {
                case OK -> new Counts(ok + 1, fail, info);
                case FAIL -> new Counts(ok, fail + 1, info);
                case INFO -> new Counts(ok, fail, info + 1);
                case INVOKE -> this;
            };
        }

        @Override
        public Verdict verdict() {
            return Verdict.of(ok > 0);
        }

        @Override
        public Map<String, @Nullable Object> toTree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("valid?", verdict().toTree());
            tree.put("count", count());
            tree.put("ok-count", ok);
            tree.put("fail-count", fail);
            tree.put("info-count", info);
            return tree;
        }
    }

    /**
     * What {@link Stats} found.
     *
     * @param all of all functions together
     * @param byF of each
     */
    public record Found(Counts all, Map<String, Counts> byF) implements Result {

        @Override
        public Verdict verdict() {
            Verdict worst = Verdict.VALID;
            for (Map.Entry<String, Counts> f : byF.entrySet()) {
                if (!f.getKey().equals("crash")) {
                    worst = worst.merge(f.getValue().verdict());
                }
            }
            return worst;
        }

        @Override
        public Map<String, @Nullable Object> toTree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>(all.toTree());
            tree.put("valid?", verdict().toTree());
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            byF.forEach((f, counts) -> parts.put(f, counts.toTree()));
            tree.put("by-f", parts);
            return tree;
        }
    }

    private static final Counts NONE = new Counts(0, 0, 0);

    private Counts all = NONE;
    private final Map<String, Counts> byF = new TreeMap<>();

    @Override
    public void accept(Op op) {
        if (op.isClient() && op.type() != Op.Type.INVOKE) {
            all = all.plus(op.type());
            byF.put(op.f(), byF.getOrDefault(op.f(), NONE).plus(op.type()));
        }
    }

    @Override
    public Found result() {
        return new Found(all, byF);
    }
}
