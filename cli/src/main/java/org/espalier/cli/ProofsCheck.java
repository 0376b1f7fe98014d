package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.espalier.spec.ProofReport;
import org.espalier.spec.Tlapm;

/** {@code espalier check --proofs}: what tlapm says of the modules in {@code spec/proofs}. */
final class ProofsCheck {

    private final Path specifications;
    private final String path;
    private final int stretch;
    private final PrintWriter out;

    /**
     * @param path    where tlapm is looked for, as in PATH
     * @param stretch by what the provers' time limits are multiplied
     */
    ProofsCheck(Path specifications, String path, int stretch, PrintWriter out) {
        this.specifications = specifications;
        this.path = path;
        this.stretch = stretch;
        this.out = out;
    }

    /** The exit code: violated if an obligation failed or tlapm gave no answer; good if none did, or none was run. */
    int run() throws IOException, InterruptedException {
        List<Path> modules = Tlapm.modules(specifications);
        if (modules.isEmpty()) {
            throw new BadInput("no proofs in " + specifications.resolve("proofs"));
        }
        Optional<Path> program = Tlapm.onPath(path);
        if (program.isEmpty()) {
            out.println("NOT RUN: there is no tlapm on the PATH, so no proof was checked ("
                    + modules.stream().map(m -> m.getFileName().toString()).collect(Collectors.joining(", "))
                    + "). Every build parses them.");
            out.flush();
            return ExitCode.GOOD;
        }
        Tlapm tlapm = new Tlapm(program.get(), specifications, stretch);
        boolean good = true;
        int proved = 0;
        int failed = 0;
        int omitted = 0;
        for (Path module : modules) {
            ProofReport report = tlapm.check(module);
            print(report);
            good &= report.good();
            proved += report.proved();
            failed += report.failed();
            omitted += report.omitted();
        }
        out.println(
                proved + " obligations proved, " + failed + " failed, " + omitted + " omitted, by " + program.get());
        out.flush();
        return good ? ExitCode.GOOD : ExitCode.VIOLATED;
    }

    private void print(ProofReport report) {
        out.println(report.module());
        for (ProofReport.Theorem theorem : report.theorems()) {
            out.printf("  %-28s %4d proved%s%s%n", theorem.name(), theorem.proved(),
                    places(theorem.failed(), "FAILED"), places(theorem.omitted(), "omitted"));
        }
        if (!report.mishap().isEmpty()) {
            out.println("  NO ANSWER: " + report.mishap());
        }
        out.flush();
    }

    private static String places(List<Integer> lines, String word) {
        if (lines.isEmpty()) {
            return "";
        }
        return ", " + lines.size() + " " + word + " (line "
                + lines.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }
}
