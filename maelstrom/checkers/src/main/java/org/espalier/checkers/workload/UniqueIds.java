package org.espalier.checkers.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.OpChecker;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/** No identifier is given out twice. Unknown if none was given out. */
public final class UniqueIds implements OpChecker {

    /** More would not help. */
    private static final int MAX_SHOWN = 48;

    private final Map<@Nullable Object, Long> counts = new HashMap<>();
    private long attempted;
    private long acknowledged;
    private @Nullable Object lowest;
    private @Nullable Object highest;

    @Override
    public void accept(Op op) {
        if (op.is(Op.Type.INVOKE, "generate")) {
            attempted++;
        } else if (op.is(Op.Type.OK, "generate")) {
            Object id = op.value();
            if (acknowledged == 0 || ValueOrder.INSTANCE.compare(id, lowest) < 0) {
                lowest = id;
            }
            if (acknowledged == 0 || ValueOrder.INSTANCE.compare(id, highest) > 0) {
                highest = id;
            }
            acknowledged++;
            counts.merge(id, 1L, Long::sum);
        }
    }

    @Override
    public Facts result() {
        List<Map.Entry<@Nullable Object, Long>> twice = new ArrayList<>();
        for (Map.Entry<@Nullable Object, Long> entry : counts.entrySet()) {
            if (entry.getValue() > 1) {
                twice.add(entry);
            }
        }
        twice.sort((a, b) -> a.getValue().equals(b.getValue())
                ? ValueOrder.INSTANCE.compare(a.getKey(), b.getKey())
                : Long.compare(b.getValue(), a.getValue()));
        Map<@Nullable Object, Long> duplicated = new LinkedHashMap<>();
        twice.stream().limit(MAX_SHOWN).forEach(e -> duplicated.put(e.getKey(), e.getValue()));
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("attempted-count", attempted);
        facts.put("acknowledged-count", acknowledged);
        facts.put("duplicated-count", (long) twice.size());
        facts.put("duplicated", duplicated);
        facts.put("range", Arrays.asList(lowest, highest));
        return new Facts(acknowledged == 0 ? Verdict.UNKNOWN : Verdict.of(twice.isEmpty()), facts);
    }
}
