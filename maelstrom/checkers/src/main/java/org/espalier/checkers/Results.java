package org.espalier.checkers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Several results under their names; the worst verdict of any is the verdict of all. */
public record Results(Map<String, Result> parts) implements Result {

    public Results {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /**
     * The result of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Result part(String name) {
        Result part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("no result " + name + " among " + parts.keySet());
        }
        return part;
    }

    @Override
    public Verdict verdict() {
        Verdict worst = Verdict.VALID;
        for (Result part : parts.values()) {
            worst = worst.merge(part.verdict());
        }
        return worst;
    }

    @Override
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", verdict().toTree());
        parts.forEach((name, part) -> tree.put(name, part.toTree()));
        return tree;
    }
}
