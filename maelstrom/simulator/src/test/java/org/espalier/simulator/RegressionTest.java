package org.espalier.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schedules that once failed: what {@code ./espalier simulate} saves, kept in {@code src/test/resources/regressions}. One of a
 * mutant must fail, one of the core itself must not.
 */
class RegressionTest {

    static List<Path> schedules() throws IOException, URISyntaxException {
        Path directory = Path.of(Objects.requireNonNull(RegressionTest.class.getResource("/regressions")).toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void whatOnceFailed_doesNotAnyMore(Path file) throws IOException {
        Schedule schedule = ScheduleText.read(Files.readString(file));
        RunResult result = Simulation.run(schedule, Simulation.Options.JUDGED);
        if (schedule.mutant().name().isEmpty()) {
            assertThat(result.findings()).as("./espalier simulate --replay %s", file).isEmpty();
        } else {
            assertThat(result.findings()).as("./espalier simulate --replay %s", file).isNotEmpty();
        }
    }

    @Test
    void thereAreSome() throws IOException, URISyntaxException {
        assertThat(schedules()).isNotEmpty();
    }
}
