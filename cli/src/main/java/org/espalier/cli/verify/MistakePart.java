package org.espalier.cli.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.espalier.simulator.Finding;
import org.espalier.simulator.Mistake;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.Simulation;
import org.espalier.spec.Manifest;
import org.espalier.spec.Model;
import org.espalier.spec.ModelReport;
import org.espalier.trace.Validation;
import org.jspecify.annotations.Nullable;

/**
 * Every known mistake against every layer: its broken specification against TLC, its smallest run against the checkers, the
 * events of that run against the specifications.
 *
 * @param step its row
 * @param rows one for each mistake
 */
public record MistakePart(Step step, List<MistakeRow> rows) {

    public MistakePart {
        rows = List.copyOf(rows);
    }

    /**
     * Runs the smallest known schedule of each.
     *
     * @param models what TLC said of the broken specifications in this verification
     */
    public static MistakePart run(Manifest manifest, List<ModelReport> models, Path directory, Progress progress)
            throws IOException {
        progress.step("known mistakes");
        long begin = System.nanoTime();
        List<MistakeRow> rows = new ArrayList<>();
        for (Mistake mistake : Mistake.ALL) {
            progress.progress(mistake.mutant(), (double) rows.size() / Mistake.ALL.size());
            Schedule schedule = KeptSchedules.of(mistake);
            Optional<Finding> finding = Simulation.run(schedule, Simulation.Options.JUDGED).first();
            @Nullable
            String rejected = TracePart.follow(schedule, manifest.folder(), directory).stream()
                    .map(Validation::rejection).filter(r -> r != null).map(r -> r.event().action()).findFirst()
                    .orElse(null);
            rows.add(new MistakeRow(mistake, tlc(manifest, models, mistake.model()), mistake.isConformanceTested(),
                    rejected, finding.map(Finding::property).orElse(null)));
        }
        long good = rows.stream().filter(MistakeRow::good).count();
        long checks = rows.stream().mapToLong(MistakeRow::layers).sum();
        Step step = new Step("known mistakes",
                "each mistake that protocols like these have been built with is seen by two layers of checks at least",
                State.of(good == rows.size()),
                String.format(Locale.ROOT, "%d of %d, by %.1f layers each", good, rows.size(),
                        (double) checks / rows.size()),
                (System.nanoTime() - begin) / 1e9);
        return new MistakePart(step, rows);
    }

    private static @Nullable String tlc(Manifest manifest, List<ModelReport> models, String name) {
        for (ModelReport report : models) {
            if (report.name().equals(name)) {
                return report.verdict().good() ? report.model().expect().violates() : null;
            }
        }
        Model model = manifest.find(name).orElseThrow(() -> new IllegalStateException("no model " + name));
        return model.expect().violates() + ", as pinned";
    }
}
