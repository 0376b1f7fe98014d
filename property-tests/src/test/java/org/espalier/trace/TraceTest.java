package org.espalier.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

import org.espalier.simulator.Mutant;
import org.espalier.simulator.RunResult;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.ScheduleText;
import org.espalier.simulator.Simulation;
import org.espalier.simulator.Swarm;
import org.espalier.simulator.Workload;
import org.espalier.simulator.fault.FaultKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Events of simulated runs against the specifications: right ones, damaged ones, and those of mutants. */
@ResourceLock("TLC")
class TraceTest {

    private static final Path SPEC = Path.of("../spec").toAbsolutePath().normalize();
    private static final long MILLIS = 3_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @ParameterizedTest
    @EnumSource(Workload.class)
    void whatTheCoreDoesUnderAllFaults_isABehaviourOfItsSpecifications(Workload workload) throws IOException {
        for (long seed = 1; seed <= 4; seed++) {
            isABehaviour(Swarm.of(workload, Mutant.NONE, MILLIS).draw(seed));
        }
    }

    @ParameterizedTest
    @EnumSource(Workload.class)
    void membersThatSuspectOthersWithoutAReason_doWhatTheirSpecificationsAllow(Workload workload) throws IOException {
        Swarm suspicious = new Swarm(workload, Mutant.NONE, OptionalInt.empty(), MILLIS, OptionalInt.empty(),
                EnumSet.of(FaultKind.SUSPICION));
        for (long seed : List.of(2L, 5L)) {
            Schedule schedule = suspicious.draw(seed);
            assertThat(schedule.faults()).as("suspicions of seed %d", seed).isNotEmpty();
            isABehaviour(schedule);
        }
    }

    private void isABehaviour(Schedule schedule) throws IOException {
        Path file = events(schedule);
        for (Traced layer : Validator.layers(file)) {
            Validation validation = new Validator(SPEC).validate(file, layer, line -> {});

            assertThat(validation.rejection()).as("%s, %s", ScheduleText.write(schedule), layer).isNull();
            assertThat(validation.events()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"FIFO,Receive", "FIFO,Subscribe", "FIFO,Multicast", "FIFO,Deliver", "CAUSAL,Receive",
            "CAUSAL,Subscribe",
            "CAUSAL,Multicast", "CAUSAL,Deliver", "TOTAL,OnAppend", "TOTAL,Append", "TOTAL,Commit", "TOTAL,OnCommit"})
    void anEventTwice_isRejectedThere(Workload workload, String action) throws IOException {
        List<String> lines = lines(workload);
        int at = index(lines, workload, action);
        lines.add(at + 1, lines.get(at));

        assertThat(rejectedAt(workload, lines)).isEqualTo(at + 1);
    }

    @ParameterizedTest
    @CsvSource({"FIFO,Receive", "FIFO,Subscribe", "FIFO,Multicast", "FIFO,Deliver", "CAUSAL,Receive",
            "CAUSAL,Subscribe",
            "CAUSAL,Multicast", "CAUSAL,Deliver", "TOTAL,OnAppend", "TOTAL,Append", "TOTAL,Commit", "TOTAL,OnCommit",
            "TOTAL,Persist", "TOTAL,Adopt"})
    void anEventWithOtherArguments_isRejectedThere(Workload workload, String action) throws IOException {
        List<String> lines = lines(workload);
        int at = index(lines, workload, action);
        String argument = action.equals("Subscribe") ? "x" : "y";
        lines.set(at, lines.get(at).replaceFirst("\"" + argument + "\":(\\d+)", "\"" + argument + "\":99$1"));

        assertThat(rejectedAt(workload, lines)).isEqualTo(at);
    }

    /** Without it the next of its node cannot be. */
    @ParameterizedTest
    @CsvSource({"FIFO,Multicast", "FIFO,Deliver", "CAUSAL,Multicast", "CAUSAL,Deliver", "TOTAL,Append",
            "TOTAL,OnAppend"})
    void anEventThatIsMissing_isRejectedAtTheNextOfItsNode(Workload workload, String action) throws IOException {
        List<String> lines = lines(workload);
        int at = index(lines, workload, action);
        String node = lines.remove(at).replaceFirst(".*(\"node\":\\d+,).*", "$1");
        int next = at;
        while (!(lines.get(next).contains(node) && lines.get(next).contains(module(workload)))) {
            next++;
        }

        assertThat(rejectedAt(workload, lines)).isEqualTo(next);
    }

    /** What an event needs comes after it. */
    @ParameterizedTest
    @CsvSource({"FIFO,Multicast", "CAUSAL,Multicast", "CAUSAL,Receive", "TOTAL,Append", "TOTAL,OnAppend"})
    void twoEventsInTheWrongOrder_areRejectedAtTheFirst(Workload workload, String action) throws IOException {
        List<String> lines = lines(workload);
        int at = index(lines, workload, action);
        String node = lines.get(at).replaceFirst(".*(\"node\":\\d+,).*", "$1");
        int next = at + 1;
        while (!(lines.get(next).contains(node) && lines.get(next).contains(module(workload)))) {
            next++;
        }
        lines.add(at, lines.remove(next));

        assertThat(rejectedAt(workload, lines)).isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({"FIFO,no-dedup,3,Deliver", "FIFO,forward-first,2,Receive", "CAUSAL,no-dedup,5,Deliver",
            "CAUSAL,forward-first,2,Receive", "TOTAL,truncate-first,1,Persist", "TOTAL,forget-log,1,CrashRestart",
            "TOTAL,count-acks,1,Commit", "TOTAL,promise-early,1,Sync", "TOTAL,sync-early,1,Sync",
            "TOTAL,resume-epoch,1,Append", "TOTAL,partial-adoption,3,Adopt",
            "TOTAL,snapshot-uncommitted,4,TakeSnapshot"})
    void aMutantsEvents_areRejected_whereItDoesWhatItMustNot(Workload workload, String mutant, long seed, String action)
            throws IOException {
        Path file = events(Swarm.of(workload, Mutant.named(mutant), 5_000).draw(seed));

        Validation validation = new Validator(SPEC).validate(file, layer(workload), line -> {});

        assertThat(Objects.requireNonNull(validation.rejection(), "accepted").event().action()).isEqualTo(action);
    }

    private static Traced layer(Workload workload) {
        return switch (workload) {
            case FIFO -> Traced.FIFO_TREE;
            case CAUSAL -> Traced.TREE_CAST;
            case TOTAL -> Traced.EPOCH_LOG;
        };
    }

    private static String module(Workload workload) {
        return "\"module\":\"" + layer(workload).module() + '"';
    }

    private Path events(Schedule schedule) throws IOException {
        Path file = folder.resolve("events.ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            RunResult result = Simulation.run(schedule, Simulation.Options.logging(out));
            assertThat(schedule.mutant().name().isEmpty() && !result.findings().isEmpty()).as("%s", result).isFalse();
        }
        return file;
    }

    /** Of a quiet run, so that it is known what an event needs. */
    private List<String> lines(Workload workload) throws IOException {
        Schedule schedule = new Swarm(workload, Mutant.NONE, OptionalInt.of(3), 2_000, OptionalInt.of(30),
                EnumSet.noneOf(FaultKind.class)).draw(1);
        return new ArrayList<>(Files.readAllLines(events(schedule)));
    }

    /** Where the action is for the middle time. */
    private static int index(List<String> lines, Workload workload, String action) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(module(workload)) && lines.get(i).contains("\"" + action + "\"")) {
                all.add(i);
            }
        }
        return all.get(all.size() / 2);
    }

    /** The index of the line that is rejected. */
    private int rejectedAt(Workload workload, List<String> lines) throws IOException {
        Path file = Files.write(folder.resolve("damaged.ndjson"), lines);
        Validation validation = new Validator(SPEC).validate(file, layer(workload), line -> {});
        return (int) Objects.requireNonNull(validation.rejection(), "accepted").event().line() - 1;
    }
}
