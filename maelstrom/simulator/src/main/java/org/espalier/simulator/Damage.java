package org.espalier.simulator;

import java.util.ArrayList;
import java.util.List;

import org.espalier.core.node.Packet;
import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;
import org.espalier.node.json.JsonWriter;
import org.espalier.node.wire.Checksum;
import org.espalier.node.wire.MalformedPacket;
import org.espalier.node.wire.PacketCodec;
import org.espalier.simulator.fault.Hash;
import org.jspecify.annotations.Nullable;

/** What is left of packets whose bits flip on their way, when the node's own codec has written and read them. */
final class Damage {

    private static final int MAX_FLIPS = 3;

    private final List<String> names = new ArrayList<>();
    private final boolean checksum;
    private final JsonWriter out = new JsonWriter();

    /** @param checksum whether receivers hold what they read to its checksum */
    Damage(int members, boolean checksum) {
        for (int i = 0; i < members; i++) {
            names.add("n" + i);
        }
        this.checksum = checksum;
    }

    /**
     * The packet as the receiver reads it, or null when it sees that this is none; luck says which bits flip. What the checksum
     * lets pass is what was sent, in other words: an escaped character, say, with another spelling.
     */
    @Nullable
    Packet read(int from, int to, Packet packet, long luck) {
        out.truncate(0);
        PacketCodec.encode(packet, names.get(from), names.get(to), out);
        byte[] bytes = out.toBytes();
        int flips = 1 + (int) Hash.below(Hash.of(luck, 0), MAX_FLIPS);
        for (int i = 1; i <= flips; i++) {
            int bit = (int) Hash.below(Hash.of(luck, i), 8L * bytes.length);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        try {
            if (!(JsonReader.parse(bytes) instanceof Json.Obj body)) {
                return null;
            }
            if (checksum) {
                Checksum.check(body, names.get(from), names.get(to));
            }
            return PacketCodec.decode(body, names.size());
        } catch (JsonException | MalformedPacket e) {
            return null;
        }
    }
}
