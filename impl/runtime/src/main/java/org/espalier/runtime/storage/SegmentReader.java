package org.espalier.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the records of one segment, one at a time, and says what is wrong with one that is not whole. */
final class SegmentReader {

    /** What there is at an offset. */
    sealed interface Found {

        /**
         * A record.
         *
         * @param body valid until the next call of the reader
         * @param next the offset behind it
         */
        record Whole(int tag, ByteBuffer body, long next) implements Found {}

        /**
         * Something else.
         *
         * @param what is wrong with it
         * @param torn whether a crash in the middle of writing can have left it so
         */
        record Bad(String what, boolean torn) implements Found {}
    }

    private final Disk.File file;
    private final Frame frame;
    private final long end;
    private ByteBuffer window;
    private long windowAt;

    /** @param end how many bytes of the file count */
    SegmentReader(Disk.File file, SegmentHeader header, long end, int bufferBytes) {
        this.file = file;
        this.frame = new Frame(header);
        this.end = end;
        this.window = ByteBuffer.allocate(bufferBytes).limit(0);
    }

    /** What begins at {@code offset}, below the end. */
    Found at(long offset) throws IOException {
        if (end - offset < Frame.HEAD_BYTES) {
            return new Found.Bad("the file ends in the head of a record", true);
        }
        ByteBuffer head = view(offset, Frame.HEAD_BYTES);
        int tag = head.getInt(0);
        int bodyBytes = head.getInt(4);
        int headSum = frame.headSum(offset, tag, bodyBytes);
        if (head.getInt(8) != headSum) {
            int difference = head.getInt(8) ^ headSum;
            return bad("the head of a record", difference, Frame.HEAD_BYTES - Integer.BYTES, offset, Frame.HEAD_BYTES);
        }
        if (bodyBytes < 0 || !Frame.isKnown(tag)) {
            return new Found.Bad("it is no record that this program knows", false);
        }
        long total = Frame.total(bodyBytes);
        if (end - offset < total) {
            return new Found.Bad("the file ends in a record", true);
        }
        if (total > Integer.MAX_VALUE - 8) {
            return new Found.Bad("a record has " + total + " bytes", false);
        }
        ByteBuffer record = view(offset, (int) total);
        int tail = (int) total - Frame.TAIL_BYTES;
        int difference = record.getInt(tail)
                ^ frame.bodySum(headSum, record.slice(Frame.HEAD_BYTES, tail - Frame.HEAD_BYTES));
        if (difference != 0) {
            return bad("a record", difference, tail - Frame.HEAD_BYTES, offset, (int) total);
        }
        return new Found.Whole(tag, record.slice(Frame.HEAD_BYTES, bodyBytes), offset + total);
    }

    /** The record at {@code offset}, as far as its head can be believed, without a look at the checksum of its body. */
    Found unchecked(long offset) throws IOException {
        ByteBuffer head = view(offset, (int) Math.min(Frame.HEAD_BYTES, end - offset));
        if (head.limit() < Frame.HEAD_BYTES || !Frame.isKnown(head.getInt(0)) || head.getInt(4) < 0
                || Frame.total(head.getInt(4)) > end - offset) {
            return at(offset);
        }
        int tag = head.getInt(0);
        int bodyBytes = head.getInt(4);
        int total = (int) Frame.total(bodyBytes);
        return new Found.Whole(tag, view(offset, total).slice(Frame.HEAD_BYTES, bodyBytes), offset + total);
    }

    /** The highest offset that a marker behind {@code offset} vouches for, or 0. */
    long syncedAccordingToLater(long offset) throws IOException {
        int total = (int) Frame.total(Frame.SYNCED_BODY_BYTES);
        long synced = 0;
        for (long at = offset + 4; at <= end - total; at += 4) {
            if (view(at, total).getInt(0) == Frame.SYNCED
                    && at(at) instanceof Found.Whole(int tag, ByteBuffer body, long next) && tag == Frame.SYNCED
                    && next == at + total) {
                synced = Math.max(synced, body.getLong(0));
            }
        }
        return synced;
    }

    /**
     * A crash leaves a sector as it was, that is zero, or as it was written; so a record that has no sector of zeros, and
     * yet is wrong, was written whole and is damaged. Where one bit explains it all, it is damaged too.
     */
    private Found bad(String what, int difference, int coveredBytes, long offset, int bytes) throws IOException {
        if (Frame.isOneBit(difference, coveredBytes)) {
            return new Found.Bad("one bit of " + what + " has changed", false);
        }
        return new Found.Bad("the checksum of " + what + " does not match", hasZeroSector(offset, bytes));
    }

    /** Whether the part of some sector that lies within these bytes is all zeros. */
    private boolean hasZeroSector(long offset, int bytes) throws IOException {
        ByteBuffer record = view(offset, bytes);
        boolean zeros = true;
        for (int i = 0; i < bytes; i++) {
            if (i > 0 && (offset + i) % Disk.SECTOR_BYTES == 0) {
                if (zeros) {
                    return true;
                }
                zeros = true;
            }
            zeros &= record.get(i) == 0;
        }
        return zeros;
    }

    /** So many bytes, which are there; valid until the next call. */
    private ByteBuffer view(long offset, int bytes) throws IOException {
        if (offset < windowAt || offset + bytes > windowAt + window.limit()) {
            if (window.capacity() < bytes) {
                window = ByteBuffer.allocate(bytes);
            }
            window.clear().limit((int) Math.min(window.capacity(), end - offset));
            file.read(window, offset);
            if (window.position() < bytes) {
                throw new IOException("the file became shorter while it was read");
            }
            window.flip();
            windowAt = offset;
        }
        return window.slice((int) (offset - windowAt), bytes);
    }
}
