package org.espalier.runtime.storage.faulty;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

import org.espalier.runtime.storage.Disk;

/** The bytes of one file: as they are read, and as they are on the medium. Zeros beyond the size. */
final class Contents {

    private byte[] now = new byte[0];
    private byte[] durable = new byte[0];
    private int size;
    private int durableSize;
    /** Sectors that the next sync brings to the medium. */
    private final BitSet unsynced = new BitSet();

    /** All of it, on the medium. */
    Contents copy() {
        Contents copy = new Contents();
        copy.settle(Arrays.copyOf(now, size));
        return copy;
    }

    int size() {
        return size;
    }

    int durableSize() {
        return durableSize;
    }

    void read(ByteBuffer into, long offset) {
        int count = (int) Math.min(into.remaining(), size - offset);
        if (count > 0) {
            into.put(now, (int) offset, count);
        }
    }

    void write(int offset, byte[] bytes, int count) {
        if (count == 0) {
            return;
        }
        size = Math.max(size, offset + count);
        if (now.length < size) {
            now = Arrays.copyOf(now, Math.max(2 * now.length, size));
        }
        System.arraycopy(bytes, 0, now, offset, count);
        unsynced.set(offset / Disk.SECTOR_BYTES, (offset + count - 1) / Disk.SECTOR_BYTES + 1);
    }

    void sync() {
        durableSize = size;
        if (durable.length < size) {
            durable = Arrays.copyOf(durable, now.length);
        }
        unsynced.stream().forEach(sector -> bring(sector, durable, size));
        unsynced.clear();
    }

    /** As an operating system does it: the sectors count as written from now on. */
    void failSync() {
        unsynced.clear();
    }

    /** What was not synced survives in part: sector by sector, and up to some byte. */
    void losePower(SplittableRandom random) {
        int way = random.nextInt(4);
        int end = switch (way) {
            case 0 -> durableSize;
            case 1 -> size;
            default -> durableSize + random.nextInt(size - durableSize + 1);
        };
        byte[] left = Arrays.copyOf(Arrays.copyOf(durable, durableSize), end);
        unsynced.stream().filter(sector -> way == 1 || way == 2 || (way == 3 && random.nextBoolean()))
                .forEach(sector -> bring(sector, left, end));
        settle(left);
    }

    /** The file ends after so many bytes, and what was there is as it was written. */
    void cutTo(int bytes) {
        settle(Arrays.copyOf(now, bytes));
    }

    void flip(long bit) {
        int at = Math.toIntExact(bit / Byte.SIZE);
        byte mask = (byte) (1 << bit % Byte.SIZE);
        now[at] ^= mask;
        if (at < durableSize) {
            durable[at] ^= mask;
        }
    }

    private void settle(byte[] bytes) {
        durable = bytes;
        now = bytes.clone();
        size = bytes.length;
        durableSize = bytes.length;
        unsynced.clear();
    }

    private void bring(int sector, byte[] to, int size) {
        int from = sector * Disk.SECTOR_BYTES;
        int end = Math.min(size, from + Disk.SECTOR_BYTES);
        if (from < end) {
            System.arraycopy(now, from, to, from, end - from);
        }
    }
}
