package org.espalier.cli.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.espalier.workbench.Run;
import org.espalier.workbench.TestResult;
import org.espalier.workbench.report.Recording;
import org.espalier.workbench.report.RecordingReader;
import org.espalier.workbench.report.RunFigures;
import org.espalier.workbench.workload.Workload;

/**
 * The steps in which real processes run: one for each scenario.
 *
 * @param steps one for each run
 * @param parts what the page shows of them
 */
public record RunSteps(List<Step> steps, List<RunPart> parts) {

    /** Runs all scenarios. */
    public static RunSteps run(Path home, Path directory, long seed, boolean quick, Progress progress)
            throws IOException, InterruptedException {
        prepare(home, progress);
        List<Step> steps = new ArrayList<>();
        List<RunPart> parts = new ArrayList<>();
        for (Scenario scenario : Scenario.ALL) {
            long begin = System.nanoTime();
            progress.step(scenario.name());
            TestResult result = Run.execute(scenario.plan(home, directory, seed, quick), progress);
            Recording recording = RecordingReader.read(result.directory());
            RunPart part = RunPart.of(scenario, result, recording);
            parts.add(part);
            steps.add(new Step(scenario.name(), scenario.shows(), part.state(), words(part),
                    (System.nanoTime() - begin) / 1e9));
        }
        return new RunSteps(steps, parts);
    }

    /** The recording of the run that the README has a picture of. */
    public Recording pictured() {
        return parts.stream().filter(p -> p.name().equals(Scenario.PICTURED)).findFirst().orElseThrow().recording();
    }

    /** The node program builds itself when it is first started, which takes longer than a node may take to answer. */
    private static void prepare(Path home, Progress progress) throws IOException, InterruptedException {
        progress.step("node program");
        String bin = Scenario.bin(home).toString();
        Process help = new ProcessBuilder(bin, "--help").redirectErrorStream(true).start();
        try {
            help.getOutputStream().close();
            String said = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (help.waitFor() != 0) {
                throw new IOException(bin + " does not start: " + said.strip());
            }
        } finally {
            help.destroy();
        }
    }

    private static String words(RunPart part) {
        List<String> bad = part.properties().stream().filter(p -> p.state() != State.GOOD)
                .map(p -> p.name() + " " + p.state().word()).toList();
        if (!bad.isEmpty()) {
            return String.join(", ", bad);
        }
        if (part.state() != State.GOOD) {
            return part.troubles().stream().findFirst().flatMap(t -> t.lines().findFirst())
                    .orElse(part.state().word());
        }
        RunFigures figures = RunFigures.of(part.recording());
        String asked = part.workload() == Workload.BROADCAST
                ? String.format(Locale.ROOT, "%,d multicasts", figures.broadcasts())
                : String.format(Locale.ROOT, "%,d operations", part.recording().acknowledged());
        return String.format(Locale.ROOT, "%s, %s, %,d messages lost", asked, part.faultCounts().entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey() + "s").collect(Collectors.joining(", ")),
                figures.lost() + figures.cut());
    }
}
