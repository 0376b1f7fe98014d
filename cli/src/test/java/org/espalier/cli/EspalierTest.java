package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

class EspalierTest {

    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Espalier.commandLine();
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    @Test
    void unknownFlag_isOneClearLineAndExit254() {
        assertThat(run("--wat")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains("--wat");
    }

    @Test
    void noCommand_saysWhatIsNeeded() {
        assertThat(run()).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString()).contains("--help");
    }
}
