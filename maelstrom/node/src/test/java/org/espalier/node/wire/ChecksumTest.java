package org.espalier.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.espalier.core.cast.CastMessage;
import org.espalier.core.link.ArqLink;
import org.espalier.core.log.Entry;
import org.espalier.core.log.LogMessage;
import org.espalier.core.node.Order;
import org.espalier.core.node.Packet;
import org.espalier.core.overlay.Tree;
import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;
import org.espalier.node.json.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumTest {

    private static final int MEMBERS = 3;

    private static final Packet PACKET = new Packet(8, 9, List.of(new Packet.OnTree(new Tree.Message.Attach(4)),
            new Packet.OnLink(new ArqLink.Data<>(8, 9, 1, true, new Packet.OnCast(Order.CAUSAL,
                    new CastMessage.Msg(2, 1, 4,
                            "\"gr\u00fc\u00df\\n\ud83c\udf33\"".getBytes(StandardCharsets.UTF_8))))),
            new Packet.Hint(new Packet.OnLog(
                    new LogMessage.Suffix(3, 8, List.of(new Entry(1, 8, 3, new byte[]{'{', 0, 31, 127, -1})))))));

    private static byte[] encoded() {
        JsonWriter out = new JsonWriter();
        PacketCodec.encode(PACKET, "n1", "n2", out);
        return out.toBytes();
    }

    private static void check(String body) throws JsonException, MalformedPacket {
        Checksum.check((Json.Obj) JsonReader.parse(body), "n1", "n2");
    }

    /** What is summed up is part of the protocol: nodes of two builds must agree about it. */
    @Test
    void theSum_isThatOfNamesIncarnationsAndFrames() throws JsonException, MalformedPacket {
        check("{\"type\":\"espalier\",\"i\":8,\"j\":9,\"m\":[[\"hi\",8]],\"c\":1}".replace("\"c\":1", "\"c\":"
                + crc("n1\u0000n2\u0000\u0001\u0008\u0001\u0009[[\"hi\",8]]")));
    }

    /** CRC32C bit by bit, of a text in which 0 stands for the end of a name, and 1 for the seven zeros of a small long. */
    private static long crc(String text) {
        int crc = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            for (int zeros = c == 1 ? 7 : 0; zeros > 0; zeros--) {
                crc = next(crc, 0);
            }
            crc = c == 1 ? crc : next(crc, c == 0 ? 0xff : c);
        }
        return ~crc & 0xffffffffL;
    }

    private static int next(int crc, int b) {
        int c = crc ^ b;
        for (int bit = 0; bit < 8; bit++) {
            c = (c & 1) == 0 ? c >>> 1 : c >>> 1 ^ 0x82F63B78;
        }
        return c;
    }

    @Test
    void aBodyThatSaysTheSameInOtherWords_passes() throws JsonException, MalformedPacket {
        String text = new String(encoded(), StandardCharsets.UTF_8);
        check(text);
        check(text.replace(",\"", " ,\t\"").replace(":[[", ": [ ["));
        check(text.replace("\u00fc", "\\u00FC").replace("\ud83c\udf33", "\\ud83c\\udf33").replace("{\\u0000",
                "\\u007b\\u0000"));
        check(text.replace("{\"type\":\"espalier\",\"i\":8,\"j\":9,", "{\"j\":9,")
                .replace("}", ",\"i\":8,\"type\":\"espalier\"}")
                .replace(",\"i\":8,\"type\":\"espalier\"}\\u0000", "{\\u0000"));
    }

    /** Each bit of it: what is not refused says the same. */
    @Test
    void oneBit_isSeen() throws JsonException, MalformedPacket {
        byte[] good = encoded();
        int refused = 0;
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                Json.Obj body = (Json.Obj) JsonReader.parse(bad);
                Checksum.check(body, "n1", "n2");
                JsonWriter again = new JsonWriter();
                PacketCodec.encode(PacketCodec.decode(body, MEMBERS), "n1", "n2", again);
                assertThat(again.toBytes()).as("bit %d", bit).isEqualTo(good);
            } catch (JsonException | MalformedPacket e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(8 * (good.length - "espalier".length() - 10));
    }

    @ParameterizedTest
    @CsvSource({"n3,n2", "n1,n3", "n2,n1", "n1n,2"})
    void aPacketOfOtherNodes_isRefused(String from, String to) throws JsonException {
        Json.Obj body = (Json.Obj) JsonReader.parse(encoded());
        assertThatThrownBy(() -> Checksum.check(body, from, to)).isInstanceOf(MalformedPacket.class)
                .hasMessage("its checksum is wrong");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}", "{\"i\":1,\"j\":1,\"m\":[[\"hi\",1]]}",
            "{\"i\":1,\"j\":1,\"m\":[[\"hi\",1]],\"c\":\"1\"}", "{\"i\":1,\"j\":1,\"m\":[[\"hi\",1]],\"c\":1e99}",
            "{\"i\":1,\"j\":1,\"m\":1,\"c\":1}", "{\"i\":1.5,\"j\":1,\"m\":[[\"hi\",1]],\"c\":1}"})
    void aBodyWithoutAChecksum_isRefused(String body) {
        assertThatThrownBy(() -> check(body)).isInstanceOf(MalformedPacket.class).hasMessageContaining("a checksum");
    }
}
