package org.espalier.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.espalier.runtime.storage.Samples.SMALL;
import static org.espalier.runtime.storage.Samples.appending;
import static org.espalier.runtime.storage.Samples.entries;
import static org.espalier.runtime.storage.Samples.snapshot;
import static org.espalier.runtime.storage.Samples.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.espalier.core.log.Durable;
import org.espalier.core.log.Entry;
import org.espalier.core.log.StorageException;
import org.espalier.core.log.Write;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real files: what survives a close and an opening, and what a directory must be. */
class FileStorageTest {

    @TempDir
    Path home;

    @Test
    void aNewDirectory_isFreshAndEmpty() {
        try (FileStorage storage = open(7)) {
            assertThat(storage.fresh()).isTrue();
            assertThat(storage.cut()).isEmpty();
            assertThat(storage.incarnation()).isEqualTo(7);
            assertThat(text(storage.recover())).isEqualTo(text(Durable.EMPTY));
        }
        try (FileStorage again = open(8)) {
            assertThat(again.fresh()).isFalse();
        }
    }

    @Test
    void everythingWritten_isThereAgain_acrossSegmentsAndLives() {
        Durable model = Durable.EMPTY;
        long index = 0;
        for (int life = 1; life <= 4; life++) {
            try (FileStorage storage = open(life)) {
                assertThat(text(storage.recover())).isEqualTo(text(model));
                for (int i = 0; i < 30; i++) {
                    Write write = appending(++index);
                    storage.append(write);
                    model = write.applyTo(model);
                    if (i % 7 == 0) {
                        storage.sync();
                    }
                }
                Write cut = new Write(life + 1, life, Optional.empty(), index - 2, entries(500, 502));
                storage.append(cut);
                model = cut.applyTo(model);
                index = model.length();
            }
        }
        assertThat(names()).hasSizeGreaterThan(8);
        try (FileStorage storage = open(9)) {
            assertThat(text(storage.recover())).isEqualTo(text(model));
            assertThat(storage.cut()).isEmpty();
        }
    }

    @Test
    void aPromiseAlone_isKept() {
        try (FileStorage storage = open(1)) {
            storage.append(appending(1));
            storage.append(new Write(9, 1, Optional.empty(), Long.MAX_VALUE, List.of()));
        }
        try (FileStorage storage = open(1)) {
            assertThat(storage.recover().ep()).isEqualTo(9);
            assertThat(storage.recover().length()).isEqualTo(1);
        }
    }

    @Test
    void aSnapshot_replacesOlderSegments_andKeepsWhatFollows() {
        Durable model = Durable.EMPTY;
        try (FileStorage storage = open(1)) {
            for (long index = 1; index <= 100; index++) {
                storage.append(appending(index));
                storage.sync();
                model = appending(index).applyTo(model);
            }
            int before = names().size();
            Write snapshot = snapshot(60, 98);
            storage.append(snapshot);
            model = snapshot.applyTo(model);
            assertThat(names()).hasSizeLessThan(before).hasSize(3);
            storage.append(snapshot(50, 98)); // an older one changes nothing
            storage.append(appending(99));
            model = appending(99).applyTo(model);
        }
        try (FileStorage storage = open(1)) {
            assertThat(text(storage.recover())).isEqualTo(text(model));
        }
    }

    @Test
    void aRecordLargerThanTheBuffer_isWrittenAndRead() {
        byte[] payload = new byte[10_000];
        Arrays.fill(payload, (byte) 0x5a);
        Write write = new Write(1, 1, Optional.empty(), 0, List.of(new Entry(0, 1, 1, payload)));
        try (FileStorage storage = open(1)) {
            storage.append(write);
        }
        try (FileStorage storage = open(1)) {
            assertThat(text(storage.recover())).isEqualTo(text(write.applyTo(Durable.EMPTY)));
        }
    }

    @Test
    void aRecordBeyondTheLimit_endsTheStorage() {
        FileStorage storage = open(1);
        Write write = new Write(1, 1, Optional.empty(), 0, List.of(new Entry(0, 1, 1, new byte[1 << 20])));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> storage.append(write))
                .withMessageContaining("maxRecordBytes");
        assertThatExceptionOfType(StorageException.class).isThrownBy(storage::sync)
                .withMessageContaining("takes nothing more");
        storage.close();
    }

    @Test
    void aWriteThatLeavesAGap_isRefused_andNothingHasHappened() {
        try (FileStorage storage = open(1)) {
            storage.append(appending(1));
            assertThatIllegalArgumentException().isThrownBy(() -> storage.append(appending(5)));
            storage.append(appending(2));
        }
        try (FileStorage storage = open(1)) {
            assertThat(storage.recover().length()).isEqualTo(2);
        }
    }

    @Test
    void theIncarnation_growsWithEachOpening_whateverTheClockSays() {
        long[] clocks = {1_000, 1_000, 5, -3, 999_999, 10};
        long[] expected = {1_000, 1_001, 1_002, 1_003, 999_999, 1_000_000};
        for (int i = 0; i < clocks.length; i++) {
            try (FileStorage storage = open(clocks[i])) {
                assertThat(storage.incarnation()).isEqualTo(expected[i]);
            }
        }
    }

    @Test
    void theFirstIncarnation_isAtLeastOne() {
        try (FileStorage storage = open(-5)) {
            assertThat(storage.incarnation()).isEqualTo(1);
        }
    }

    @Test
    void aSecondOpening_isRefused_andTheFirstKeepsTheLock() {
        try (FileStorage first = open(1)) {
            for (int i = 0; i < 2; i++) {
                assertRefused("another member has it open");
            }
            first.append(appending(1));
        }
        open(1).close();
    }

    private void assertRefused(String why) {
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> open(1).close())
                .satisfies(e -> assertThat(e.getMessage()).contains(why).contains(home.toString())
                        .doesNotContain("\n"));
    }

    @Test
    void membersThatStartAtOneMoment_makeTheDirectoryAboveThemTogether() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path group = home.resolve("group" + round);
            CyclicBarrier together = new CyclicBarrier(8);
            try (ExecutorService members = Executors.newFixedThreadPool(8)) {
                List<Future<Boolean>> opened = new ArrayList<>();
                for (int m = 0; m < 8; m++) {
                    Path directory = group.resolve("data").resolve("n" + m);
                    opened.add(members.submit(() -> {
                        together.await();
                        try (FileStorage storage = FileStorage.open(directory, SMALL, 1)) {
                            return storage.fresh();
                        }
                    }));
                }
                for (Future<Boolean> each : opened) {
                    assertThat(each.get()).isTrue();
                }
            }
        }
    }

    private FileStorage open(long wallMillis) {
        return FileStorage.open(home.resolve("member"), SMALL, wallMillis);
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(home.resolve("member"))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
