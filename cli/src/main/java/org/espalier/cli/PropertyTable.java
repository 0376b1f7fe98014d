package org.espalier.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Result;
import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Violation;
import org.jspecify.annotations.Nullable;

/** Prints verdicts on properties, a row each, and then sentences on what is wrong. */
final class PropertyTable {

    private static final int EXAMPLES = 3;

    private final PrintWriter out;

    /** Begins with the head. */
    PropertyTable(PrintWriter out) {
        this.out = out;
        out.printf("%-16s  %-9s  %10s  %10s  %s%n", "property", "verdict", "checked", "violations",
                "definition (spec/)");
    }

    /** All of it. */
    static void print(PrintWriter out, Results results) {
        List<String> explanations = new PropertyTable(out).rows(results);
        if (!explanations.isEmpty()) {
            out.println();
            explanations.forEach(out::println);
        }
    }

    /** Prints the rows of these {@link PropertyResult}s, and returns the sentences that explain them. */
    List<String> rows(Results results) {
        List<String> explanations = new ArrayList<>();
        for (Map.Entry<String, Result> part : results.parts().entrySet()) {
            PropertyResult r = (PropertyResult) part.getValue();
            row(part.getKey(), r.verdict(), r.checked(), r.violations(), r.definition());
            explain(r, explanations);
        }
        return explanations;
    }

    void row(String property, Verdict verdict, long checked, long violations, @Nullable String definition) {
        String word = switch (verdict) {
            case VALID -> "holds";
            case UNKNOWN -> "unknown";
            case INVALID -> "VIOLATED";
        };
        String row = String.format("%-16s  %-9s  %10d  %10d  %s", property, word, checked, violations,
                definition == null ? "" : definition);
        out.println(row.stripTrailing());
    }

    private static void explain(PropertyResult r, List<String> to) {
        if (r.note() != null) {
            to.add(r.property() + ": unknown, because " + r.note());
        }
        int shown = 0;
        for (Violation v : r.examples()) {
            if (shown++ == EXAMPLES) {
                break;
            }
            to.add(r.property() + ": " + v.text());
        }
        if (r.violations() > shown && shown > 0) {
            to.add(r.property() + ": ... and " + (r.violations() - Math.min(EXAMPLES, shown)) + " more");
        }
    }
}
