package org.espalier.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.espalier.core.log.Entry;
import org.espalier.core.log.Write;

/**
 * Measures and prints; checks nothing. {@code StorageMeasurement DIRECTORY}: syncs of batches of entries of 100 bytes, beside
 * a bare file that is appended to and forced in the same way and in turn with it, and the opening of a log of 100,000
 * entries. Medians of single operations.
 */
final class StorageMeasurement {

    private static final int SYNCS = 1_000;
    private static final int ENTRIES = 100_000;

    private StorageMeasurement() {}

    public static void main(String[] args) throws IOException {
        Path home = Files.createTempDirectory(Path.of(args[0]), "measure");
        try {
            for (int batch : new int[]{1, 10, 100}) {
                syncs(home, batch);
            }
            recovery(home.resolve("recovery"));
        } finally {
            delete(home);
        }
    }

    private static void syncs(Path home, int batch) throws IOException {
        long[] ours = new long[SYNCS];
        long[] bare = new long[SYNCS];
        long[] unforced = new long[SYNCS];
        long index = 0;
        ByteBuffer bytes = ByteBuffer.allocateDirect(124 * batch + 44);
        try (FileStorage storage = FileStorage.open(home.resolve("always" + batch), StorageConfig.DEFAULT, 1);
                FileStorage never = FileStorage.open(home.resolve("never" + batch), with(StorageConfig.Fsync.NEVER), 1);
                FileChannel file = FileChannel.open(home.resolve("bare" + batch), StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                Write write = new Write(1, 1, Optional.empty(), index, entries(index, batch));
                index += batch;
                long start = System.nanoTime();
                storage.append(write);
                storage.sync();
                long middle = System.nanoTime();
                file.write(bytes.clear());
                file.force(false);
                long end = System.nanoTime();
                never.append(write);
                never.sync();
                unforced[i] = System.nanoTime() - end;
                ours[i] = middle - start;
                bare[i] = end - middle;
            }
        }
        System.out.printf(
                "batch %3d: append and sync %.2f ms (%.0f entries/s), bare file %.2f ms, without forcing %.3f ms%n",
                batch,
                median(ours), batch / median(ours) * 1e3, median(bare), median(unforced));
    }

    private static void recovery(Path directory) {
        try (FileStorage storage = FileStorage.open(directory, StorageConfig.DEFAULT, 1)) {
            for (long index = 0; index < ENTRIES; index++) {
                storage.append(new Write(1, 1, Optional.empty(), index, entries(index, 1)));
                if (index % 100 == 99) {
                    storage.sync();
                }
            }
        }
        long[] times = new long[9];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            try (FileStorage storage = FileStorage.open(directory, StorageConfig.DEFAULT, 1)) {
                if (storage.recover().length() != ENTRIES) {
                    throw new IllegalStateException("entries are missing");
                }
                times[i] = System.nanoTime() - start;
            }
        }
        System.out.printf("opening a log of %d entries: %.0f ms the first time, %.0f ms (median)%n", ENTRIES,
                times[0] / 1e6,
                median(times));
    }

    private static StorageConfig with(StorageConfig.Fsync fsync) {
        StorageConfig config = StorageConfig.DEFAULT;
        return new StorageConfig(fsync, config.segmentBytes(), config.maxRecordBytes(), config.bufferBytes());
    }

    private static List<Entry> entries(long after, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            entries.add(new Entry(0, 1, after + i, new byte[100]));
        }
        return entries;
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (var files = Files.newDirectoryStream(path)) {
                for (Path file : files) {
                    delete(file);
                }
            }
        }
        Files.delete(path);
    }
}
