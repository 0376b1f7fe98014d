package org.espalier.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.espalier.core.node.Packet;
import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;
import org.espalier.node.json.JsonWriter;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Hostile bodies for the frame decoder. The build runs what is in {@code PacketFuzzTestInputs}; how to let Jazzer look for
 * more is in {@code property-tests/README.md}.
 */
class PacketFuzzTest {

    private static final int MEMBERS = 4;

    @FuzzTest(maxDuration = "2m")
    void anyBody_isOnePacket_orRefused(byte[] text) {
        Packet packet;
        try {
            if (!(JsonReader.parse(text) instanceof Json.Obj body)) {
                return;
            }
            packet = PacketCodec.decode(body, MEMBERS);
        } catch (JsonException | MalformedPacket refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        byte[] written = encoded(packet);
        assertThat(encoded(again(written))).isEqualTo(written);
    }

    private static byte[] encoded(Packet packet) {
        JsonWriter out = new JsonWriter();
        PacketCodec.encode(packet, "n1", "n2", out);
        return out.toBytes();
    }

    private static Packet again(byte[] text) {
        try {
            return PacketCodec.decode((Json.Obj) JsonReader.parse(text), MEMBERS);
        } catch (JsonException | MalformedPacket refused) {
            throw new AssertionError("what was written is refused: " + refused.getMessage(), refused);
        }
    }
}
