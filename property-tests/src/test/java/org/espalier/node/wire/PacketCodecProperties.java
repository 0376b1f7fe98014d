package org.espalier.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class PacketCodecProperties {

    private static final int MEMBERS = 4;

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyPacket_comesBackFromItsBody(@ForAll("packets") Packet packet) throws JsonException, MalformedPacket {
        byte[] text = encoded(packet);
        Packet back = decoded(text);
        assertThat(encoded(back)).isEqualTo(text);
        assertThat(back).usingRecursiveComparison().isEqualTo(packet);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aDamagedBody_isAPacketOrARefusal(@ForAll("packets") Packet packet, @ForAll int where, @ForAll byte what) {
        byte[] text = encoded(packet);
        text[Math.floorMod(where, text.length)] = what;
        try {
            decoded(text);
        } catch (JsonException | MalformedPacket refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    /** Corruption is loss: what the checksum lets pass is what was said. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aDamagedBody_isRefused_unlessItSaysTheSame(@ForAll("packets") Packet packet,
            @ForAll @Size(min = 1, max = 4) List<Integer> bits) {
        byte[] text = encoded(packet);
        for (int bit : bits) {
            int at = Math.floorMod(bit, 8 * text.length);
            text[at / 8] ^= (byte) (1 << at % 8);
        }
        try {
            if (JsonReader.parse(text) instanceof Json.Obj body) {
                Checksum.check(body, "n1", "n2");
                assertThat(encoded(PacketCodec.decode(body, MEMBERS))).isEqualTo(encoded(packet));
            }
        } catch (JsonException | MalformedPacket refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static byte[] encoded(Packet packet) {
        JsonWriter out = new JsonWriter();
        PacketCodec.encode(packet, "n1", "n2", out);
        return out.toBytes();
    }

    private static Packet decoded(byte[] text) throws JsonException, MalformedPacket {
        return PacketCodec.decode((Json.Obj) JsonReader.parse(text), MEMBERS);
    }

    @Provide
    Arbitrary<Packet> packets() {
        return Combinators.combine(count().filter(n -> n > 0), count(), frames().list().ofMinSize(1).ofMaxSize(5))
                .as(Packet::new);
    }

    private static Arbitrary<Packet.Frame> frames() {
        Arbitrary<Packet.Body> casts = Combinators.combine(Arbitraries.of(Order.FIFO, Order.CAUSAL), messages())
                .as(Packet.OnCast::new);
        Arbitrary<Packet.Body> logs = logMessages().map(Packet.OnLog::new);
        Arbitrary<Packet.Body> bodies = Arbitraries.oneOf(List.of(casts, logs));
        Arbitrary<ArqLink.Message<Packet.Body>> hi = count().map(ArqLink.Hi::new);
        Arbitrary<ArqLink.Message<Packet.Body>> ho = Combinators.combine(count(), count()).as(ArqLink.Ho::new);
        Arbitrary<ArqLink.Message<Packet.Body>> data = Combinators
                .combine(count(), count(), count(), Arbitraries.of(true, false), bodies).as(ArqLink.Data::new);
        Arbitrary<ArqLink.Message<Packet.Body>> ack = Combinators
                .combine(count(), count(), count(), Arbitraries.longs())
                .as(ArqLink.Ack::new);
        Arbitrary<Packet.Frame> link = Arbitraries.oneOf(List.of(hi, ho, data, ack)).map(Packet.OnLink::new);
        Arbitrary<Packet.Frame> hint = bodies.map(Packet.Hint::new);
        Arbitrary<Packet.Frame> tree = treeMessages().map(Packet.OnTree::new);
        return Arbitraries.oneOf(List.of(link, hint, tree));
    }

    private static Arbitrary<Tree.Message> treeMessages() {
        Arbitrary<Tree.Message> attach = count().map(Tree.Message.Attach::new);
        Arbitrary<Tree.Message> accept = count().map(Tree.Message.Accept::new);
        Arbitrary<Tree.Message> detach = count().map(Tree.Message.Detach::new);
        Arbitrary<Tree.Message> busy = Combinators.combine(count(), member().list().ofMaxSize(MEMBERS))
                .as(Tree.Message.Busy::new);
        return Arbitraries.oneOf(List.of(attach, accept, detach, busy));
    }

    private static Arbitrary<CastMessage> messages() {
        Arbitrary<CastMessage> sub = Combinators.combine(count(), vector()).as(CastMessage.Sub::new);
        Arbitrary<CastMessage> unsub = count().map(CastMessage.Unsub::new);
        Arbitrary<CastMessage> accept = count().map(CastMessage.Accept::new);
        Arbitrary<CastMessage> busy = count().map(CastMessage.Busy::new);
        Arbitrary<CastMessage> need = count().map(CastMessage.NeedSnapshot::new);
        Arbitrary<CastMessage> ask = Combinators.combine(count(), vector()).as(CastMessage.SnapshotRequest::new);
        Arbitrary<CastMessage> snapshot = Combinators.combine(count(), vector(), text()).as(CastMessage.Snapshot::new);
        Arbitrary<CastMessage> msg = Combinators.combine(count(), member(), count(), text()).as(CastMessage.Msg::new);
        Arbitrary<CastMessage> close = count().map(CastMessage.Close::new);
        Arbitrary<CastMessage> digest = vector().map(CastMessage.Digest::new);
        return Arbitraries.oneOf(List.of(sub, unsub, accept, busy, need, ask, snapshot, msg, close, digest));
    }

    private static Arbitrary<LogMessage> logMessages() {
        Arbitrary<LogMessage> status = Combinators
                .combine(positive(), positive(), count(), count(), count(), Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(LogMessage.Status::new);
        Arbitrary<LogMessage> append = Combinators.combine(positive(), positive(), entries(), count())
                .as(LogMessage.Append::new);
        Arbitrary<LogMessage> ack = Combinators.combine(positive(), counts()).as(LogMessage.Ack::new);
        Arbitrary<LogMessage> promises = Combinators.combine(positive(),
                Combinators.combine(member(), positive(), count()).as(LogMessage.Promise::new).list().ofMaxSize(3))
                .as(LogMessage.Promises::new);
        Arbitrary<LogMessage> beat = Combinators.combine(positive(), positive(), count()).as(LogMessage.Beat::new);
        Arbitrary<LogMessage> propose = entries().map(LogMessage.Propose::new);
        Arbitrary<LogMessage> fetch = Combinators.combine(positive(), positive(), count(), count(), size())
                .as(LogMessage.Fetch::new);
        Arbitrary<LogMessage> suffix = Combinators.combine(positive(), positive(), entries())
                .as(LogMessage.Suffix::new);
        Arbitrary<LogMessage> piece = Combinators.combine(positive(), positive(),
                Combinators.combine(count(), count()).as(Snapshot.Last::new).list().ofMaxSize(3), size(), size(),
                bytes())
                .as(LogMessage.Piece::new);
        Arbitrary<LogMessage> rows = Combinators.combine(member(), positive(), counts()).as(LogMessage.Row::new).list()
                .ofMaxSize(3).map(LogMessage.Rows::new);
        return Arbitraries
                .oneOf(List.of(status, append, ack, promises, beat, propose, fetch, suffix, piece, rows));
    }

    private static Arbitrary<List<Entry>> entries() {
        return Combinators.combine(member(), positive(), positive(), bytes()).as(Entry::new).list().ofMaxSize(3);
    }

    private static Arbitrary<Long> positive() {
        return Arbitraries.longs().between(1, Long.MAX_VALUE);
    }

    private static Arbitrary<Integer> size() {
        return Arbitraries.integers().between(0, Integer.MAX_VALUE);
    }

    private static Arbitrary<List<Long>> counts() {
        return count().list().ofMaxSize(MEMBERS);
    }

    private static Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(12);
    }

    private static Arbitrary<Long> count() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE);
    }

    private static Arbitrary<Integer> member() {
        return Arbitraries.integers().between(0, MEMBERS - 1);
    }

    private static Arbitrary<long[]> vector() {
        return count().array(long[].class).ofSize(MEMBERS);
    }

    /** UTF-8, which has no lone surrogates. */
    private static Arbitrary<byte[]> text() {
        return Arbitraries.strings().withCharRange('\0', '\u07ff').ofMaxLength(12)
                .map(s -> s.getBytes(StandardCharsets.UTF_8));
    }
}
