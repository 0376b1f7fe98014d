package org.espalier.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.espalier.simulator.Mutant;
import org.espalier.simulator.Simulation;
import org.espalier.simulator.Swarm;
import org.espalier.simulator.Workload;
import org.espalier.spec.Result;
import org.espalier.spec.TlcJar;
import org.espalier.spec.TlcResult;
import org.espalier.spec.TlcRun;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code spec/trace/Ndjson*.tla}, which are for a newer TLC. The one that ships has no module that reads a file, nor
 * postconditions: here the lines are in a module of the name of the one that would read them, and the depth of the search, which
 * the postcondition asks for, is looked at instead.
 */
class NdjsonTest {

    private static final Path SPEC = Path.of("../spec").toAbsolutePath().normalize();
    private static final Path TRACE = SPEC.resolve("trace");
    private static final int LINES = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @ParameterizedTest
    @CsvSource({"FIFO,FifoTree", "CAUSAL,TreeCast", "TOTAL,EpochLog"})
    void everyEventOfARun_isAStep(Workload workload, String module) throws Exception {
        List<String> lines = lines(workload);

        assertThat(depth(module, lines)).isEqualTo(lines.size());
    }

    @ParameterizedTest
    @CsvSource({"FIFO,FifoTree,Receive", "CAUSAL,TreeCast,Receive", "TOTAL,EpochLog,OnAppend"})
    void theSearchEnds_atAnEventThatIsNoStep(Workload workload, String module, String action) throws Exception {
        List<String> lines = lines(workload);
        int at = 0;
        while (!lines.get(at).contains("\"module\":\"" + module + "\",\"action\":\"" + action + '"')) {
            at++;
        }
        lines.set(at, lines.get(at).replaceFirst("\"y\":(\\d+)", "\"y\":99$1"));

        assertThat(depth(module, lines)).isEqualTo(at);
    }

    /** Written once for the validator and once for TLC alone. */
    @ParameterizedTest
    @EnumSource(Traced.class)
    void theConfigurations_sayTheSame(Traced traced) throws IOException {
        String expected = Files.readString(TRACE.resolve(traced.binding() + ".cfg"))
                .replaceFirst("(?m)^  Node = .*$", "  Node <- NdjsonNode")
                .replaceFirst("(?m)^  Voters = .*$", "  Voters <- NdjsonVoters")
                .replace("INIT TraceInit", "INIT NdjsonInit").replace("NEXT TraceNext", "NEXT NdjsonNext")
                + "CHECK_DEADLOCK FALSE\nPOSTCONDITION Accepted\n";

        assertThat(withoutFirst(Files.readString(TRACE.resolve("Ndjson" + traced.module() + ".cfg"))))
                .isEqualTo(withoutFirst(expected));
    }

    private static String withoutFirst(String text) {
        return text.substring(text.indexOf('\n') + 1);
    }

    private static List<String> lines(Workload workload) throws IOException {
        StringWriter out = new StringWriter();
        Simulation.run(Swarm.of(workload, Mutant.NONE, 3_000).draw(1), Simulation.Options.logging(out));
        return new ArrayList<>(out.toString().lines().limit(LINES).toList());
    }

    /** In how many lines the search gets, the first of the file counted for the state before the first event. */
    private long depth(String module, List<String> lines) throws Exception {
        Files.writeString(folder.resolve("Json.tla"), "---- MODULE Json ----\nLOCAL INSTANCE Integers\n"
                + "ndJsonDeserialize(file) == <<" + lines.stream().map(NdjsonTest::record)
                        .collect(Collectors.joining(",\n"))
                + ">>\n====\n");
        Files.writeString(folder.resolve("IOUtils.tla"),
                "---- MODULE IOUtils ----\nIOEnv == [TRACE |-> \"\"]\n====\n");
        Path config = folder.resolve("Ndjson.cfg");
        Files.writeString(config,
                Files.readString(TRACE.resolve("Ndjson" + module + ".cfg")).replace("POSTCONDITION Accepted\n", ""));
        Path root = Files.copy(TRACE.resolve("Ndjson" + module + ".tla"),
                folder.resolve("Ndjson" + module + ".tla")); // beside its configuration, where TLC looks for that
        TlcRun.Settings settings = new TlcRun.Settings(Path.of(System.getProperty("java.home"), "bin", "java"),
                TlcJar.shipped(), "1g", List.of(folder, SPEC, TRACE));
        TlcResult result = TlcRun.run(settings,
                new TlcRun.Task(root, config, 1, false, true, null));
        assertThat(result.result()).as("%s %s", result.messages(), result.printed()).isEqualTo(Result.OK);
        return result.counts().depth();
    }

    /** A line as a record of TLA+. */
    private static String record(String line) {
        return Stream.of(line.substring(1, line.length() - 1).split(","))
                .map(field -> field.replaceFirst("\"(\\w+)\":", "$1 |-> "))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
