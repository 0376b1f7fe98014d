package org.espalier.checkers.workload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.espalier.checkers.Result;
import org.espalier.checkers.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A verdict and named facts, for checkers whose result is little more than that.
 *
 * @param verdict the verdict
 * @param facts the rest, under Maelstrom's names
 */
public record Facts(Verdict verdict, Map<String, @Nullable Object> facts) implements Result {

    public Facts {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    @Override
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", verdict.toTree());
        tree.putAll(facts);
        return tree;
    }
}
