package org.espalier.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.espalier.runtime.storage.Samples.SMALL;
import static org.espalier.runtime.storage.Samples.appending;
import static org.espalier.runtime.storage.Samples.text;

import org.espalier.core.log.Durable;
import org.espalier.core.log.StorageException;
import org.espalier.runtime.storage.faulty.DiskFaults;
import org.espalier.runtime.storage.faulty.FaultyDisk;
import org.junit.jupiter.api.Test;

/** A disk that says no: the storage is dead from then on, and what was acknowledged before is there for the next. */
class SyncFailureTest {

    @Test
    void aFailedSync_isFinal() {
        // Opening syncs twice, so the failure is the storage's own: of many seeds, take those that fail later.
        int failures = 0;
        for (long seed = 0; seed < 60; seed++) {
            failures += acknowledgesOnlyWhatSurvives(seed, new DiskFaults(100_000, 0, Long.MAX_VALUE, 0),
                    StorageVariant.SOUND) ? 1 : 0;
        }
        assertThat(failures).isGreaterThan(20);
    }

    @Test
    void aStorageThatTriesASyncAgain_wouldBeFound() {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> {
            for (long seed = 0; seed < 200; seed++) {
                acknowledgesOnlyWhatSurvives(seed, new DiskFaults(100_000, 0, Long.MAX_VALUE, 0),
                        StorageVariant.RETRY_SYNC);
            }
        });
    }

    @Test
    void aFailedWrite_isFinal() {
        int failures = 0;
        for (long seed = 0; seed < 60; seed++) {
            failures += acknowledgesOnlyWhatSurvives(seed, new DiskFaults(0, 50_000, Long.MAX_VALUE, 0),
                    StorageVariant.SOUND) ? 1 : 0;
        }
        assertThat(failures).isGreaterThan(20);
    }

    @Test
    void aFullDisk_endsTheStorage_andLosesNothing() {
        int failures = 0;
        for (long capacity = 0; capacity < 3_000; capacity += 17) {
            failures += acknowledgesOnlyWhatSurvives(capacity, new DiskFaults(0, 0, capacity, 0), StorageVariant.SOUND)
                    ? 1
                    : 0;
        }
        assertThat(failures).isGreaterThan(100);
    }

    @Test
    void aFullDisk_isNamedInOneLine() {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(
                        () -> FileStorage.open(new FaultyDisk(1, new DiskFaults(0, 0, 50, 0)), SMALL, 1).close())
                .withMessage("faulty disk: cannot open the log: No space left on device");
        FileStorage storage = FileStorage.open(new FaultyDisk(1, new DiskFaults(0, 0, 200, 0)), SMALL, 1);
        storage.append(appending(1));
        storage.append(appending(2));
        assertThatExceptionOfType(StorageException.class).isThrownBy(storage::sync)
                .withMessage("faulty disk: cannot sync the log: No space left on device");
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> storage.append(appending(3)))
                .withMessage(
                        "faulty disk: the log takes nothing more: it could not sync (No space left on device), so what "
                                + "is durable is not known");
        storage.close();
        storage.close();
        assertThatExceptionOfType(StorageException.class).isThrownBy(storage::recover);
    }

    @Test
    void slowSyncs_areReported() {
        FaultyDisk disk = new FaultyDisk(3, new DiskFaults(0, 0, Long.MAX_VALUE, 10_000));
        try (FileStorage storage = FileStorage.open(disk, SMALL, 1)) {
            long before = disk.syncMicros();
            storage.append(appending(1));
            storage.sync();
            assertThat(disk.syncMicros() - before).isBetween(1L, 10_000L);
        }
    }

    /** Whether the disk failed before sixty entries were synced. */
    private static boolean acknowledgesOnlyWhatSurvives(long seed, DiskFaults faults, StorageVariant variant) {
        FaultyDisk disk = new FaultyDisk(seed, faults);
        Durable acknowledged = Durable.EMPTY;
        Durable model = Durable.EMPTY;
        FileStorage storage;
        try {
            storage = FileStorage.open(disk, SMALL, 1, variant);
        } catch (StorageException cannotOpen) {
            return true;
        }
        boolean failed = false;
        try {
            for (long index = 1; index <= 60; index++) {
                model = appending(index).applyTo(model);
                storage.append(appending(index));
                storage.sync();
                acknowledged = model;
            }
        } catch (StorageException e) {
            failed = true;
            assertThatExceptionOfType(StorageException.class).isThrownBy(storage::sync)
                    .withMessageContaining("takes nothing more");
        }
        disk.powerFails();
        try (FileStorage next = FileStorage.open(disk.copy(seed, DiskFaults.NONE), SMALL, 2)) {
            assertThat(text(next.recover())).as("seed %s", seed).startsWith(text(acknowledged));
        } catch (StorageException refused) {
            throw new AssertionError("seed " + seed, refused);
        }
        return failed;
    }
}
