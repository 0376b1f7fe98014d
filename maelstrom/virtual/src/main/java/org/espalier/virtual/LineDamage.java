package org.espalier.virtual;

import java.nio.charset.StandardCharsets;

import org.espalier.simulator.fault.Hash;

/**
 * Bits of the bodies of messages between nodes that flip on their way. What surrounds a body is the host's way to hand a
 * message over, and no part of what was sent.
 */
final class LineDamage {

    private static final int MAX_FLIPS = 3;
    private static final String BODY = "\"body\":";

    private LineDamage() {}

    /** The line as the receiver gets it; luck says which bits flip. */
    static byte[] read(byte[] line, long luck) {
        int body = new String(line, StandardCharsets.ISO_8859_1).indexOf(BODY);
        if (body < 0) {
            throw new IllegalArgumentException("a message has a body");
        }
        int from = body + BODY.length();
        int to = line.length;
        while (to > from && line[to - 1] != '}') {
            to--;
        }
        to--; // the brace that ends the line is not the body's
        byte[] damaged = line.clone();
        int flips = 1 + (int) Hash.below(Hash.of(luck, 0), MAX_FLIPS);
        for (int i = 1; i <= flips && to > from; i++) {
            int bit = (int) Hash.below(Hash.of(luck, i), 8L * (to - from));
            byte flipped = (byte) (damaged[from + bit / 8] ^ 1 << bit % 8);
            if (flipped != '\n' && flipped != '\r') {
                damaged[from + bit / 8] = flipped;
            }
        }
        return damaged;
    }
}
