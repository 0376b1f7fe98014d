package org.espalier.checkers;

import java.util.LinkedHashMap;
import java.util.Map;

import org.espalier.checkers.history.Op;

/** Several checkers of one history, each under its name, in one pass. */
public final class Checks implements OpChecker {

    private final Map<String, OpChecker> parts = new LinkedHashMap<>();

    /** Adds a checker under a name. */
    public Checks with(String name, OpChecker checker) {
        if (parts.putIfAbsent(name, checker) != null) {
            throw new IllegalArgumentException("two checkers are called " + name);
        }
        return this;
    }

    @Override
    public void accept(Op op) {
        for (OpChecker part : parts.values()) {
            part.accept(op);
        }
    }

    @Override
    public Results result() {
        Map<String, Result> results = new LinkedHashMap<>();
        parts.forEach((name, part) -> results.put(name, part.result()));
        return new Results(results);
    }
}
