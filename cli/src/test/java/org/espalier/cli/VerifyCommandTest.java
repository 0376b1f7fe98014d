package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class VerifyCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Espalier.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    @Test
    void help_namesTheExitCodes() {
        assertThat(run("verify", "--help")).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).contains("--seed", "--quick", "--out", "--json", "254 bad arguments");
    }

    @Test
    void badSeed_isOneClearLine() {
        assertThat(run("verify", "--seed", "many")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains("--seed", "many");
    }

    @Test
    void pictureIntoNowhere_isSaidBeforeAnyWork(@TempDir Path folder) {
        String picture = folder.resolve("no/such/place.svg").toString();

        assertThat(run("verify", "--picture", picture)).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains("--picture", "no/such");
    }
}
