package org.espalier.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.espalier.core.cast.CastMessage;
import org.espalier.core.link.ArqLink;
import org.espalier.core.log.Entry;
import org.espalier.core.log.LogMessage;
import org.espalier.core.log.Snapshot;
import org.espalier.core.node.Order;
import org.espalier.core.node.Packet;
import org.espalier.core.overlay.Tree;
import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;
import org.espalier.node.json.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketCodecTest {

    private static final int MEMBERS = 3;
    private static final long[] VEC = {1, 0, 7};

    private static String encoded(Packet packet) {
        JsonWriter out = new JsonWriter();
        PacketCodec.encode(packet, "n1", "n2", out);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private static Packet decoded(String text) throws JsonException, MalformedPacket {
        return PacketCodec.decode((Json.Obj) JsonReader.parse(text), MEMBERS);
    }

    /** The frame's text; what it is decoded to has the same. */
    private static String frame(Packet.Frame frame) throws JsonException, MalformedPacket {
        String text = encoded(new Packet(8, 9, List.of(frame)));
        assertThat(encoded(decoded(text))).isEqualTo(text);
        String start = "{\"type\":\"espalier\",\"i\":8,\"j\":9,\"m\":[";
        assertThat(text).startsWith(start).matches(".*\\],\"c\":\\d+\\}");
        return text.substring(start.length(), text.lastIndexOf("],\"c\":"));
    }

    private static String hint(CastMessage message) throws JsonException, MalformedPacket {
        String text = frame(new Packet.Hint(new Packet.OnCast(Order.FIFO, message)));
        return text.substring("[\"hint\",".length(), text.length() - 1);
    }

    private static String log(LogMessage message) throws JsonException, MalformedPacket {
        String text = frame(new Packet.Hint(new Packet.OnLog(message)));
        return text.substring("[\"hint\",".length(), text.length() - 1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void framesOfTheLink_areTheSpecificationsFields() throws JsonException, MalformedPacket {
        assertThat(frame(new Packet.OnLink(new ArqLink.Hi<>(8)))).isEqualTo("[\"hi\",8]");
        assertThat(frame(new Packet.OnLink(new ArqLink.Ho<>(9, 8)))).isEqualTo("[\"ho\",9,8]");
        assertThat(frame(new Packet.OnLink(new ArqLink.Ack<>(9, 8, 5, Long.MIN_VALUE))))
                .isEqualTo("[\"ack\",9,8,5,-9223372036854775808]");
        assertThat(frame(new Packet.OnLink(new ArqLink.Data<>(8, 9, 1, true,
                new Packet.OnCast(Order.CAUSAL, new CastMessage.Msg(2, 1, 4, utf8("\"gr\u00fc\u00df\"")))))))
                .isEqualTo("[\"data\",8,9,1,1,[\"causal\",\"msg\",2,1,4,\"\\\"gr\u00fc\u00df\\\"\"]]");
    }

    @Test
    void framesOfTheTree_areTheSpecificationsFields() throws JsonException, MalformedPacket {
        assertThat(frame(new Packet.OnTree(new Tree.Message.Attach(4)))).isEqualTo("[\"attach\",4]");
        assertThat(frame(new Packet.OnTree(new Tree.Message.Accept(4)))).isEqualTo("[\"accept\",4]");
        assertThat(frame(new Packet.OnTree(new Tree.Message.Busy(4, List.of(1, 2))))).isEqualTo("[\"busy\",4,[1,2]]");
        assertThat(frame(new Packet.OnTree(new Tree.Message.Detach(4)))).isEqualTo("[\"detach\",4]");
    }

    @Test
    void messagesOfTheMulticastLayers_areTheSpecificationsFields() throws JsonException, MalformedPacket {
        assertThat(hint(new CastMessage.Sub(5, VEC))).isEqualTo("[\"fifo\",\"sub\",5,[1,0,7]]");
        assertThat(hint(new CastMessage.Unsub(5))).isEqualTo("[\"fifo\",\"unsub\",5]");
        assertThat(hint(new CastMessage.Accept(5))).isEqualTo("[\"fifo\",\"accept\",5]");
        assertThat(hint(new CastMessage.Busy(5))).isEqualTo("[\"fifo\",\"busy\",5]");
        assertThat(hint(new CastMessage.NeedSnapshot(5))).isEqualTo("[\"fifo\",\"need\",5]");
        assertThat(hint(new CastMessage.SnapshotRequest(5, VEC))).isEqualTo("[\"fifo\",\"ask\",5,[1,0,7]]");
        assertThat(hint(new CastMessage.Snapshot(5, VEC, utf8("[1]"))))
                .isEqualTo("[\"fifo\",\"snapshot\",5,[1,0,7],\"[1]\"]");
        assertThat(hint(new CastMessage.Close(5))).isEqualTo("[\"fifo\",\"close\",5]");
        assertThat(hint(new CastMessage.Digest(VEC))).isEqualTo("[\"fifo\",\"digest\",[1,0,7]]");
    }

    @Test
    void messagesOfTheLog_areTheSpecificationsFields() throws JsonException, MalformedPacket {
        List<Entry> entries = List.of(new Entry(1, 8, 3, utf8("\"a\"")), new Entry(2, 9, 1, new byte[]{0, -1}));
        String texts = "[[1,8,3,\"\\\"a\\\"\"],[2,9,1,\"\\u0000\u00ff\"]]";
        assertThat(log(new LogMessage.Status(3, 2, 9, 1, 7, false, true)))
                .isEqualTo("[\"log\",\"status\",3,2,9,1,7,0,1]");
        assertThat(log(new LogMessage.Append(3, 8, entries, 6))).isEqualTo("[\"log\",\"append\",3,8,6," + texts + "]");
        assertThat(log(new LogMessage.Ack(3, List.of(0L, 4L)))).isEqualTo("[\"log\",\"acks\",3,[0,4]]");
        assertThat(log(new LogMessage.Promises(3, List.of(new LogMessage.Promise(1, 2, 9)))))
                .isEqualTo("[\"log\",\"promises\",3,[[1,2,9]]]");
        assertThat(log(new LogMessage.Beat(3, 5, 6))).isEqualTo("[\"log\",\"beat\",3,5,6]");
        assertThat(log(new LogMessage.Propose(entries))).isEqualTo("[\"log\",\"propose\"," + texts + "]");
        assertThat(log(new LogMessage.Fetch(3, 4, 9, 2, 100))).isEqualTo("[\"log\",\"fetch\",3,4,9,2,100]");
        assertThat(log(new LogMessage.Suffix(3, 8, entries))).isEqualTo("[\"log\",\"suffix\",3,8," + texts + "]");
        assertThat(log(new LogMessage.Piece(3, 2, List.of(new Snapshot.Last(8, 3)), 4, 6, new byte[]{'[', -61})))
                .isEqualTo("[\"log\",\"piece\",3,2,4,6,[[8,3]],\"[\u00c3\"]");
        assertThat(log(new LogMessage.Rows(List.of(new LogMessage.Row(1, 8, List.of(9L, 8L))))))
                .isEqualTo("[\"log\",\"rows\",[[1,8,[9,8]]]]");
    }

    @Test
    void aPacketInParts_losesNoFrame_andNoPartIsMuchLongerThanAsked() throws JsonException, MalformedPacket {
        List<Packet.Frame> frames = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            frames.add(new Packet.Hint(new Packet.OnLog(new LogMessage.Suffix(i, 1, List.of(new Entry(0, 1, 1,
                    new byte[i * 10]))))));
        }
        Packet packet = new Packet(8, 9, frames);
        List<Packet.Frame> back = new ArrayList<>();
        for (int next = 0; next < frames.size();) {
            JsonWriter out = new JsonWriter();
            next = PacketCodec.encode(packet, next, 1_000, "n1", "n2", out);
            assertThat(out.size()).isLessThan(1_000 + 6 * 200 + 100);
            back.addAll(decoded(new String(out.toBytes(), StandardCharsets.UTF_8)).frames());
        }
        assertThat(encoded(new Packet(8, 9, back))).isEqualTo(encoded(packet));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"hi\"]", "[\"hi\",-1]", "[\"hi\",1.0]", "[\"hi\",\"1\"]", "[\"hi\",1,2]", "[]", "[1]",
            "7",
            "[\"hi\",9223372036854775808]", "[\"busy\",1,[3]]", "[\"busy\",1,2]",
            "[\"data\",1,1,1,2,[\"fifo\",\"close\",1]]",
            "[\"data\",1,1,1,1,[]]", "[\"hint\",[\"fifo\"]]", "[\"hint\",[\"fifo\",\"close\"]]",
            "[\"hint\",[\"fifo\",\"close\",1,2]]", "[\"hint\",[\"total\",\"close\",1]]",
            "[\"hint\",[\"fifo\",\"wat\",1]]",
            "[\"hint\",[\"fifo\",\"msg\",1,3,1,\"\"]]", "[\"hint\",[\"fifo\",\"msg\",1,-1,1,\"\"]]",
            "[\"hint\",[\"fifo\",\"msg\",1,1,1,2]]", "[\"hint\",[\"fifo\",\"digest\",[1,2]]]",
            "[\"hint\",[\"log\",\"wat\"]]", "[\"hint\",[\"log\",\"status\",1,1,1,1,1,0]]",
            "[\"hint\",[\"log\",\"status\",0,1,1,1,1,0,0]]", "[\"hint\",[\"log\",\"status\",1,1,1,1,1,0,2]]",
            "[\"hint\",[\"log\",\"append\",1,0,1,[]]]", "[\"hint\",[\"log\",\"append\",1,1,1,[[3,1,1,\"\"]]]]",
            "[\"hint\",[\"log\",\"append\",1,1,1,[[0,0,1,\"\"]]]]",
            "[\"hint\",[\"log\",\"append\",1,1,1,[[0,1,1,\"\",1]]]]",
            "[\"hint\",[\"log\",\"propose\",[[0,1,1,\"\u0100\"]]]]", "[\"hint\",[\"log\",\"acks\",1,[-1]]]",
            "[\"hint\",[\"log\",\"promises\",1,[[3,1,1]]]]", "[\"hint\",[\"log\",\"fetch\",1,1,1,1,2147483648]]",
            "[\"hint\",[\"log\",\"piece\",1,1,-1,1,[],\"\"]]", "[\"hint\",[\"log\",\"rows\",[[0,0,[]]]]]",
            "[\"hint\",[\"fifo\",\"digest\",[1,2,3,4]]]", "[\"hint\",[\"fifo\",\"digest\",[1,2,-3]]]"})
    void whatIsNoFrame_isRefused(String frame) {
        assertThatThrownBy(() -> decoded("{\"type\":\"espalier\",\"i\":1,\"j\":0,\"m\":[[\"hi\",1]," + frame + "]}"))
                .isInstanceOf(MalformedPacket.class).message().isNotBlank().doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"i\":0,\"j\":0,\"m\":[[\"hi\",1]]}", "{\"i\":1,\"j\":-1,\"m\":[[\"hi\",1]]}",
            "{\"i\":1,\"m\":[[\"hi\",1]]}", "{\"i\":1,\"j\":0,\"m\":[]}", "{\"i\":1,\"j\":0,\"m\":{}}"})
    void whatIsNoPacket_isRefused(String body) {
        assertThatThrownBy(() -> decoded(body)).isInstanceOf(MalformedPacket.class)
                .hasMessageStartingWith("a packet needs");
    }
}
