package org.espalier.runtime.storage;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.espalier.core.log.Durable;
import org.espalier.core.log.Entry;
import org.espalier.core.log.Snapshot;
import org.espalier.core.log.Write;

/**
 * A program that writes to the log in a directory and says on its standard output what is durable, until it is killed: {@code
 * KilledMember DIRECTORY SEED SYNCS}. It prints {@code life INCARNATION LENGTH EPOCH} first, and {@code synced LENGTH EPOCH}
 * after each sync. Entry and state at each index are known, so that a reader can check them. Where SYNCS is {@code false} it
 * lies: it says so without a sync, and keeps much in its buffer.
 */
final class KilledMember {

    /** So small that segments, buffers and snapshots end all the time. */
    static final StorageConfig CONFIG = new StorageConfig(StorageConfig.Fsync.ALWAYS, 8 << 10, 1 << 20, 1 << 10);
    private static final StorageConfig LAZY = new StorageConfig(StorageConfig.Fsync.ALWAYS, 8 << 10, 1 << 20, 1 << 20);

    private KilledMember() {}

    public static void main(String[] args) {
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[1]));
        boolean syncs = Boolean.parseBoolean(args[2]);
        FileStorage storage = FileStorage.open(Path.of(args[0]), syncs ? CONFIG : LAZY, 1);
        Durable found = storage.recover();
        long length = found.length();
        long base = found.base();
        long ep = found.ep();
        say("life " + storage.incarnation() + " " + length + " " + ep);
        while (true) {
            for (int writes = random.nextInt(1, 6); writes > 0; writes--) {
                if (random.nextInt(20) == 0) {
                    ep++;
                }
                List<Entry> entries = new ArrayList<>();
                for (int count = random.nextInt(4); count > 0; count--) {
                    entries.add(entry(length + entries.size() + 1));
                }
                storage.append(new Write(ep, 1, Optional.empty(), length, entries));
                length += entries.size();
            }
            if (syncs && length - base > 100) { // a snapshot is synced by the append
                base = length - random.nextInt(20);
                storage.append(new Write(ep, 1, Optional.of(snapshot(base)), length, List.of()));
            }
            if (syncs) {
                storage.sync();
            }
            say("synced " + length + " " + ep);
        }
    }

    static Entry entry(long index) {
        return new Entry(1, 1, index, bytes(index, (int) (index * 37 % 400)));
    }

    static Snapshot snapshot(long index) {
        return new Snapshot(index, List.of(new Snapshot.Last(1, index)), bytes(index, (int) (index * 11 % 3_000)));
    }

    private static byte[] bytes(long index, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        SplittableRandom random = new SplittableRandom(index);
        while (bytes.hasRemaining()) {
            bytes.put((byte) random.nextInt());
        }
        return bytes.array();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
