package org.espalier.checkers.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Result;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.register.Register;
import org.jspecify.annotations.Nullable;

/**
 * What {@link LinKv} found.
 *
 * @param okCount how many operations returned ok
 * @param operationCount how many operations say anything about their key: those that returned, and those that may have
 * changed it
 * @param findings by key
 */
public record LinKvResult(long okCount, long operationCount,
        Map<@Nullable Object, Register.Finding> findings) implements Result {

    public LinKvResult {
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
    }

    @Override
    public Verdict verdict() {
        Verdict worst = okCount == 0 ? Verdict.UNKNOWN : Verdict.VALID;
        for (Register.Finding finding : findings.values()) {
            worst = worst.merge(finding.verdict());
        }
        return worst;
    }

    private List<@Nullable Object> keys(Verdict verdict) {
        List<@Nullable Object> keys = new ArrayList<>();
        findings.forEach((key, finding) -> {
            if (finding.verdict() == verdict) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** How many steps all searches took. */
    public long steps() {
        return findings.values().stream().mapToLong(Register.Finding::steps).sum();
    }

    /** For people: why the keys that are not linearizable are not, and which were not decided; empty if all are. */
    public String text() {
        List<String> lines = new ArrayList<>();
        findings.forEach((key, finding) -> {
            if (finding.window() != null) {
                lines.add("key " + key + " is not linearizable; " + finding.window().text());
            } else if (finding.verdict() == Verdict.UNKNOWN) {
                lines.add("key " + key + ": not decided in " + finding.steps()
                        + " steps; too many writes may or may not have happened");
            }
        });
        return String.join("\n\n", lines);
    }

    @Override
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", verdict().toTree());
        tree.put("key-count", (long) findings.size());
        tree.put("ok-count", okCount);
        tree.put("operation-count", operationCount);
        tree.put("step-count", steps());
        tree.put("failures", keys(Verdict.INVALID));
        tree.put("undecided", keys(Verdict.UNKNOWN));
        Map<@Nullable Object, Object> windows = new LinkedHashMap<>();
        findings.forEach((key, finding) -> {
            if (finding.window() != null) {
                windows.put(String.valueOf(key), finding.window().toTree());
            }
        });
        tree.put("windows", windows);
        return tree;
    }
}
