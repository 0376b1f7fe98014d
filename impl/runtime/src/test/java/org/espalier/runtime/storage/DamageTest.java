package org.espalier.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.espalier.runtime.storage.Samples.appending;
import static org.espalier.runtime.storage.Samples.snapshot;
import static org.espalier.runtime.storage.Samples.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.espalier.core.log.Durable;
import org.espalier.core.log.StorageException;
import org.espalier.core.log.Write;
import org.espalier.runtime.storage.faulty.DiskFaults;
import org.espalier.runtime.storage.faulty.FaultyDisk;
import org.junit.jupiter.api.Test;

/**
 * Damage of what was synced, exhaustively for a small log, which has two lives, several segments, a snapshot and, in its last
 * segment, several syncs: each bit changed by itself, each segment cut at each byte.
 */
class DamageTest {

    private static final StorageConfig CONFIG = new StorageConfig(StorageConfig.Fsync.ALWAYS, 600, 1 << 20, 256);

    /** A disk, and the record that was acknowledged on it. */
    private record Written(FaultyDisk disk, Durable acknowledged) {}

    private enum End {
        CLOSED, KILLED_AFTER_SYNC, POWER_LOST_AFTER_SYNC
    }

    @Test
    void everyBitOfAClosedLog_isGuarded() {
        flipEach(End.CLOSED, StorageVariant.SOUND);
    }

    @Test
    void everyBit_isGuarded_whenTheProcessWasKilledAfterASync() {
        flipEach(End.KILLED_AFTER_SYNC, StorageVariant.SOUND);
    }

    @Test
    void everyBit_isGuarded_evenWhenThePowerWentBeforeTheMarkerOfTheLastSyncWasDurable() {
        flipEach(End.POWER_LOST_AFTER_SYNC, StorageVariant.SOUND);
    }

    @Test
    void aStorageThatBelievesARecordWhateverItsChecksum_wouldBeFound() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> flipEach(End.CLOSED, StorageVariant.TRUST_UNCHECKED));
    }

    @Test
    void aStorageThatCutsAtTheFirstBadRecord_wouldBeFound() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> flipEach(End.CLOSED, StorageVariant.CUT_ANYTHING));
    }

    @Test
    void aSegmentThatIsTooShort_isRefused() {
        Written written = write(End.CLOSED);
        String last = segments(written.disk()).getLast();
        for (String name : segments(written.disk())) {
            long whole = name.equals(last) ? SegmentHeader.BYTES : counting(written.disk(), name);
            for (int bytes = 0; bytes < whole; bytes++) {
                FaultyDisk disk = written.disk().copy(bytes);
                disk.cut(name, bytes);
                assertThat(isRefused(disk, written.acknowledged(), name + " cut to " + bytes, StorageVariant.SOUND))
                        .isTrue();
            }
        }
    }

    @Test
    void aSnapshotThatIsTooShort_isRefused() {
        FaultyDisk disk = new FaultyDisk(1, DiskFaults.NONE);
        Durable model = Durable.EMPTY;
        FileStorage storage = FileStorage.open(disk, CONFIG, 1);
        for (long index = 1; index <= 30; index++) {
            storage.append(appending(index));
            model = appending(index).applyTo(model);
        }
        storage.append(snapshot(8, 30));
        model = snapshot(8, 30).applyTo(model);
        disk.processDies();
        String name = segments(disk).getLast();
        for (int bytes = 0; bytes < disk.size(name); bytes++) {
            FaultyDisk damaged = disk.copy(bytes);
            damaged.cut(name, bytes);
            assertThat(isRefused(damaged, model, name + " cut to " + bytes, StorageVariant.SOUND)).isTrue();
        }
        assertThat(isRefused(disk, model, "untouched", StorageVariant.SOUND)).isFalse();
    }

    /** The limit: what tells that the last segment was longer was in the part that is gone. */
    @Test
    void aLastSegmentThatIsTooShort_losesWhatWasInIt_andNothingElse() {
        Written written = write(End.CLOSED);
        String last = segments(written.disk()).getLast();
        for (int bytes = SegmentHeader.BYTES; bytes < written.disk().size(last); bytes++) {
            FaultyDisk disk = written.disk().copy(bytes);
            disk.cut(last, bytes);
            try (FileStorage storage = FileStorage.open(disk, CONFIG, 1)) {
                assertThat(text(written.acknowledged())).startsWith(text(storage.recover()));
            }
        }
    }

    @Test
    void aMissingSegment_isRefused() {
        Written written = write(End.CLOSED);
        for (String name : segments(written.disk())) {
            FaultyDisk disk = written.disk().copy(1);
            delete(disk, name);
            if (name.equals(segments(written.disk()).getLast())) {
                continue; // the limit: nothing else says that it was there
            }
            assertThat(isRefused(disk, written.acknowledged(), name + " missing", StorageVariant.SOUND)).isTrue();
        }
    }

    @Test
    void aSectorOfGarbageAtTheEnd_isRefused_forACrashLeavesNone() {
        Written written = write(End.POWER_LOST_AFTER_SYNC);
        String last = segments(written.disk()).getLast();
        FaultyDisk disk = written.disk().copy(1);
        long end = disk.size(last);
        for (long bit = 8 * (end - 20); bit < 8 * end; bit += 3) {
            disk.flip(last, bit);
        }
        assertThat(isRefused(disk, written.acknowledged(), "garbage", StorageVariant.SOUND)).isTrue();
    }

    @Test
    void damageInTheTornEndOfAnEarlierLife_doesNoHarm() {
        FaultyDisk disk = new FaultyDisk(1, DiskFaults.NONE);
        FileStorage first = FileStorage.open(disk, CONFIG, 1);
        first.append(appending(1));
        first.sync();
        for (long index = 2; index <= 12; index++) {
            first.append(appending(index)); // more than the buffer: some of it is in the file
        }
        disk.processDies();
        String name = segments(disk).getLast();
        disk.cut(name, (int) disk.size(name) - 3);
        Durable recovered;
        long counts;
        try (FileStorage second = FileStorage.open(disk, CONFIG, 2)) {
            assertThat(second.cut()).hasValueSatisfying(line -> assertThat(line).contains(name, "left out"));
            recovered = second.recover();
            counts = Long.parseLong(second.cut().orElseThrow().replaceAll("(?s).* at byte (\\d+):.*", "$1"));
        }
        assertThat(counts).isLessThan(disk.size(name));
        for (long bit = 8 * counts; bit < 8 * disk.size(name); bit++) {
            FaultyDisk damaged = disk.copy(bit);
            damaged.flip(name, bit);
            try (FileStorage third = FileStorage.open(damaged, CONFIG, 3)) {
                assertThat(text(third.recover())).isEqualTo(text(recovered));
                assertThat(third.cut()).isEmpty();
            }
        }
    }

    private static void flipEach(End end, StorageVariant variant) {
        Written written = write(end);
        int refused = 0;
        for (String name : written.disk().names()) {
            long counting = counting(written.disk(), name);
            for (long bit = 0; bit < 8 * written.disk().size(name); bit++) {
                FaultyDisk disk = written.disk().copy(bit);
                disk.flip(name, bit);
                boolean isRefused = isRefused(disk, written.acknowledged(), "bit " + bit + " of " + name, variant);
                assertThat(isRefused).as("bit %s of %s", bit, name).isEqualTo(bit < 8 * counting);
                refused += isRefused ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(8 * 1_000);
    }

    /** Whether the log is refused. If it is not, then nothing that was acknowledged is missing. */
    private static boolean isRefused(FaultyDisk disk, Durable acknowledged, String what, StorageVariant variant) {
        try (FileStorage storage = FileStorage.open(disk, CONFIG, 1, variant)) {
            assertThat(text(storage.recover())).as(what).isEqualTo(text(acknowledged));
            return false;
        } catch (StorageException refusal) {
            assertThat(refusal.getMessage()).contains("faulty disk").doesNotContain("\n");
            return true;
        }
    }

    private static Written write(End end) {
        FaultyDisk disk = new FaultyDisk(5, DiskFaults.NONE);
        Durable model = Durable.EMPTY;
        List<Supplier<Write>> writes = new ArrayList<>();
        for (long index = 1; index <= 35; index++) {
            long i = index;
            writes.add(() -> appending(i));
        }
        writes.add(12, () -> snapshot(9, 12));
        FileStorage storage = FileStorage.open(disk, CONFIG, 1);
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i).get();
            storage.append(write);
            model = write.applyTo(model);
            if (i % 4 == 0 || i == writes.size() - 1) {
                storage.sync();
            }
            if (i == 17) {
                storage.close();
                storage = FileStorage.open(disk, CONFIG, 2);
            }
        }
        switch (end) {
            case CLOSED -> storage.close();
            case KILLED_AFTER_SYNC -> disk.processDies();
            case POWER_LOST_AFTER_SYNC -> loseTheMarker(disk);
        }
        assertThat(segments(disk)).hasSizeBetween(3, 9);
        return new Written(disk, model);
    }

    private static void loseTheMarker(FaultyDisk disk) {
        String last = segments(disk).getLast();
        assertThat(disk.durableSize(last)).isEqualTo(disk.size(last) - Frame.total(Frame.SYNCED_BODY_BYTES));
        disk.processDies();
        disk.cut(last, (int) disk.durableSize(last));
    }

    /** How many bytes of the file are ever looked at. */
    private static long counting(FaultyDisk disk, String name) {
        List<String> segments = segments(disk);
        int next = segments.indexOf(name) + 1;
        if (next == 0) {
            return 0; // it only has to exist
        }
        if (next == segments.size()) {
            return disk.size(name);
        }
        ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
        try (Disk.File file = disk.open(segments.get(next))) {
            file.read(bytes, 0);
            return SegmentHeader.decode(bytes.flip()).previousEnd();
        } catch (IOException | SegmentHeader.Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> segments(FaultyDisk disk) {
        return disk.names().stream().filter(name -> SegmentHeader.number(name).isPresent()).toList();
    }

    private static void delete(FaultyDisk disk, String name) {
        try {
            disk.delete(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
