package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.espalier.spec.CheckReport;
import org.espalier.spec.Checker;
import org.espalier.spec.Manifest;
import org.espalier.spec.Model;
import org.espalier.spec.Model.Kind;
import org.espalier.spec.Model.Tier;
import org.espalier.spec.TlcJar;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espalier check}: TLC on the specifications, held against {@code spec/models.json}. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Check the specifications with TLC, and hold its answers against the manifest spec/models.json:",
        "the canaries first, then every model, its witnesses, and the broken variants, which must fail.",
        ""}, footer = {"", "Exit codes: 0 all as the manifest says, 1 something is not, 254 bad arguments, 255 crash."})
final class CheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", arity = "0..*", description = "Names from the manifest, of any tier; or patterns with *. Default: all (see --list).")
    private List<String> names = List.of();

    @Option(names = "--list", description = "List the models and stop.")
    private boolean list;

    @Option(names = "--nightly", description = "Also the tier nightly: up to millions of states.")
    private boolean nightly;

    @Option(names = "--simulate", description = "Also the tier simulate: seeded random walks.")
    private boolean simulate;

    @Option(names = "--workers", paramLabel = "auto|N", description = "One model at a time with that many TLC threads. Default: as many models at a time as there are cores, one thread each. Temporal properties always get one thread.")
    private @Nullable String workers;

    @Option(names = "--heap", paramLabel = "SIZE", defaultValue = "2g", description = "Heap of each TLC, 512m or 6g, say. Default: ${DEFAULT-VALUE}.")
    private String heap = "2g";

    @Option(names = "--jar", paramLabel = "FILE", description = "Another TLC: a tla2tools.jar.")
    private @Nullable Path jar;

    @Option(names = "--trace", description = "Show expected counterexamples too (as for models that are named).")
    private boolean trace;

    @Option(names = "--proofs", description = "Instead: have tlapm (TLAPS), where it is on the PATH, check the proofs in spec/proofs.")
    private boolean proofs;

    @Option(names = "--stretch", paramLabel = "N", defaultValue = "1", description = "With --proofs: multiply the provers' time limits, on a busy machine. Default: ${DEFAULT-VALUE}.")
    private int stretch = 1;

    @Option(names = "--path", paramLabel = "FOLDERS", defaultValue = "${env:PATH:-}", description = "With --proofs: where tlapm is looked for.", hidden = true)
    private String path = "";

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--spec", paramLabel = "DIR", description = "Folder of the specifications. Default: spec.", hidden = true)
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Manifest manifest = Specifications.in(folder);
        if (proofs) {
            return proofs(manifest, out);
        }
        List<Model> selection = selection(manifest);
        Checker.Options options = options();
        if (list) {
            out.print(json ? Manifest.toJson(selection) + System.lineSeparator() : CheckTable.list(selection));
            out.flush();
            return ExitCode.GOOD;
        }
        if (selection.isEmpty()) {
            throw new BadInput("no model to check in " + manifest.folder());
        }
        CheckReport report;
        boolean traces = trace || !names.isEmpty();
        try (CheckProgress progress = new CheckProgress(selection, json ? null : out, spec.commandLine().getErr(),
                traces)) {
            report = new Checker(manifest, options).check(selection, progress);
        }
        if (json) {
            out.println(report.toJson());
        } else {
            out.print(CheckTable.summary(report));
        }
        out.flush();
        return report.good() ? ExitCode.GOOD : ExitCode.VIOLATED;
    }

    private int proofs(Manifest manifest, PrintWriter out) throws IOException, InterruptedException {
        if (!names.isEmpty() || list || json || nightly || simulate) {
            throw new BadInput("--proofs checks all proofs and nothing else: no models, --list, --json or tiers");
        }
        if (stretch < 1 || stretch > 1000) {
            throw new BadInput("--stretch " + stretch + ": write a number from 1 to 1000");
        }
        return new ProofsCheck(manifest.folder(), path, stretch, out).run();
    }

    private List<Model> selection(Manifest manifest) {
        if (names.isEmpty()) {
            Set<Tier> tiers = list ? EnumSet.allOf(Tier.class) : Manifest.tiers(nightly, simulate);
            List<Model> all = manifest.ofTiers(tiers);
            List<Model> ordered = new ArrayList<>(all.stream().filter(m -> m.kind() == Kind.CANARY).toList());
            ordered.addAll(all.stream().filter(m -> m.kind() != Kind.CANARY).toList());
            return ordered;
        }
        Set<Model> chosen = new LinkedHashSet<>();
        for (String name : names) {
            List<Model> matching = manifest.matching(name, Manifest.tiers(nightly, simulate));
            if (matching.isEmpty()) {
                List<String> near = manifest.near(name);
                throw new BadInput("no model is called " + name + "; "
                        + (near.isEmpty()
                                ? "--list shows them all"
                                : "did you mean " + String.join(" or ", near) + "?"));
            }
            chosen.addAll(matching);
        }
        return List.copyOf(chosen);
    }

    private Checker.Options options() throws IOException {
        if (!Heap.valid(heap)) {
            throw new BadInput("--heap " + heap + ": " + Heap.ADVICE);
        }
        Checker.Options standard = Checker.Options.standard();
        TlcJar tlc = standard.jar();
        if (jar != null) {
            try {
                tlc = TlcJar.of(jar);
            } catch (IOException e) {
                throw new BadInput("--jar " + e.getMessage());
            }
        }
        int parallel = standard.parallel();
        int threads = 1;
        if (workers != null) {
            parallel = 1;
            threads = threads(workers);
        }
        return new Checker.Options(standard.java(), tlc, heap, parallel, threads);
    }

    private static int threads(String workers) {
        if (workers.equals("auto")) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (!workers.matches("[1-9][0-9]{0,3}")) {
            throw new BadInput("--workers " + workers + ": write auto or a number from 1 on");
        }
        return Integer.parseInt(workers);
    }
}
