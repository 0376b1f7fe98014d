package org.espalier.cli.verify;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.simulator.Mutant;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.Simulation;
import org.espalier.simulator.Swarm;
import org.espalier.simulator.Workload;
import org.espalier.trace.Traced;
import org.espalier.trace.Validation;
import org.espalier.trace.Validation.Rejection;
import org.espalier.trace.Validator;

/**
 * Simulated groups whose events TLC's evaluator follows through the specifications.
 *
 * @param step    its row
 * @param trouble what was rejected, empty when nothing was
 * @param replay  the commands that do it again, or show the rejected one
 */
public record TracePart(Step step, String trouble, String replay) {

    private static final int SEEDS = 5;
    private static final long MILLIS = 5_000;

    /** Runs and follows a few groups of each order. */
    public static TracePart run(Path specifications, Path directory, Progress progress) throws IOException {
        progress.step("traces");
        long begin = System.nanoTime();
        Map<String, Long> events = new TreeMap<>();
        List<String> troubles = new ArrayList<>();
        String replay = "./espalier simulate -w total --seed 1 --seeds 1 --time 5 --events run.ndjson && "
                + "./espalier trace run.ndjson";
        int groups = 0;
        for (Workload workload : Workload.values()) {
            Swarm swarm = Swarm.of(workload, Mutant.NONE, MILLIS);
            for (long seed = 1; seed <= SEEDS; seed++) {
                progress.progress(workload.label() + ", seed " + seed,
                        (double) groups / (SEEDS * Workload.values().length));
                groups++;
                for (Validation found : follow(swarm.draw(seed), specifications, directory)) {
                    events.merge(found.traced().module(), found.events(), Long::sum);
                    Rejection rejection = found.rejection();
                    if (rejection != null) {
                        troubles.add(workload.label() + ", seed " + seed + ": line " + rejection.event().line() + ", "
                                + rejection.event().action() + " of " + found.traced().module() + ": "
                                + rejection.reason());
                        replay = replay.replaceFirst("-w \\w+ --seed \\d+",
                                "-w " + workload.label() + " --seed " + seed);
                    }
                }
            }
        }
        String counts = String.join(", ",
                events.entrySet().stream().map(e -> String.format(Locale.ROOT, "%s %,d", e.getKey(), e.getValue()))
                        .toList());
        Step step = new Step("traces", "what simulated groups do under every kind of fault is what the specifications "
                + "permit, event by event", State.of(troubles.isEmpty()), groups + " groups, events: " + counts,
                (System.nanoTime() - begin) / 1e9);
        return new TracePart(step, String.join("\n", troubles), replay);
    }

    /** Runs a group and holds its events against the specification of each layer. */
    static List<Validation> follow(Schedule schedule, Path specifications, Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "events-", ".ndjson");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                Simulation.run(schedule, Simulation.Options.logging(out));
            }
            List<Validation> found = new ArrayList<>();
            for (Traced layer : Validator.layers(file)) {
                found.add(new Validator(specifications).validate(file, layer, line -> {}));
            }
            return found;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
