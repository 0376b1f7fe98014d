package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import org.espalier.conform.Conformance;
import org.espalier.conform.run.ConformReport;
import org.espalier.conform.run.Conformer;
import org.espalier.spec.Manifest;
import org.espalier.spec.Model;
import org.espalier.spec.Model.Tier;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espalier conform}: the specifications and the classes that ship, as graphs. */
@Command(name = "conform", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Compare each specification with the class that ships: TLC's evaluator walks the one, an explorer of its own the",
        "other, and every state, every labelled step and every state after it must be equal, both ways, by full values.",
        ""}, footer = {"",
                "Exit codes: 0 equal, and all counts as pinned, 1 something is not, 254 bad arguments, 255 crash."})
final class ConformCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "MODULE", arity = "0..*", description = "Modules (ArqLink) or models (ArqLink-order). Default: all.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "List the models and stop.")
    private boolean list;

    @Option(names = "--nightly", description = "Also the tier nightly.")
    private boolean nightly;

    @Option(names = "--heap", paramLabel = "SIZE", defaultValue = "3g", description = "Heap of each JVM, 512m or 6g, say. Default: ${DEFAULT-VALUE}.")
    private String heap = "3g";

    @Option(names = "--actions", description = "Also the number of transitions of each action.")
    private boolean actions;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--spec", paramLabel = "DIR", description = "Folder of the specifications. Default: spec.", hidden = true)
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Heap.valid(heap)) {
            throw new BadInput("--heap " + heap + ": " + Heap.ADVICE);
        }
        PrintWriter out = spec.commandLine().getOut();
        Manifest manifest = Specifications.in(folder);
        List<Model> chosen = chosen(Conformer.models(manifest));
        if (list) {
            out.print(json ? Manifest.toJson(chosen) + System.lineSeparator() : ConformTable.list(chosen));
            out.flush();
            return ExitCode.GOOD;
        }
        long begin = System.nanoTime();
        List<ConformReport> reports;
        try (ConformProgress progress = new ConformProgress(chosen, spec.commandLine().getErr())) {
            reports = new Conformer(manifest.folder(), heap).run(chosen, progress);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        out.print(json ? ConformTable.json(reports, seconds) : ConformTable.text(reports, actions, seconds));
        out.flush();
        return reports.stream().allMatch(ConformReport::good) ? ExitCode.GOOD : ExitCode.VIOLATED;
    }

    private List<Model> chosen(List<Model> all) {
        Set<Tier> tiers = Manifest.tiers(nightly, false);
        if (names.isEmpty()) {
            return all.stream().filter(m -> list || tiers.contains(m.tier())).toList();
        }
        Set<Model> chosen = new LinkedHashSet<>();
        for (String name : names) {
            List<Model> matching = all.stream().filter(
                    m -> m.name().equals(name) || (Conformance.module(m).equals(name) && tiers.contains(m.tier())))
                    .toList();
            if (matching.isEmpty()) {
                throw new BadInput("nothing to compare is called " + name + "; there are the modules "
                        + String.join(", ", new TreeSet<>(Conformer.modules())) + ", and models (--list)");
            }
            chosen.addAll(matching);
        }
        return List.copyOf(chosen);
    }
}
