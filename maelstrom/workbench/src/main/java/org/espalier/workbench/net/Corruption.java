package org.espalier.workbench.net;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Bits of the bodies of messages between nodes that flip on their way.
 *
 * <p>What surrounds a body stays as it is: the line's number, names and end are the workbench's way to hand a message over and no
 * part of what was sent.
 *
 * @param probability how many of all messages are damaged
 * @param kind what may come of it
 */
public record Corruption(double probability, Kind kind) {

    /** None. */
    public static final Corruption NONE = new Corruption(0, Kind.JSON);

    /** What may come of a damaged body. */
    public enum Kind {
        /** An object in JSON still, as the protocol promises to nodes: with another name, number, letter. */
        JSON,
        /** Any bytes but the end of a line. */
        BYTES
    }

    /** At most so many bits of one body. */
    private static final int MAX_FLIPS = 3;
    /** So often bits are drawn until JSON is left; what never becomes other JSON is not damaged. */
    private static final int TRIES = 200;

    public Corruption {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probabilities lie between 0 and 1");
        }
    }

    /** The body with a few bits flipped, as the draws say; null when it cannot be damaged in this way. */
    byte @Nullable [] damaged(byte[] body, Draws draws) {
        for (long attempt = 0; attempt < TRIES; attempt++) {
            byte[] damaged = flipped(body, draws, attempt);
            if (!Arrays.equals(damaged, body) && (kind == Kind.BYTES || isJson(damaged))) {
                return damaged;
            }
        }
        return null;
    }

    private static byte[] flipped(byte[] body, Draws draws, long attempt) {
        byte[] damaged = body.clone();
        int flips = 1 + (int) (draws.unit(attempt, 0) * MAX_FLIPS);
        for (int i = 1; i <= flips; i++) {
            int bit = (int) (draws.unit(attempt, i) * 8 * body.length);
            byte flipped = (byte) (damaged[bit / 8] ^ 1 << bit % 8);
            if (flipped != '\n' && flipped != '\r') {
                damaged[bit / 8] = flipped;
            }
        }
        return damaged;
    }

    private static boolean isJson(byte[] body) {
        JsonScan scan = new JsonScan(body, body.length);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return scan.is(0, '{') && scan.value(0, 1) == body.length;
        } catch (Malformed | CharacterCodingException e) {
            return false;
        }
    }
}
