package org.espalier.checkers.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.espalier.checkers.Verdict;
import org.jspecify.annotations.Nullable;

/** Counts the violations of one property and explains the first few. */
public final class Findings {

    /** More would not help anybody to understand the first. */
    public static final int MAX_EXAMPLES = 8;

    private final String property;
    private final List<Violation> examples = new ArrayList<>();
    private long violations;

    public Findings(String property) {
        this.property = property;
    }

    public String property() {
        return property;
    }

    /** Counts a violation; the explanation is made only if it is wanted. */
    public void add(Supplier<Violation> violation) {
        violations++;
        if (examples.size() < MAX_EXAMPLES) {
            examples.add(violation.get());
        }
    }

    /** Counts and explains what another found of the same property, as if it came here next. */
    void join(Findings next) {
        violations += next.violations;
        for (int i = 0; i < next.examples.size() && examples.size() < MAX_EXAMPLES; i++) {
            examples.add(next.examples.get(i));
        }
    }

    public PropertyResult result(long checked) {
        return result(checked, null);
    }

    /** With a note the verdict is unknown unless there are violations. */
    public PropertyResult result(long checked, @Nullable String unknown) {
        Verdict verdict = violations > 0 ? Verdict.INVALID : unknown != null ? Verdict.UNKNOWN : Verdict.VALID;
        return new PropertyResult(property, verdict, checked, violations, examples, unknown);
    }
}
