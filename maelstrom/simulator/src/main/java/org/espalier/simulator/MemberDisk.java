package org.espalier.simulator;

import java.util.ArrayDeque;

import org.espalier.core.log.Durable;
import org.espalier.core.log.Write;
import org.espalier.runtime.storage.FileStorage;
import org.espalier.runtime.storage.MemoryStorage;
import org.espalier.runtime.storage.StorageConfig;
import org.espalier.runtime.storage.faulty.DiskFaults;
import org.espalier.runtime.storage.faulty.FaultyDisk;
import org.espalier.simulator.fault.Crash;
import org.espalier.simulator.fault.Hash;

/** A member's disk, which outlives its crashes. */
abstract sealed class MemberDisk {

    /** Begins a life, and says what is there. */
    abstract Durable recover();

    abstract void append(Write write);

    /** Of the writes of this life that were not synced, the first so many are durable now. */
    abstract void sync(int writes);

    /** The life is over. {@code luck} decides what is left of what was not synced. */
    abstract void crash(Crash.Disk how, long luck);

    /** Records that are there as a whole or gone. */
    static final class Records extends MemberDisk {

        private final MemoryStorage storage = new MemoryStorage();
        private final ArrayDeque<Write> unsynced = new ArrayDeque<>();

        @Override
        Durable recover() {
            return storage.recover();
        }

        @Override
        void append(Write write) {
            unsynced.add(write);
        }

        @Override
        void sync(int writes) {
            for (int i = 0; i < writes; i++) {
                storage.append(unsynced.remove());
            }
            storage.sync();
        }

        @Override
        void crash(Crash.Disk how, long luck) {
            sync(how == Crash.Disk.KEPT ? unsynced.size() : (int) Hash.below(luck, unsynced.size() + 1L));
            unsynced.clear();
        }
    }

    /** The files of the runtime, on a disk that tears what was not synced. A sync takes in all that was written before it ends. */
    static final class Files extends MemberDisk {

        private static final StorageConfig CONFIG = new StorageConfig(StorageConfig.Fsync.ALWAYS, 1 << 12, 1 << 24,
                1 << 10);

        private final FaultyDisk disk;
        private FileStorage storage;

        Files(long seed) {
            disk = new FaultyDisk(seed, DiskFaults.NONE);
            storage = FileStorage.open(disk, CONFIG, 1);
        }

        @Override
        Durable recover() {
            return storage.recover();
        }

        @Override
        void append(Write write) {
            storage.append(write);
        }

        @Override
        void sync(int writes) {
            storage.sync();
        }

        @Override
        void crash(Crash.Disk how, long luck) {
            if (how == Crash.Disk.KEPT) {
                disk.processDies();
            } else {
                disk.powerFails();
            }
            storage = FileStorage.open(disk, CONFIG, 1);
        }
    }
}
