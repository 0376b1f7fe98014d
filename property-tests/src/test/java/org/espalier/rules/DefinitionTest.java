package org.espalier.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.espalier.checkers.delivery.Definition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTest {

    @ParameterizedTest
    @ValueSource(strings = {"NoCreation", "NoDuplication", "Integrity", "GapFree", "FifoOrder", "CausalOrder",
            "TotalOrder", "UniformAgreement", "Convergence", "FifoTotal", "LogMatching", "AggSound", "ViewSynchrony",
            "SameViews", "SelfDelivery"})
    void whatACheckerCites_isDefinedThere(String property) throws IOException {
        String[] cited = Objects.requireNonNull(Definition.of(property), property).split("!", -1);
        assertThat(Files.readAllLines(Path.of("..", "spec", cited[0]))).anyMatch(l -> l.startsWith(cited[1] + " =="));
    }
}
