package org.espalier.simulator;

/**
 * The payload of a multicast: its number, in four bytes of seven bits each, which are text to a codec that wants text.
 */
public final class Payload {

    static final int BYTES = 4;

    private static final int BITS = 7;
    private static final int MASK = (1 << BITS) - 1;

    private Payload() {}

    static byte[] of(int message) {
        byte[] bytes = new byte[BYTES];
        put(message, bytes, 0);
        return bytes;
    }

    static void put(int message, byte[] to, int at) {
        if (message >>> (BITS * BYTES) != 0) {
            throw new IllegalArgumentException("message " + message + " does not fit into " + BYTES + " bytes");
        }
        for (int i = 0; i < BYTES; i++) {
            to[at + i] = (byte) ((message >>> (BITS * (BYTES - 1 - i))) & MASK);
        }
    }

    static int get(byte[] from, int at) {
        int message = 0;
        for (int i = 0; i < BYTES; i++) {
            message = (message << BITS) + (from[at + i] & 0xff);
        }
        return message;
    }

    /** Which message it is of; a negative number for what is no payload of a message. */
    public static int message(byte[] payload) {
        return payload.length == BYTES ? get(payload, 0) : -1 - payload.length;
    }
}
