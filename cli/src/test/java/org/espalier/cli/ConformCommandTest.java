package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class ConformCommandTest {

    private static final Path SPEC = Path.of("../spec").toAbsolutePath().normalize();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Path specs, String... args) {
        CommandLine line = Espalier.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[args.length + 2];
        all[0] = "conform";
        all[1] = "--spec=" + specs;
        System.arraycopy(args, 0, all, 2, args.length);
        return line.execute(all);
    }

    private void refused(String message, String... args) {
        err.getBuffer().setLength(0);
        assertThat(run(SPEC, args)).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void badArguments_areOneClearLineAndExit254() {
        refused("nothing to compare is called ArkLink; there are the modules ArqLink", "ArkLink");
        refused("--heap lots: write a number and k, m or g", "--heap", "lots");
    }

    @Test
    void list_saysWhatIsCompared() {
        assertThat(run(SPEC, "--list", "ArqLink")).isZero();
        assertThat(out.toString()).contains("ArqLink-windows", "31,535");
    }

    @Test
    void equalGraphs_areCountedAndGood() {
        assertThat(run(SPEC, "ArqLink-windows", "--actions")).isZero();
        assertThat(out.toString()).contains("31,535", "equal", "1 of 1 models equal, and as pinned", "OnAck");
    }

    @Test
    void aPinThatIsWrong_isSaid_andAsJson() throws IOException {
        copy("FifoLink.tla", "ArqLink.tla", "models/MCArqLink.tla", "models/ArqLink-losses.cfg");
        Files.writeString(folder.resolve("models.json"), """
                {"models": [{"name": "ArqLink-losses", "module": "models/MCArqLink.tla",
                 "config": "models/ArqLink-losses.cfg", "kind": "model", "checks": "losses",
                 "expect": {"result": "ok", "distinct": 2575, "depth": 22}, "transitions": 30037}]}""");

        assertThat(run(folder, "--json")).isEqualTo(ExitCode.VIOLATED);

        assertThat(out.toString()).contains("\"good\" : false", "2,574 states, TLC's are 2,575",
                "30,036 transitions, pinned are 30,037");
    }

    @Test
    void aSpecificationThatSaysSomethingElse_isADivergenceWithTheWayToIt() throws IOException {
        copy("FifoLink.tla", "ArqLink.tla", "models/MCArqLink.tla", "models/ArqLink-losses.cfg");
        Path module = folder.resolve("ArqLink.tla");
        String text = Files.readString(module);
        assertThat(text).contains("AckedBelow == exp\n");
        Files.writeString(module, text.replace("AckedBelow == exp\n", "AckedBelow == 1\n"));
        Files.writeString(folder.resolve("models.json"), """
                {"models": [{"name": "ArqLink-losses", "module": "models/MCArqLink.tla",
                 "config": "models/ArqLink-losses.cfg", "kind": "model", "checks": "losses",
                 "expect": {"result": "ok", "distinct": 1, "depth": 1}, "transitions": 1}]}""");

        assertThat(run(folder)).isEqualTo(ExitCode.VIOLATED);

        assertThat(out.toString()).contains("DIVERGED", "SendAck leads to different states",
                "net in the specification:", "net in the class:", "no way is shorter", "Submit(\"ordered\")",
                "replay: ./espalier conform ArqLink-losses");
    }

    private void copy(String... files) throws IOException {
        Files.createDirectories(folder.resolve("models"));
        for (String file : files) {
            Files.copy(SPEC.resolve(file), folder.resolve(file));
        }
    }
}
