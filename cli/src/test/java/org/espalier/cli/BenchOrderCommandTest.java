package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.xml.parsers.DocumentBuilderFactory;

import org.espalier.checkers.history.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

/** In virtual time: what it measures is the same on every machine. */
class BenchOrderCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    private final StringWriter out = new StringWriter();

    private int run(String... args) {
        CommandLine line = Espalier.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        return line.execute(args);
    }

    @Test
    void orderCosts_moreWithLoss_andTotalMoreThanFifo_andThereIsAChart() throws Exception {
        Path chart = directory.resolve("charts/cost.svg");
        assertThat(run("bench", "order", "--seconds", "5", "--seeds", "1", "--json", "--chart", chart.toString()))
                .isEqualTo(ExitCode.GOOD);
        Map<?, ?> tree = (Map<?, ?>) Json.parse(out.toString());
        List<?> points = (List<?>) Objects.requireNonNull(Objects.requireNonNull(tree).get("points"));
        assertThat(points).hasSize(21);
        assertThat(median(points, 0)).as("fifo without loss").isLessThan(median(points, 6)); // with 30 %
        assertThat(median(points, 0)).isLessThan(median(points, 14)); // total without loss
        assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(chart.toFile())
                .getElementsByTagName("circle").getLength()).isEqualTo(2 * 21);
        assertThat(Files.readString(chart)).contains("fifo, median at 0 % loss");
    }

    private static double median(List<?> points, int index) {
        Map<?, ?> times = (Map<?, ?>) ((Map<?, ?>) points.get(index)).get("everywhere-ms");
        return ((Number) Objects.requireNonNull(Objects.requireNonNull(times).get("p50"))).doubleValue();
    }

    @Test
    void whatCannotBeMeasured_isRefusedInOneLine() {
        assertThat(run("bench", "order", "--nodes", "1")).isEqualTo(ExitCode.BAD_ARGUMENTS);
        assertThat(out.toString()).contains("--nodes is from 2 to 64");
    }
}
