package org.espalier.virtual;

import java.util.Optional;
import java.util.Random;

import org.espalier.core.log.Storage;
import org.espalier.runtime.storage.FileStorage;
import org.espalier.runtime.storage.MemoryStorage;
import org.espalier.runtime.storage.StorageConfig;
import org.espalier.runtime.storage.faulty.DiskFaults;
import org.espalier.runtime.storage.faulty.FaultyDisk;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.fault.Crash;

/** What outlives a node. */
abstract sealed class NodeDisk {

    /**
     * What a life of the node begins with.
     *
     * @param incarnation greater than that of any life before
     * @param storage with what the lives before have left in it; empty for a node that keeps nothing
     */
    record Life(long incarnation, Optional<Storage> storage) {}

    private static final long LUCK_OF_NODE = 64;

    /** The disk of a node, as its schedule has it. */
    static NodeDisk of(Schedule schedule, int node) {
        if (!schedule.program().disk()) {
            return new None();
        }
        return schedule.tuning().files() ? new Files(schedule.seed() * LUCK_OF_NODE + node) : new Records();
    }

    /** Begins a life. */
    abstract Life begin(long wallMillis);

    /** The life is over. {@code luck} decides what is left of what was not synced. */
    abstract void crash(Crash.Disk how, long luck);

    /** No disk. */
    private static final class None extends NodeDisk {

        private long incarnation;

        @Override
        Life begin(long wallMillis) {
            incarnation = Math.max(wallMillis, incarnation + 1);
            return new Life(incarnation, Optional.empty());
        }

        @Override
        void crash(Crash.Disk how, long luck) {
            // nothing is there to be lost
        }
    }

    /** Records that are there as a whole or gone. */
    private static final class Records extends NodeDisk {

        private final MemoryStorage storage = new MemoryStorage();

        @Override
        Life begin(long wallMillis) {
            return new Life(storage.begin(wallMillis), Optional.of(storage));
        }

        @Override
        void crash(Crash.Disk how, long luck) {
            if (how == Crash.Disk.KEPT) {
                storage.crash(Integer.MAX_VALUE);
            } else {
                storage.crash(new Random(luck));
            }
        }
    }

    /** The files of the runtime, on a disk that tears what was not synced. */
    private static final class Files extends NodeDisk {

        private static final StorageConfig CONFIG = new StorageConfig(StorageConfig.Fsync.ALWAYS, 1 << 12, 1 << 24,
                1 << 10);

        private final FaultyDisk disk;

        Files(long seed) {
            disk = new FaultyDisk(seed, DiskFaults.NONE);
        }

        @Override
        Life begin(long wallMillis) {
            FileStorage storage = FileStorage.open(disk, CONFIG, wallMillis);
            return new Life(storage.incarnation(), Optional.of(storage));
        }

        @Override
        void crash(Crash.Disk how, long luck) {
            if (how == Crash.Disk.KEPT) {
                disk.processDies();
            } else {
                disk.powerFails();
            }
        }
    }
}
