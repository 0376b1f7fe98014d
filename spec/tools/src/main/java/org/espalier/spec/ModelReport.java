package org.espalier.spec;

import java.util.List;

import org.espalier.spec.Model.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What became of one run of TLC.
 *
 * @param model     the entry of the manifest
 * @param witnesses this is the generated run for the witnesses of {@code model}
 * @param result    what TLC said
 * @param reached   the witnesses that run reached, the nearest first, each with the length of the way there
 * @param verdict   held against the manifest
 * @param seconds   wall time
 * @param replay    a command that repeats the run
 */
public record ModelReport(Model model, boolean witnesses, TlcResult result, List<String> reached, Verdict verdict,
        double seconds, String replay) {

    public ModelReport {
        reached = List.copyOf(reached);
    }

    /** The name of the row. */
    public String name() {
        return witnesses ? model.name() + " (witnesses)" : model.name();
    }

    /** What the run shows, in one line. */
    public String checks() {
        return witnesses ? "reached: " + String.join(", ", reached) : model.checks();
    }

    /** Depth of the search, or states in the counterexample; −1 if TLC gave none. */
    public long depth() {
        return Judge.depth(result);
    }

    /** A counterexample, if TLC printed one. */
    public @Nullable Trace trace() {
        return witnesses ? null : result.trace();
    }

    /** The verdict in a few words. */
    public String verdictInWords() {
        return switch (verdict.status()) {
            case DISAGREES -> "WRONG";
            case KNOWN -> "known: " + (model.known() == null ? "" : model.known().bug());
            case AGREES -> {
                if (witnesses) {
                    yield "ok: all reached";
                }
                String violates = model.expect().violates();
                if (result.result() == Result.OK) {
                    yield "ok";
                }
                if (violates == null) {
                    yield "ok: " + result.result().word();
                }
                yield (model.kind() == Kind.BROKEN ? "ok: dies of " : "ok: violates ") + violates;
            }
        };
    }
}
