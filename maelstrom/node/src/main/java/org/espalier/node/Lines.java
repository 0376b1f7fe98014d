package org.espalier.node;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines. A line beyond the limit is passed over up to its end and counted, so that a peer
 * without newlines cannot exhaust the memory.
 */
final class Lines {

    private final int maxBytes;
    private byte[] bytes = new byte[1 << 12];
    /** The unread bytes are those from {@code from} up to {@code to}; no newline is before {@code scanned}. */
    private int from;
    private int scanned;
    private int to;
    private boolean skipping;
    private int start;
    private int end;
    private long skipped;

    Lines(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds the next bytes of the stream. */
    void append(byte[] more, int length) {
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            scanned -= from;
            from = 0;
        }
        if (to + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(to + length, 2 * bytes.length));
        }
        System.arraycopy(more, 0, bytes, to, length);
        to += length;
    }

    /** Moves to the next whole line; false when there is none yet. */
    boolean next() {
        while (scanned < to) {
            if (bytes[scanned++] != '\n') {
                continue;
            }
            boolean whole = !skipping && scanned - 1 - from <= maxBytes;
            start = from;
            end = scanned - 1;
            from = scanned;
            skipping = false;
            if (whole) {
                return true;
            }
            skipped++;
        }
        if (to - from > maxBytes) {
            skipping = true;
        }
        if (skipping) {
            from = to;
        }
        return false;
    }

    /** What is left when the stream has ended: a last line without its newline; false when there is nothing. */
    boolean last() {
        start = from;
        end = to;
        from = to;
        scanned = to;
        return end > start && !skipping && end - start <= maxBytes;
    }

    /** The array in which the current line lies, from {@link #start()} up to {@link #end()}, until the next call. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** How many lines were passed over since this was last asked. */
    long takeSkipped() {
        long n = skipped;
        skipped = 0;
        return n;
    }
}
