package org.espalier.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class RunFiguresTest {

    private static final Recording RUN = SampleRun.recording();

    @Test
    void countsAddUp() {
        RunFigures figures = RunFigures.of(RUN);

        assertThat(figures.sent() + figures.duplicates()).isEqualTo(RUN.transits().size());
        assertThat(figures.everywhere().size() + figures.unfinished()).isEqualTo(RUN.multicasts().size());
        assertThat(figures.everywhere().size()).isGreaterThan(figures.everywhereInPeace().size());
        assertThat(figures.everywhere()).isSorted();
        assertThat(figures.upkeepShare()).isBetween(0.3, 0.9);
        assertThat(figures.cut()).isPositive();
    }

    @Test
    void quantiles_areNearestRanks() {
        List<Long> values = List.of(10L, 20L, 30L, 40L);

        assertThat(RunFigures.quantile(values, 0.5)).isEqualTo(20);
        assertThat(RunFigures.quantile(values, 0.99)).isEqualTo(40);
        assertThat(RunFigures.quantile(values, 0)).isEqualTo(10);
        assertThat(RunFigures.quantile(List.of(), 0.5)).isZero();
    }

    @Test
    void chart_hasAMarkForEachMulticast() {
        String svg = ReachChart.svg(RUN, "x");

        assertThat(svg.split("class=\"dot\"", -1).length - 1 + svg.split("class=\"never\"", -1).length - 1)
                .isEqualTo(RUN.multicasts().size());
    }
}
