package org.espalier.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {

    @TempDir
    Path home;
    private Path above;
    private Path directory;
    private final List<Path> synced = new ArrayList<>();

    @BeforeEach
    void inside() {
        above = home.resolve("data");
        directory = above.resolve("n1");
    }

    @Test
    void madeDirectories_areSyncedFromTheTopOn() throws IOException {
        Directories.make(directory, synced::add);
        assertThat(directory).isDirectory();
        assertThat(synced).endsWith(home, above).startsWith(home.getRoot());
    }

    @Test
    void directoryThatSomebodyMadeAndDidNotSync_isSynced() throws IOException {
        assertThatIOException().isThrownBy(() -> Directories.make(directory, parent -> {
            if (parent.equals(home)) {
                throw new IOException("killed");
            }
        }));
        assertThat(above).isDirectory();
        Directories.make(directory, synced::add);
        assertThat(synced).contains(home, above);
    }

    @Test
    void directoryThatIsNotOursToRead_isNoObstacle_unlessSomethingIsMadeInIt() throws IOException {
        Files.createDirectories(directory);
        Directories.make(directory, DirectoriesTest::denied);
        assertThatIOException().isThrownBy(() -> Directories.make(directory.resolve("more"), DirectoriesTest::denied));
    }

    private static void denied(Path directory) throws IOException {
        throw new AccessDeniedException(directory.toString());
    }
}
