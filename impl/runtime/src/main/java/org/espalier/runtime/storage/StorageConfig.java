package org.espalier.runtime.storage;

/**
 * The limits of a {@link FileStorage}, and how serious it is.
 *
 * @param fsync when bytes are forced to the medium
 * @param segmentBytes the first sync beyond it ends a segment, and a new file begins
 * @param maxRecordBytes the largest write, or snapshot, that is taken; a larger one fails
 * @param bufferBytes held in memory between two syncs at most, and read at a time; what is beyond goes to the file early
 */
public record StorageConfig(Fsync fsync, long segmentBytes, int maxRecordBytes, int bufferBytes) {

    /** When bytes are forced to the medium. */
    public enum Fsync {
        /** At every sync: nothing acknowledged is lost, even when the machine loses power. */
        ALWAYS,
        /**
         * Never, for tests and benchmarks: nothing acknowledged is lost when the process dies. When the machine dies, the
         * directory may be lost.
         */
        NEVER
    }

    public static final StorageConfig DEFAULT = new StorageConfig(Fsync.ALWAYS, 64 << 20, 256 << 20, 64 << 10);

    /** @throws IllegalArgumentException naming the component that is out of range */
    public StorageConfig {
        between(256, segmentBytes, Long.MAX_VALUE / 2, "segmentBytes");
        between(256, maxRecordBytes, 1 << 30, "maxRecordBytes");
        between(256, bufferBytes, 1 << 30, "bufferBytes");
    }

    private static void between(long least, long value, long most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must be between " + least + " and " + most + " but is " + value);
        }
    }
}
