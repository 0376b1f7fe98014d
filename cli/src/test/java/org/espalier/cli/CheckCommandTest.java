package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

class CheckCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void spec() throws IOException {
        Files.writeString(folder.resolve("Tick.tla"), """
                ---- MODULE Tick ----
                EXTENDS Naturals
                VARIABLE x
                Init == x = 0
                Tick == x' = (x + 1) % 3
                Next == Tick
                Below == x < 2
                ====
                """);
        Files.writeString(folder.resolve("tick.cfg"), "INIT Init NEXT Next");
        Files.writeString(folder.resolve("bad.cfg"), "INIT Init NEXT Next INVARIANT Below");
        Files.writeString(folder.resolve("models.json"), """
                {"models": [
                {"name": "Tick", "module": "Tick.tla", "config": "tick.cfg", "kind": "model", "checks": "it ticks",
                 "expect": {"result": "ok", "distinct": 3, "depth": 3, "generated": 4}},
                {"name": "Tock", "module": "Tick.tla", "config": "bad.cfg", "kind": "broken", "checks": "it tocks",
                 "expect": {"result": "invariant", "violates": "Below", "depth": 2}}]}""");
    }

    private int run(String... args) {
        CommandLine line = Espalier.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[args.length + 2];
        all[0] = "check";
        all[1] = "--spec=" + folder;
        System.arraycopy(args, 0, all, 2, args.length);
        return line.execute(all);
    }

    private void refused(String message, String... args) {
        err.getBuffer().setLength(0);
        assertThat(run(args)).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString().strip().lines()).hasSize(1).first().asString().contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void badArguments_areOneClearLineAndExit254() throws IOException {
        refused("no model is called Tik; did you mean Tick or Tock?", "Tik");
        refused("no model is called Zebra; --list shows them all", "Zebra");
        refused("--heap lots: write a number and k, m or g", "--heap", "lots");
        refused("--workers 0: write auto or a number", "--workers", "0");
        refused("--jar /nowhere/tla2tools.jar: no such file", "--jar", "/nowhere/tla2tools.jar");
        refused("is not a jar file", "--jar", folder.resolve("Tick.tla").toString());
        refused("Unknown option: '--wat'", "--wat");
        Files.writeString(folder.resolve("models.json"), "{\"models\": [{\"name\": 7");
        refused("models.json:1: not JSON");
        Files.delete(folder.resolve("models.json"));
        refused("models.json: cannot be read: no such file");
    }

    @Test
    void list_namesTheModels() {
        assertThat(run("--list")).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString().lines()).hasSize(3).last().asString().startsWith("Tock   broken    ci")
                .endsWith("it tocks");
    }

    @Test
    void disagreement_showsExpectedAndSeen_theTraceAndHowToReplay() {
        assertThat(run("--heap", "256m")).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("expected depth 2 states in the counterexample, seen 3",
                "      3  Tick" + System.lineSeparator() + "           x = 2", "replay: ./espalier check Tock",
                "1 not as the manifest says: Tock");
        assertThat(out.toString().lines().filter(l -> l.startsWith("Tick "))).first().asString().contains("ok")
                .endsWith("it ticks");
    }

    @Test
    void json_isPrintedAlone() {
        assertThat(run("--json", "--heap", "256m", "Tick")).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).startsWith("{").contains("\"good\" : true", "\"Tick!Tick\" : 3");
    }
}
