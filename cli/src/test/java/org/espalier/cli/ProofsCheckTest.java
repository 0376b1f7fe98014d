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

/** With a script in the place of tlapm, which says what the real one says. */
class ProofsCheckTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void module() throws IOException {
        Files.writeString(folder.resolve("models.json"), "{\"models\": []}");
        Files.createDirectories(folder.resolve("proofs"));
        Files.writeString(folder.resolve("proofs").resolve("Sum_proof.tla"), """
                ---- MODULE Sum_proof ----
                EXTENDS Naturals
                LEMMA Two == 1 + 1 = 2
                OBVIOUS
                THEOREM Three == 1 + 2 = 3
                <1>1. 1 = 1 OBVIOUS
                <1>2. 2 = 2 OMITTED
                <1> QED BY <1>1
                ====
                """);
    }

    private static String obligation(int id, int line, String status) {
        return "@!!BEGIN\n@!!type:obligation\n@!!id:" + id + "\n@!!loc:" + line + ":1:" + line + ":9\n@!!status:"
                + status
                + "\n@!!END\n";
    }

    private void tlapm(String... blocks) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script = bin.resolve("tlapm");
        Files.writeString(script, """
                #!/bin/sh
                case "$*" in
                *--summary*Sum_proof.tla) echo '    omitted_proof_1 at line 7, characters 13-19' ;;
                *--toolbox*Sum_proof.tla) cat <<'END' >&2
                """ + String.join("", blocks) + """
                END
                ;;
                esac
                """);
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private int run(String... more) {
        CommandLine line = Espalier.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[more.length + 4];
        all[0] = "check";
        all[1] = "--proofs";
        all[2] = "--spec=" + folder;
        all[3] = "--path=" + folder.resolve("bin");
        System.arraycopy(more, 0, all, 4, more.length);
        return line.execute(all);
    }

    private static final String COUNT = "@!!BEGIN\n@!!type:obligationsnumber\n@!!count:3\n@!!END\n";

    @Test
    void everyObligation_isCountedWithItsTheorem_andAnotherProverMaySucceed() throws IOException {
        tlapm(obligation(1, 4, "to be proved"), COUNT, obligation(1, 4, "trivial"), obligation(2, 6, "failed"),
                obligation(2, 6, "proved"), obligation(3, 8, "proved"));
        assertThat(run()).as(err.toString()).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString().lines().map(String::strip)).containsSubsequence("Sum_proof",
                "Two                             1 proved",
                "Three                           2 proved, 1 omitted (line 7)")
                .last().asString().startsWith("3 obligations proved, 0 failed, 1 omitted, by ");
    }

    @Test
    void aFailedObligation_isExitOneAndItsLine() throws IOException {
        tlapm(COUNT, obligation(1, 4, "trivial"), obligation(2, 6, "proved"), obligation(3, 8, "failed"));
        assertThat(run()).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("1 proved, 1 FAILED (line 8), 1 omitted (line 7)",
                "2 obligations proved, 1 failed, 1 omitted");
    }

    @Test
    void anObligationThatNobodyFinished_hasFailed() throws IOException {
        tlapm(COUNT, obligation(1, 4, "trivial"), obligation(2, 6, "proved"), obligation(3, 8, "being proved"));
        assertThat(run()).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("1 FAILED (line 8)");
    }

    @Test
    void aTlapmThatDies_isNoProof() throws IOException {
        tlapm("Fatal error: exception Stack_overflow\n");
        assertThat(run()).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("NO ANSWER: tlapm did not say how many obligations there are");
        tlapm(COUNT, obligation(1, 4, "trivial"));
        assertThat(run()).isEqualTo(ExitCode.VIOLATED);
        assertThat(out.toString()).contains("NO ANSWER: tlapm announced 3 obligations and spoke of 1");
    }

    @Test
    void withoutTlapm_itSaysThatNothingWasRun() {
        assertThat(run()).isEqualTo(ExitCode.GOOD);
        assertThat(out.toString()).startsWith("NOT RUN: there is no tlapm on the PATH").contains("Sum_proof.tla");
    }

    @Test
    void badArguments_areRefused() throws IOException {
        assertThat(run("--stretch=0")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(run("Tick")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        Files.delete(folder.resolve("proofs").resolve("Sum_proof.tla"));
        assertThat(run()).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(err.toString()).contains("--stretch 0: write a number",
                "--proofs checks all proofs and nothing else",
                "no proofs in ");
    }
}
