package org.espalier.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.espalier.runtime.storage.Samples.SMALL;
import static org.espalier.runtime.storage.Samples.appending;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import org.espalier.core.log.StorageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that are not as we left them: one clear line each, and nothing in them is changed. */
class DirectoryTest {

    private static final String FIRST = "segment-0000000000000001.log";
    private static final String SECOND = "segment-0000000000000002.log";

    @TempDir
    Path home;
    private Path directory;

    @BeforeEach
    void inside() {
        directory = home.resolve("data").resolve("n1");
    }

    @Test
    void aFileInPlaceOfTheDirectory() throws IOException {
        Files.createDirectory(home.resolve("data"));
        Files.writeString(directory, "x");
        refused("it is not a directory");
    }

    @Test
    void aFileInPlaceOfAParent() throws IOException {
        Files.writeString(home.resolve("data"), "x");
        refused("it is not a directory");
    }

    @Test
    void aDirectoryOfSomethingElse() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("thesis.tex"), "x");
        refused("this is no log of ours, it holds 'thesis.tex'");
    }

    @Test
    void aLogWithoutItsSegments() throws IOException {
        written();
        for (Path file : files()) {
            if (file.toString().endsWith(".log")) {
                Files.delete(file);
            }
        }
        refused("the segments of the log are gone");
    }

    @Test
    void aSegmentThatIsADirectory() throws IOException {
        written();
        Files.createDirectory(directory.resolve("segment-0000000000000099.log"));
        refused("cannot open the log");
    }

    @Test
    void anEmptySegment() throws IOException {
        written();
        Files.writeString(directory.resolve(SECOND), "");
        refused(SECOND + " at byte 0: it is shorter than a segment's header");
    }

    @Test
    void aSegmentOfGarbage() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int bytes = 1; bytes < 3_000; bytes += 97) {
            byte[] garbage = new byte[bytes];
            for (int i = 0; i < bytes; i++) {
                garbage[i] = (byte) random.nextInt();
            }
            Files.createDirectories(directory);
            Files.write(directory.resolve(FIRST), garbage);
            refused(FIRST + " at byte 0: it");
        }
    }

    @Test
    void aSegmentOfAnotherFormat() throws IOException {
        written();
        byte[] bytes = Files.readAllBytes(directory.resolve(FIRST));
        bytes[11] = 2;
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, SegmentHeader.BYTES - 4);
        ByteBuffer.wrap(bytes).putInt(SegmentHeader.BYTES - 4, (int) sum.getValue());
        Files.write(directory.resolve(FIRST), bytes);
        refused("it has format 2, and this program knows format 1");
    }

    @Test
    void aSegmentUnderAnotherName() throws IOException {
        written();
        Files.copy(directory.resolve(SECOND), directory.resolve("segment-0000000000000003.log"));
        refused("it is in truth segment 2");
    }

    @Test
    void aSegmentOfAnotherLog() throws IOException {
        written();
        Path other = home.resolve("other");
        for (int life = 0; life < 2; life++) {
            try (FileStorage storage = FileStorage.open(other, SMALL, 77)) {
                storage.append(appending(life + 1));
            }
        }
        Files.delete(directory.resolve(SECOND));
        Files.copy(other.resolve(SECOND), directory.resolve(SECOND));
        refused("it does not follow on " + FIRST);
    }

    @Test
    void aMissingSegment() throws IOException {
        written();
        Files.delete(directory.resolve(FIRST));
        refused(FIRST + " at byte 0: the file is missing");
    }

    @Test
    void whatACrashLeftBeforeTheFirstOpeningWasDone_isNoObstacle() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(FIRST + ".new"), "half");
        try (FileStorage storage = FileStorage.open(directory, SMALL, 1)) {
            assertThat(storage.fresh()).isTrue();
        }
    }

    @Test
    void aFileOfSomebodyElse_whateverItsName_isNotOurs() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("settings.new"), "x");
        refused("this is no log of ours, it holds 'settings.new'");
    }

    @Test
    void aClockAtTheEndOfTime_leavesNoLifeAfterIt() {
        FileStorage.open(directory, SMALL, Long.MAX_VALUE).close();
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> FileStorage.open(directory, SMALL, 1).close())
                .withMessageContaining("no greater incarnation is left");
    }

    @Test
    void strangeFilesBesideALog_areLeftAlone() throws IOException {
        written();
        Files.writeString(directory.resolve("notes.txt"), "x");
        try (FileStorage storage = FileStorage.open(directory, SMALL, 1)) {
            assertThat(storage.recover().length()).isEqualTo(2);
        }
        assertThat(directory.resolve("notes.txt")).exists();
    }

    private void written() {
        for (int life = 0; life < 2; life++) {
            try (FileStorage storage = FileStorage.open(directory, SMALL, 1)) {
                storage.append(appending(life + 1));
            }
        }
    }

    private void refused(String why) throws IOException {
        List<Path> before = Files.isDirectory(directory) ? files() : List.of();
        for (int i = 0; i < 2; i++) { // the second time too: a refusal lets go of the lock
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> FileStorage.open(directory, SMALL, 1).close())
                    .satisfies(e -> assertThat(e.getMessage()).contains(why).contains(home.toString())
                            .doesNotContain("\n"));
        }
        if (Files.isDirectory(directory)) {
            assertThat(files()).filteredOn(file -> !file.endsWith("lock"))
                    .isEqualTo(before.stream().filter(file -> !file.endsWith("lock")).toList());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
