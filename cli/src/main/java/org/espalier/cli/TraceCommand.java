package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.espalier.trace.Traced;
import org.espalier.trace.Validation;
import org.espalier.trace.Validator;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espalier trace}: whether the events of a run are a behaviour of the specifications. */
@Command(name = "trace", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Hold the events of a run against the specifications: each event must be a step of its layer's specification, with its arguments, in a state to which the events before it lead.",
        "What is not is named: the line, the first conjunct that fails, and what would have been possible there."}, footer = {
                "",
                "Example: a run of the simulator, its events, and whether they are right:",
                "  ./espalier simulate -w causal --seed 3 --seeds 1 --events run.ndjson",
                "  ./espalier trace run.ndjson", "",
                "Example: a run of a core with a known defect:",
                "  ./espalier simulate -w total --mutant ack-early --seed 3 --seeds 1 --events run.ndjson",
                "  ./espalier trace run.ndjson", "",
                "What is in such a file: docs/trace.md.", "",
                "Exit codes: 0 accepted, 1 rejected, 254 bad arguments, 255 crash."})
final class TraceCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of events, one line of JSON each.")
    private List<Path> files = List.of();

    @Option(names = "--module", paramLabel = "MODULE", description = "FifoTree, TreeCast or EpochLog only. Default: all that have events.")
    private @Nullable String module;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--spec", paramLabel = "DIR", description = "Folder of the specifications. Default: spec.", hidden = true)
    private @Nullable Path folder;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<TraceTable.Row> rows = new ArrayList<>();
        try (TraceProgress progress = new TraceProgress(spec.commandLine().getErr())) {
            for (Path file : files) {
                for (Traced layer : layers(file)) {
                    rows.add(new TraceTable.Row(file, validated(file, layer, progress)));
                }
            }
        }
        out.print(json ? TraceTable.json(rows) : TraceTable.text(rows));
        out.flush();
        return rows.stream().allMatch(row -> row.validation().accepted()) ? ExitCode.GOOD : ExitCode.VIOLATED;
    }

    private Set<Traced> layers(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new BadInput(file + ": no such file, or it cannot be read");
        }
        if (module != null) {
            return Set.of(Traced.named(module).orElseThrow(() -> new BadInput("--module: " + Arrays
                    .stream(Traced.values()).map(Traced::module).collect(Collectors.joining(", ")) + ", not "
                    + module)));
        }
        try {
            Set<Traced> found = Validator.layers(file);
            if (found.isEmpty()) {
                throw new BadInput(file + ": there is no event of a layer that has a specification for traces");
            }
            return found;
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    private Validation validated(Path file, Traced layer, TraceProgress progress) throws IOException {
        try {
            return new Validator(Specifications.in(folder).folder()).validate(file, layer,
                    line -> progress.reached(file, layer, line));
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }
}
