package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

import org.espalier.cli.verify.Definitions;
import org.espalier.cli.verify.Facts;
import org.espalier.cli.verify.MistakePart;
import org.espalier.cli.verify.ModelSteps;
import org.espalier.cli.verify.Page;
import org.espalier.cli.verify.Progress;
import org.espalier.cli.verify.RunSteps;
import org.espalier.cli.verify.SimulationPart;
import org.espalier.cli.verify.Step;
import org.espalier.cli.verify.TracePart;
import org.espalier.cli.verify.Verification;
import org.espalier.cli.verify.VerificationText;
import org.espalier.spec.Manifest;
import org.espalier.workbench.report.Excerpt;
import org.espalier.workbench.report.Recording;
import org.espalier.workbench.report.SpaceTime;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code espalier verify}: everything that can be checked in minutes, and a page that shows it. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Check everything that can be checked in minutes, and write a page about it:",
        "TLC on the canaries, every model, its witnesses and the broken variants; then hundreds of simulated",
        "groups in each order of delivery, under every kind of fault; the events of some of them followed",
        "through the specifications; every known mistake against every layer of checks; then five processes",
        "under partition, loss and duplication, once for each order of delivery; where the order is total",
        "they are also killed and started again, and once more with a key-value store on top of it.", ""}, footer = {"",
                "Exit codes: 0 everything holds, 1 something is violated, 2 something could not be decided,",
                "254 bad arguments, 255 crash."})
final class VerifyCommand implements Callable<Integer> {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSZ", Locale.ROOT);
    /** Fewer than on the page, where a drawing is larger. */
    private static final int PICTURE_MESSAGES = 110;
    private static final long MAX_SEED = 1_000_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "Fixes all that the runs choose: requests, latencies, loss, partitions. Default: a new one each time; it is always printed.")
    private @Nullable Long seed;

    @Option(names = "--quick", description = "About a minute: short runs, and no model of more than 20,000 states.")
    private boolean quick;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the page and the runs' files go. Default: store/verify/TIMESTAMP, and store/verify/latest leads to it.")
    private @Nullable Path out;

    @Option(names = "--picture", paramLabel = "FILE", description = "Also write a space-time diagram of the causal run to this SVG file. The README's: docs/images/spacetime.svg.")
    private @Nullable Path picture;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
        Path home = Path.of(System.getProperty("espalier.home", "."));
        checkPicture();
        Manifest manifest = Specifications.in(home.resolve("spec"));
        long fixed = seed != null ? seed : ThreadLocalRandom.current().nextLong(MAX_SEED);
        Facts facts = Facts.gather(home, now, fixed, command(fixed));
        Path directory = directory(now);
        Verification found;
        Recording pictured;
        try (Progress progress = new Progress(spec.commandLine().getErr())) {
            ModelSteps models = ModelSteps.run(manifest, quick, progress);
            List<SimulationPart> simulations = SimulationPart.run(quick, progress);
            TracePart traces = TracePart.run(manifest.folder(), directory, progress);
            MistakePart mistakes = MistakePart.run(manifest, models.reports(), directory, progress);
            RunSteps runs = RunSteps.run(home, directory, fixed, quick, progress);
            pictured = runs.pictured();
            List<Step> steps = new ArrayList<>(models.steps());
            simulations.forEach(s -> steps.add(s.step()));
            steps.addAll(List.of(traces.step(), mistakes.step()));
            steps.addAll(runs.steps());
            found = new Verification(facts, steps, models.reports(), models.tlc(), simulations, traces, mistakes,
                    runs.parts(), quick ? models.leftOut() : "",
                    (System.nanoTime() - begin) / 1e9);
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        Path page = directory.resolve("report.html");
        Files.writeString(page, Page.of(found, Definitions.in(manifest.folder()), directory));
        if (picture != null) {
            Files.writeString(picture,
                    SpaceTime.file(pictured, Excerpt.choose(pictured, Excerpt.Wish.HEAL, PICTURE_MESSAGES)));
        }
        if (out == null) {
            link(directory);
        }
        PrintWriter to = spec.commandLine().getOut();
        to.print(json ? VerificationText.json(found, page) : VerificationText.table(found, page));
        to.flush();
        return switch (found.state()) {
            case GOOD -> ExitCode.GOOD;
            case UNKNOWN -> ExitCode.UNKNOWN;
            case BAD -> ExitCode.VIOLATED;
        };
    }

    /** Before minutes of work rather than after. */
    private void checkPicture() {
        Path folder = picture == null ? null : picture.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new BadInput("--picture " + picture + ": there is no directory " + folder);
        }
    }

    private String command(long fixed) {
        return "./espalier verify --seed " + fixed + (quick ? " --quick" : "");
    }

    private Path directory(ZonedDateTime now) throws IOException {
        try {
            return Files.createDirectories(
                    out != null ? out : Path.of("store", "verify", NAME.format(now)));
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw new BadInput("--out " + out + ": not a directory");
        }
    }

    /** Lets {@code latest} lead to this verification. */
    private static void link(Path directory) throws IOException {
        Path link = directory.resolveSibling("latest");
        Path fresh = directory.resolveSibling(".latest-" + ProcessHandle.current().pid());
        try {
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, directory.getFileName());
            Files.move(fresh, link, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (UnsupportedOperationException e) {
            // a file system without links: the path is printed anyway
        }
    }
}
