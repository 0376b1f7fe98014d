package org.espalier.conform.run;

import java.util.ArrayList;
import java.util.List;

import org.espalier.conform.Outcome;
import org.espalier.spec.Model;
import org.jspecify.annotations.Nullable;

/**
 * How one model was compared, held against the manifest.
 *
 * @param model what was compared
 * @param outcome null when the comparison broke down
 * @param problems what is wrong besides a divergence, one line each; none: all counts are as pinned
 */
public record ConformReport(Model model, @Nullable Outcome outcome, List<String> problems) {

    public ConformReport {
        problems = List.copyOf(problems);
    }

    /** Holds an outcome against the manifest, whose counts of states are TLC's own. */
    static ConformReport of(Model model, Outcome outcome) {
        List<String> problems = new ArrayList<>();
        if (outcome.equal()) {
            Model.Expectation pinned = model.expect();
            count("states", outcome.states(), pinned.distinct(), "TLC's are", problems);
            count("generated states", outcome.generated(), pinned.generated(), "TLC's are", problems);
            count("states deep", outcome.depth(), pinned.depth(), "TLC's are", problems);
            count("transitions", outcome.transitions(), model.transitions(), "pinned are", problems);
        }
        return new ConformReport(model, outcome, problems);
    }

    private static void count(String what, long found, @Nullable Long pinned, String whose, List<String> problems) {
        if (pinned != null && pinned != found) {
            problems.add(String.format(java.util.Locale.ROOT, "%,d %s, %s %,d", found, what, whose, pinned));
        }
    }

    /** Whether the graphs are equal and every count is as pinned. */
    public boolean good() {
        return outcome != null && outcome.equal() && problems.isEmpty();
    }
}
