package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

class BenchMutantsCommandTest {

    private static final Path ROOT = Path.of("..");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        String home = System.getProperty("espalier.home", ".");
        System.setProperty("espalier.home", ROOT.toString());
        try {
            CommandLine line = Espalier.commandLine();
            line.setOut(new PrintWriter(out, true));
            line.setErr(new PrintWriter(err, true));
            return line.execute(args);
        } finally {
            System.setProperty("espalier.home", home);
        }
    }

    /** The quickest of them; ./espalier bench mutants --markdown makes all rows anew. */
    @Test
    void theTableInTheDocs_isWhatTheCommandPrints() throws IOException {
        assertThat(run("bench", "mutants", "--only", "no-sync,truncate-first", "--markdown")).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString().lines()).hasSize(3);
        assertThat(Files.readString(ROOT.resolve("docs/mutants.md"))).contains(out.toString().lines().toList());
    }

    @Test
    void aMutantThatIsNotFound_isNotGood() {
        assertThat(run("bench", "mutants", "--only", "longest-wins", "--seeds", "1")).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("none");
    }

    @Test
    void aMutantThereIsNot_isRefusedInOneLine() {
        assertThat(run("bench", "mutants", "--only", "no-such")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains("no mutant `no-such`");
    }
}
