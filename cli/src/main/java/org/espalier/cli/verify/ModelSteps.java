package org.espalier.cli.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.espalier.spec.CheckReport;
import org.espalier.spec.Checker;
import org.espalier.spec.Manifest;
import org.espalier.spec.Model;
import org.espalier.spec.Model.Kind;
import org.espalier.spec.ModelReport;

/**
 * The steps in which TLC works: canaries, models, witnesses, broken variants.
 *
 * @param steps one for each kind that there is
 * @param reports every run of TLC
 * @param tlc TLC's banner
 * @param leftOut what a quick verification did not check, in words; may be empty
 */
public record ModelSteps(List<Step> steps, List<ModelReport> reports, String tlc, String leftOut) {

    private static final long QUICK_STATES = 20_000;

    /** Checks all models of the manifest that run always; a quick check leaves the large ones out. */
    public static ModelSteps run(Manifest manifest, boolean quick, Progress progress)
            throws IOException, InterruptedException {
        List<Model> always = manifest.ofTiers(Manifest.tiers(false, false));
        List<Model> chosen = quick ? always.stream().filter(ModelSteps::isSmall).toList() : always;
        Checker checker = new Checker(manifest, Checker.Options.standard());
        List<Step> steps = new ArrayList<>();
        List<ModelReport> reports = new ArrayList<>();
        String tlc = "unknown";
        for (Part part : Part.values()) {
            List<Model> models = chosen.stream().filter(m -> m.kind() == part.kind || m.kind() == part.orKind).toList();
            if (!models.isEmpty()) {
                progress.step(part.title);
                CheckReport report = checker.check(models, progress);
                reports.addAll(report.models());
                steps.add(part.step(report));
                tlc = report.version();
            }
        }
        int left = always.size() - chosen.size();
        return new ModelSteps(steps, reports, tlc, left == 0
                ? ""
                : String.format(Locale.ROOT, "%d models of more than %,d states, and longer runs.", left,
                        QUICK_STATES));
    }

    private static boolean isSmall(Model model) {
        Long distinct = model.expect().distinct();
        return distinct == null || distinct <= QUICK_STATES;
    }

    private enum Part {
        CANARIES("canaries", "this TLC finds what it must find", Kind.CANARY, Kind.CANARY), MODELS("models",
                "each module keeps its invariants and refines what it implements; and is not vacuous", Kind.MODEL,
                Kind.LIVENESS), WITNESSES("witnesses", "the models get as far as what they are about", Kind.WITNESS,
                        Kind.WITNESS), BROKEN("broken variants", "every guard is needed, and every property can fail",
                                Kind.BROKEN, Kind.BROKEN);

        private final String title;
        private final String shows;
        private final Kind kind;
        private final Kind orKind;

        Part(String title, String shows, Kind kind, Kind orKind) {
            this.title = title;
            this.shows = shows;
            this.kind = kind;
            this.orKind = orKind;
        }

        Step step(CheckReport report) {
            long good = report.models().stream().filter(m -> m.verdict().good()).count();
            long states = report.models().stream().mapToLong(m -> Math.max(0, m.result().counts().distinct())).sum();
            long reached = report.models().stream().mapToLong(m -> m.reached().size()).sum();
            String result = good + " of " + report.models().size() + switch (this) {
                case CANARIES -> " as expected";
                case MODELS -> String.format(Locale.ROOT, " as pinned, %,d states", states)
                        + (reached > 0 ? ", " + reached + " witnesses reached" : "");
                case WITNESSES -> " reached";
                case BROKEN -> " dead";
            };
            return new Step(title, shows, State.of(report.good()), result, report.seconds());
        }
    }
}
