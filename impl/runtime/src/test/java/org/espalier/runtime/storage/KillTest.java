package org.espalier.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes and a real SIGKILL. More of them, with a summary: {@code ./mvnw test -pl impl/runtime -am -Dtest=KillTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Despalier.kills=500}, and {@code -Despalier.seed=N} for the seed of an earlier run.
 */
class KillTest {

    private static final int KILLS = Integer.getInteger("espalier.kills", 4);
    private static final long SEED = Long.getLong("espalier.seed", new SplittableRandom().nextLong());

    @Test
    void whatAKilledMemberSaidWasSynced_isThere(@TempDir Path directory) throws IOException, InterruptedException {
        KillRuns runs = new KillRuns(directory, SEED, true);
        for (int i = 0; i < KILLS; i++) {
            runs.killOnce();
        }
        System.out.println(runs);
    }

    @Test
    void aMemberThatOnlySaysItHasSynced_isFound(@TempDir Path directory) {
        KillRuns runs = new KillRuns(directory, SEED, false);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> {
            for (int i = 0; i < 5; i++) {
                runs.killOnce();
            }
        }).withMessageContaining("length");
    }

    @Test
    void aDirectoryThatThisProcessHasOpen_isClosedToAnother(@TempDir Path directory)
            throws IOException, InterruptedException {
        try (FileStorage mine = FileStorage.open(directory, KilledMember.CONFIG, 1)) {
            for (int i = 0; i < 2; i++) { // after a second attempt in this process, which must not free the lock
                Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        System.getProperty("java.class.path"), KilledMember.class.getName(), directory.toString(), "1",
                        "true")
                        .redirectErrorStream(true).start();
                String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(other.waitFor()).isEqualTo(1);
                assertThat(said).contains(directory + ": another member has it open");
                assertThatThrownBy(() -> FileStorage.open(directory, KilledMember.CONFIG, 1))
                        .hasMessageContaining("another member has it open");
            }
            assertThat(mine.fresh()).isTrue();
        }
    }
}
