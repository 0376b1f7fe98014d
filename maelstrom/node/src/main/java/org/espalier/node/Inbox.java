package org.espalier.node;

import java.util.Arrays;

/**
 * Hands bytes from the thread that reads stdin to the event loop. It is bounded: the reader waits while the loop is
 * behind, and then whoever writes to the pipe does too.
 */
final class Inbox {

    /** Bytes held for the loop before the reader has to wait. */
    private static final int MAX_BYTES = 1 << 20;

    private byte[] bytes = new byte[1 << 12];
    private int size;
    private boolean ended;

    /** Adds bytes, waiting for room. */
    synchronized void put(byte[] more, int length) throws InterruptedException {
        while (size > 0 && size + length > MAX_BYTES) {
            wait();
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
        }
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
        notifyAll();
    }

    /** Says that no more bytes will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * Waits until there are bytes, the input has ended, or so many milliseconds have passed, and moves all bytes there are.
     *
     * @return false when the input has ended and everything was taken
     */
    synchronized boolean take(long maxWaitMillis, Lines into) throws InterruptedException {
        long start = System.nanoTime();
        long left = maxWaitMillis;
        while (size == 0 && !ended && left > 0) {
            wait(left);
            left = maxWaitMillis - (System.nanoTime() - start) / 1_000_000;
        }
        if (size == 0) {
            return !ended;
        }
        into.append(bytes, size);
        size = 0;
        notifyAll();
        return true;
    }
}
