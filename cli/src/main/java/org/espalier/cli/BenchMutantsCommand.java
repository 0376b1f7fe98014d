package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.espalier.checkers.history.Json;
import org.espalier.simulator.Mistake;
import org.espalier.simulator.ScheduleText;
import org.espalier.spec.Manifest;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code espalier bench mutants}: how small a run shows each known mistake. */
@Command(name = "mutants", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "How small a simulated run shows each known mistake, beside the shortest counterexample that TLC finds to the broken specification that makes it.",
        "The seeds are run from 1 on until one fails, and its schedule is shrunk. Steps are operations and faults; TLC's are the states of its counterexample, as spec/models.json pins them."}, footer = {
                "",
                "Exit codes: 0 all found and small, 1 one is not found or more than 15 steps longer than TLC's, 254 bad arguments, 255 crash."})
final class BenchMutantsCommand implements Callable<Integer> {

    /** How much longer than TLC's a schedule may be. */
    private static final int BEYOND = 15;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--only", paramLabel = "NAMES", split = ",", description = "These mutants, with commas between. Default: all.")
    private List<String> only = List.of();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1000", description = "How many seeds are run at most (default: ${DEFAULT-VALUE}).")
    private long seeds;

    @Option(names = "--shrink-runs", paramLabel = "N", defaultValue = "4000", description = "Runs spent on making a schedule smaller (default: ${DEFAULT-VALUE}).")
    private int shrinkRuns;

    @Option(names = "--markdown", description = "Print the rows of the table in docs/mutants.md.")
    private boolean markdown;

    @Option(names = "--keep", paramLabel = "DIR", description = "Write the shrunk schedules into this folder, MUTANT-ORDER.schedule each.")
    private @Nullable Path keep;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (seeds < 1 || shrinkRuns < 0) {
            throw new BadInput("--seeds: at least 1; --shrink-runs: not negative");
        }
        List<Mistake> chosen = Mistake.ALL.stream().filter(m -> only.isEmpty() || only.contains(m.mutant())).toList();
        for (String name : only) {
            if (chosen.stream().noneMatch(m -> m.mutant().equals(name))) {
                throw new BadInput("--only: no mutant `" + name + "`; there are "
                        + String.join(", ", Mistake.ALL.stream().map(Mistake::mutant).distinct().toList()));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        Manifest manifest = Specifications.in(null);
        if (!json && !markdown) {
            out.printf(Locale.ROOT, "%7s %-22s %-7s %5s %-17s %6s %7s %4s  %s%n", "MISTAKE", "MUTANT", "ORDER", "SEED",
                    "VIOLATES", "DRAWN", "SHRUNK", "TLC", "BROKEN SPECIFICATION");
        }
        List<Object> rows = new ArrayList<>();
        boolean good = true;
        for (Mistake mistake : chosen) {
            Optional<Mistake.Found> found = mistake.find(seeds, shrinkRuns);
            if (keep != null && found.isPresent()) {
                Files.createDirectories(keep);
                Files.writeString(keep.resolve(mistake.file()),
                        ScheduleText.write(found.get().shrunk().schedule()));
            }
            Long depth = depth(manifest, mistake.model());
            good &= found.isPresent() && (depth == null || found.get().left() <= depth + BEYOND);
            if (json) {
                rows.add(tree(mistake, found.orElse(null), depth));
            } else {
                out.println(row(mistake, found.orElse(null), depth));
                out.flush();
            }
        }
        if (json) {
            out.println(Json.text(Map.of("rows", rows)));
        }
        out.flush();
        return good ? ExitCode.GOOD : ExitCode.VIOLATED;
    }

    /** The states of TLC's counterexample; null when it breaks a promise about the end, and has a cycle. */
    private static @Nullable Long depth(Manifest manifest, String name) {
        return manifest.find(name)
                .orElseThrow(() -> new IllegalStateException("no model " + name + " in the manifest")).expect().depth();
    }

    private String row(Mistake m, Mistake.@Nullable Found f, @Nullable Long depth) {
        String[] cells = {Integer.toString(m.number()), m.mutant(), m.workload().label(),
                f == null ? "none" : Long.toString(f.failure().seed()), f == null ? "" : property(f),
                f == null ? "" : Integer.toString(f.drawn()), f == null ? "" : Integer.toString(f.left()),
                depth == null ? "-" : depth.toString(), m.model()};
        return markdown
                ? "| " + String.join(" | ", cells) + " |"
                : String.format(Locale.ROOT, "%7s %-22s %-7s %5s %-17s %6s %7s %4s  %s", (Object[]) cells);
    }

    private static Map<String, @Nullable Object> tree(Mistake m, Mistake.@Nullable Found f, @Nullable Long depth) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("mistake", m.number());
        tree.put("mutant", m.mutant());
        tree.put("workload", m.workload().label());
        tree.put("seed", f == null ? null : f.failure().seed());
        tree.put("violates", f == null ? null : property(f));
        tree.put("steps-drawn", f == null ? null : f.drawn());
        tree.put("steps-shrunk", f == null ? null : f.left());
        tree.put("tlc-states", depth);
        tree.put("model", m.model());
        return tree;
    }

    private static String property(Mistake.Found found) {
        return found.failure().result().first().orElseThrow().property();
    }
}
