package org.espalier.runtime.storage.faulty;

/**
 * What goes wrong on a {@link FaultyDisk} while it is used.
 *
 * @param failedSyncsPerMillion of the syncs of a file, so many fail and lose what they should have kept
 * @param failedWritesPerMillion so many writes fail halfway
 * @param capacityBytes all files together; a write beyond it is cut short and fails
 * @param slowestSyncMicros a sync takes between nothing and this, which is reported and not slept
 */
public record DiskFaults(int failedSyncsPerMillion, int failedWritesPerMillion, long capacityBytes,
        long slowestSyncMicros) {

    /** Nothing goes wrong, unless the power fails or something rots. */
    public static final DiskFaults NONE = new DiskFaults(0, 0, Long.MAX_VALUE, 0);

    /** @throws IllegalArgumentException naming the component that is out of range */
    public DiskFaults {
        between(failedSyncsPerMillion, 1_000_000, "failedSyncsPerMillion");
        between(failedWritesPerMillion, 1_000_000, "failedWritesPerMillion");
        between(capacityBytes, Long.MAX_VALUE, "capacityBytes");
        between(slowestSyncMicros, Long.MAX_VALUE - 1, "slowestSyncMicros");
    }

    private static void between(long value, long most, String name) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " must be between 0 and " + most + " but is " + value);
        }
    }
}
