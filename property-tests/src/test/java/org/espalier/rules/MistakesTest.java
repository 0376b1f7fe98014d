package org.espalier.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.espalier.simulator.Mistake;
import org.junit.jupiter.api.Test;

/** What the report of a verification says of tests that it does not run. */
class MistakesTest {

    private static final Path CHANGES = Path
            .of("conform/src/test/resources/org/espalier/conform/changes/mistakes.txt");

    @Test
    void aMistakeThatIsSaidToBeTestedByComparingGraphs_isOneOfTheChangesThatAre() throws IOException {
        Set<String> said = Mistake.ALL.stream().filter(Mistake::isConformanceTested).map(Mistake::mutant)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested = Files.readAllLines(CHANGES).stream().filter(line -> line.startsWith("mutant: "))
                .map(line -> line.substring("mutant: ".length())).collect(Collectors.toCollection(TreeSet::new));

        assertThat(said).isEqualTo(tested);
    }
}
