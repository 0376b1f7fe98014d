package org.espalier.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.espalier.spec.Model.Expectation;
import org.espalier.spec.Model.Kind;
import org.espalier.spec.Model.KnownBug;
import org.espalier.spec.TlcResult.ActionCount;
import org.espalier.spec.Witnesses.Reached;
import org.jspecify.annotations.Nullable;

/** Holds TLC's answer against the manifest. */
final class Judge {

    private Judge() {}

    /** The verdict on the run of a model as the manifest has it. */
    static Verdict judge(Model model, TlcConfig config, TlcResult seen, int workers, boolean bundled) {
        KnownBug known = model.known();
        if (known != null && bundled) {
            if (seen.result() == known.result()) {
                return new Verdict(Verdict.Status.KNOWN, List.of(known.bug() + ": avoid " + known.avoid()));
            }
            return new Verdict(Verdict.Status.DISAGREES,
                    List.of("the manifest says that this TLC has the defect " + known.bug() + " and answers "
                            + known.result().word() + "; seen: " + describe(seen)));
        }
        List<String> wrong = new ArrayList<>();
        answer(model, config, seen, wrong);
        if (wrong.isEmpty()) {
            counts(model, seen, workers, wrong);
        }
        boolean temporal = seen.temporal() && model.kind() != Kind.CANARY;
        if (temporal && !config.reductions().isEmpty()) {
            wrong.add("a temporal property was checked under " + String.join(" and ", config.reductions())
                    + ", where TLC can miss a violation");
        }
        if (temporal && workers != 1) {
            wrong.add("a temporal property was checked with " + workers + " workers, where TLC can miss a violation");
        }
        if (countsActions(model) && seen.result() == Result.OK) {
            coverage(model, seen, wrong);
        }
        return Verdict.of(wrong);
    }

    /** The verdict on the generated run for a model's witnesses. */
    static Verdict judgeWitnesses(Model model, TlcResult seen, List<Reached> reached) {
        if (!Witnesses.complete(seen)) {
            return Verdict.of(List.of("expected all witnesses to be reached, seen " + describe(seen)));
        }
        List<String> wrong = new ArrayList<>();
        for (String witness : model.witnesses()) {
            if (reached.stream().noneMatch(r -> r.name().equals(witness))) {
                wrong.add("witness " + witness + " is not violated by any of the " + seen.counts().distinct()
                        + " states: the model never gets there");
            }
        }
        return Verdict.of(wrong);
    }

    private static void answer(Model model, TlcConfig config, TlcResult seen, List<String> wrong) {
        Expectation expect = model.expect();
        String expected = describe(expect.result(), expect.violates());
        // []P with a state predicate P is listed under PROPERTY, and TLC calls it an invariant
        boolean same = seen.result() == expect.result()
                || (expect.result() == Result.PROPERTY && seen.result() == Result.INVARIANT
                        && expect.violates() != null && expect.violates().equals(seen.violated()));
        if (!same) {
            wrong.add("expected " + expected + ", seen " + describe(seen));
        } else if (expect.violates() != null && seen.violationIsNamed()) {
            if (!expect.violates().equals(seen.violated())) {
                wrong.add("expected " + expected + ", seen " + describe(seen));
            }
        } else if (expect.result() == Result.PROPERTY && config.properties().size() > 1) {
            wrong.add("TLC does not say which of " + String.join(", ", config.properties())
                    + " failed: leave only " + expect.violates() + " in " + model.config());
        }
    }

    private static void counts(Model model, TlcResult seen, int workers, List<String> wrong) {
        Expectation expect = model.expect();
        boolean explored = seen.result() == Result.OK && model.simulation() == null;
        long depth = depth(seen);
        if (workers == 1) {
            compare("depth", expect.depth(), depth, explored ? "" : " states in the counterexample", wrong);
            compare("generated states", expect.generated(), seen.counts().generated(), "", wrong);
        }
        if (workers == 1 || explored) {
            compare("distinct states", expect.distinct(), seen.counts().distinct(), "", wrong);
        }
        boolean needsPins = explored && (model.kind() == Kind.MODEL || model.kind() == Kind.LIVENESS);
        if (needsPins && (expect.distinct() == null || (expect.depth() == null && depth >= 0))) {
            wrong.add("not pinned; this run says \"distinct\": " + seen.counts().distinct() + ", \"depth\": " + depth
                    + ", \"generated\": " + seen.counts().generated());
        }
    }

    /** What the manifest calls depth: of the search, or of the counterexample. */
    static long depth(TlcResult seen) {
        Trace trace = seen.trace();
        return seen.result() == Result.OK || trace == null ? seen.counts().depth() : trace.length();
    }

    private static void compare(String what, @Nullable Long expected, long seen, String unit, List<String> wrong) {
        if (expected != null && expected != seen) {
            wrong.add(String.format("expected %s %,d%s, seen %,d", what, expected, unit, seen));
        }
    }

    /** Whether every action must fire: in a model that is explored in full. */
    static boolean countsActions(Model model) {
        return model.kind() == Kind.MODEL && model.simulation() == null;
    }

    private static void coverage(Model model, TlcResult seen, List<String> wrong) {
        if (seen.actions().isEmpty()) {
            wrong.add("TLC counted no action");
        }
        for (ActionCount action : seen.actions()) {
            boolean idle = model.idle().contains(action.action());
            if (action.fired() == 0 && !idle) {
                wrong.add("action " + action.action() + " (" + action.module() + ", line " + action.line()
                        + ") never fires");
            } else if (action.fired() > 0 && idle) {
                wrong.add("action " + action.action() + " fires, though the manifest says it is idle here");
            }
        }
        for (String idle : model.idle()) {
            if (seen.actions().stream().noneMatch(a -> a.action().equals(idle))) {
                wrong.add("idle action " + idle + " is none of "
                        + seen.actions().stream().map(ActionCount::action).collect(Collectors.joining(", ")));
            }
        }
    }

    /** An answer in words. */
    static String describe(TlcResult seen) {
        String text = describe(seen.result(), seen.violated());
        Trace trace = seen.trace();
        if (trace != null) {
            text += " after " + trace.length() + (trace.length() == 1 ? " state" : " states");
        }
        if (seen.result() == Result.ERROR || seen.result() == Result.PARSE) {
            text += ": " + firstMessage(seen);
        }
        return text;
    }

    private static String describe(Result result, @Nullable String violates) {
        return switch (result) {
            case OK -> "ok";
            case INVARIANT -> "invariant " + (violates == null ? "" : violates + " ") + "violated";
            case PROPERTY -> "property " + (violates == null ? "" : violates + " ") + "violated";
            case DEADLOCK -> "a deadlock";
            case ASSUMPTION -> "a false assumption";
            case PARSE -> "a parse error";
            case ERROR -> "an error";
        };
    }

    /** The first line that says what went wrong: SANY's own, for a parse error. */
    private static String firstMessage(TlcResult seen) {
        if (seen.result() == Result.PARSE) {
            String sany = seen.printed().stream().map(String::strip)
                    .filter(l -> !l.isEmpty() && !l.startsWith("***") && !l.startsWith("Semantic errors"))
                    .limit(3).collect(Collectors.joining(" "));
            if (!sany.isEmpty()) {
                return sany;
            }
        }
        return seen.messages().stream().findFirst().map(m -> m.lines().limit(4).collect(Collectors.joining(" ")))
                .orElse("no message");
    }
}
