package org.espalier.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.espalier.conform.run.Worlds;
import org.espalier.spec.Manifest;
import org.espalier.spec.Model;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smallest model of each module: the rest is the command's. */
@ResourceLock(SpecGraph.TLC)
class ConformanceTest {

    private static final Path SPEC = Path.of("../../spec").toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = {"ArqLink-windows", "EpochLog-restart", "FifoTree-live", "TreeCast-live-snapshot",
            "Tree-live", "TreeRepair-binary", "Founding-two", "TreeLog-relay"})
    void theClassThatShips_andItsSpecification_areTheSameGraph(String name) throws Exception {
        Model model = Manifest.read(SPEC).find(name).orElseThrow();

        Outcome outcome = Worlds.compare(SPEC, model, states -> {});

        assertThat(outcome.divergence()).isNull();
        assertThat(outcome.states()).isEqualTo(model.expect().distinct());
        assertThat(outcome.generated()).isEqualTo(model.expect().generated());
        assertThat((long) outcome.depth()).isEqualTo(model.expect().depth());
        assertThat(outcome.runs()).isPositive();
    }
}
