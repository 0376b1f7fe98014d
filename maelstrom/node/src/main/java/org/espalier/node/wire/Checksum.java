package org.espalier.node.wire;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonWriter;

/**
 * The checksum of a packet: CRC32C (Castagnoli, Bräuer and Herrmann, "Optimization of Cyclic Redundancy-Check Codes with 24
 * and 32 Parity Bits", IEEE Transactions on Communications 41(6), 1993) over what the packet says, and who says it to whom.
 *
 * <p>What is summed up is the content and not the line: the sender's and the receiver's name, both incarnations, and the frames as
 * compact JSON. So a network that writes the same JSON in another way, with other blanks, escapes or the members of the
 * body in another order, as Maelstrom does, leaves it as it was.
 */
public final class Checksum {

    /** The member of the body that holds it. */
    static final String NAME = "c";

    /** Stands after a name; UTF-8 has no such byte. */
    private static final int END_OF_NAME = 0xff;

    private Checksum() {}

    /**
     * Refuses a body whose checksum is not that of its content.
     *
     * @param from the sender's name, as the message gives it
     * @param to the name of the node that reads it
     * @throws MalformedPacket when the content is not what was sent, or is no packet's
     */
    public static void check(Json.Obj body, String from, String to) throws MalformedPacket {
        if (!(body.get("i") instanceof Json.Num src) || !(body.get("j") instanceof Json.Num dst)
                || !(body.get("m") instanceof Json.Arr frames) || !(body.get(NAME) instanceof Json.Num sum)
                || !src.isLong() || !dst.isLong() || !sum.isLong()) {
            throw new MalformedPacket("a packet needs incarnations \"i\" and \"j\", frames \"m\" and a checksum \"c\"");
        }
        JsonWriter content = new JsonWriter(512);
        frames.writeTo(content);
        if (of(from, to, src.longValue(), dst.longValue(), content, 0) != sum.longValue()) {
            throw new MalformedPacket("its checksum is wrong");
        }
    }

    /** The checksum of a packet whose frames are what was written from {@code start} on. */
    static long of(String from, String to, long src, long dst, JsonWriter frames, int start) {
        CRC32C crc = new CRC32C();
        name(crc, from);
        name(crc, to);
        number(crc, src);
        number(crc, dst);
        frames.update(crc, start);
        return crc.getValue();
    }

    private static void name(CRC32C crc, String name) {
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        crc.update(END_OF_NAME);
    }

    private static void number(CRC32C crc, long number) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            crc.update((int) (number >>> shift));
        }
    }
}
