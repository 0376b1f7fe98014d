package org.espalier.runtime.storage;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record lies in a segment: a head (tag, length of the body, checksum), the body, zeros up to a multiple of four, a
 * checksum. Both are CRC32C. The head's covers the segment and the offset as well, and the body's covers the head's: so
 * bytes that are right but in the wrong place do not pass.
 */
final class Frame {

    /** What the log begins with, after a snapshot: epochs, the snapshot. */
    static final int SNAPSHOT = tag('S');
    /** One change of the log: epochs, entries kept, entries that follow. */
    static final int WRITE = tag('W');
    /** Everything before the offset in its body had been synced when this was written. */
    static final int SYNCED = tag('Y');

    static final int HEAD_BYTES = 12;
    static final int TAIL_BYTES = 4;
    static final int SYNCED_BODY_BYTES = 8;

    private static final int REVERSED_POLYNOMIAL = 0x82F63B78;

    private final CRC32C sum = new CRC32C();
    private final ByteBuffer scratch = ByteBuffer.allocate(32);
    private final long segment;
    private final long incarnation;

    /** The records of one segment. */
    Frame(SegmentHeader header) {
        this.segment = header.number();
        this.incarnation = header.incarnation();
    }

    private static int tag(char kind) {
        return 'E' << 24 | 'S' << 16 | 'P' << 8 | kind;
    }

    static boolean isKnown(int tag) {
        return tag == SNAPSHOT || tag == WRITE || tag == SYNCED;
    }

    /** Bytes of a record with its head, padding and checksum. */
    static long total(int bodyBytes) {
        return HEAD_BYTES + (((long) bodyBytes + 3) & ~3L) + TAIL_BYTES;
    }

    int headSum(long offset, int tag, int bodyBytes) {
        scratch.clear().putLong(segment).putLong(incarnation).putLong(offset).putInt(tag).putInt(bodyBytes).flip();
        sum.reset();
        sum.update(scratch);
        return (int) sum.getValue();
    }

    /** @param padded the body with its padding */
    int bodySum(int headSum, ByteBuffer padded) {
        CRC32C body = startBody(headSum);
        body.update(padded);
        return (int) body.getValue();
    }

    /** A checksum that the body and its padding are still to be added to. */
    CRC32C startBody(int headSum) {
        scratch.clear().putInt(headSum).flip();
        sum.reset();
        sum.update(scratch);
        return sum;
    }

    /**
     * Whether one wrong bit, in the checksum or in what it covers, explains a checksum that does not match. The checksum is
     * linear, so what a flipped bit does to it depends on the place of the bit alone: going through all the places is one
     * step of the shift register for each.
     *
     * @param difference the checksum that was found xor the right one for what was found
     * @param coveredBytes how much of what it covers is on the disk and so may have a wrong bit
     */
    static boolean isOneBit(int difference, long coveredBytes) {
        int effect = 1 << 31;
        for (long bit = 0; bit < Integer.SIZE + Byte.SIZE * coveredBytes; bit++) {
            if (effect == difference) {
                return true;
            }
            effect = (effect >>> 1) ^ ((effect & 1) != 0 ? REVERSED_POLYNOMIAL : 0);
        }
        return false;
    }
}
