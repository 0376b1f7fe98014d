package org.espalier.node.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.espalier.core.cast.CastMessage;
import org.espalier.core.link.ArqLink;
import org.espalier.core.log.LogMessage;
import org.espalier.core.node.Order;
import org.espalier.core.node.Packet;
import org.espalier.core.overlay.Tree;
import org.espalier.node.json.Json;
import org.espalier.node.json.JsonWriter;

/**
 * A packet as the body of one Maelstrom message:
 *
 * <pre>
 * {"type":"espalier","i":sender's incarnation,"j":receiver's incarnation or 0,"m":[frame, ...],"c":checksum}
 *
 * frame   ["hi",a] ["ho",a,b] ["data",a,b,n,ordered,message] ["ack",a,b,n,gaps]                         ArqLink
 *         ["attach",ver] ["accept",ver] ["busy",ver,[member, ...]] ["detach",ver]                        Tree
 *         ["hint",message]
 * message [order,"sub",sid,vec] [order,"unsub",sid] [order,"accept",sid] [order,"busy",sid] [order,"need",sid]
 *         [order,"ask",sid,vec] [order,"snapshot",sid,vec,state] [order,"msg",sid,origin,seq,payload]
 *         [order,"close",sid] [order,"digest",vec]                                                       FifoTree, TreeCast
 *         ["log","status",ep,le,len,ble,blen,ask,direct] ["log","append",e,index,ci,[entry, ...]] ["log","acks",e,[index, ...]]
 *         ["log","promises",e,[[voter,le,len], ...]] ["log","beat",e,n,ci] ["log","propose",[entry, ...]]
 *         ["log","fetch",l,from,upTo,snapshot,at] ["log","suffix",l,from,[entry, ...]]
 *         ["log","piece",l,index,offset,total,[[incarnation,seq], ...],bytes] ["log","rows",[[voter,incarnation,[life, ...]], ...]]
 * entry   [origin,incarnation,seq,payload]                                                               TreeLog
 * </pre>
 *
 * The fields are those of the specifications' messages. {@code order} is {@code "fifo"} or {@code "causal"};
 * {@code ordered} is 0 or 1; members are named by their index; {@code vec} has one entry for each. Payloads and states are
 * UTF-8 text to the codec, those of the log bytes, and travel as strings: whatever JSON library the network uses, it does not touch the inside of a
 * string. A body is decoded whole or not at all. Whether its content is what was sent, {@link Checksum} knows: a body that is
 * not is to be dropped, so that to the layers above a corrupt packet is one that was lost.
 */
public final class PacketCodec {

    /** The body's {@code type}. */
    public static final String TYPE = "espalier";

    private PacketCodec() {}

    /** Writes a packet as a body, of a message from a node of that name to another. */
    public static void encode(Packet packet, String self, String peer, JsonWriter out) {
        encode(packet, 0, Integer.MAX_VALUE, self, peer, out);
    }

    /**
     * Writes a packet's frames from {@code from} on as a body, one at least, and no more after {@code maxBytes}.
     *
     * @param self the sender's name
     * @param peer the receiver's name
     * @return the first frame that was not written, for a body of its own
     */
    public static int encode(Packet packet, int from, int maxBytes, String self, String peer, JsonWriter out) {
        int start = out.size();
        out.beginObject().name("type").string(TYPE);
        out.name("i").number(packet.src()).name("j").number(packet.dst()).name("m");
        int frames = out.size();
        out.beginArray();
        int next = from;
        do {
            out.beginArray();
            switch (packet.frames().get(next++)) {
                case Packet.OnLink(ArqLink.Message<Packet.Body> message) -> link(message, out);
                case Packet.OnTree(Tree.Message message) -> tree(message, out);
                case Packet.Hint(Packet.Body body) -> body(body, out.string("hint"));
            }
            out.endArray();
        } while (next < packet.frames().size() && out.size() - start < maxBytes);
        out.endArray();
        long sum = Checksum.of(self, peer, packet.src(), packet.dst(), out, frames);
        out.name(Checksum.NAME).number(sum).endObject();
        return next;
    }

    /**
     * Reads a packet from a body, whatever its {@linkplain Checksum#check checksum}.
     *
     * @param members how many members the group has
     * @throws MalformedPacket when the body is none
     */
    public static Packet decode(Json.Obj body, int members) throws MalformedPacket {
        if (!(body.get("i") instanceof Json.Num src) || !(body.get("j") instanceof Json.Num dst) || !src.isLong()
                || !dst.isLong() || src.longValue() < 1 || dst.longValue() < 0
                || !(body.get("m") instanceof Json.Arr list) || list.items().isEmpty()) {
            throw new MalformedPacket("a packet needs incarnations \"i\" and \"j\" and frames \"m\"");
        }
        List<Packet.Frame> frames = new ArrayList<>(list.items().size());
        for (Json item : list.items()) {
            Fields fields = Fields.of(item, members);
            frames.add(fields.end(frame(fields)));
        }
        return new Packet(src.longValue(), dst.longValue(), frames);
    }

    private static void link(ArqLink.Message<Packet.Body> message, JsonWriter out) {
        switch (message) {
            case ArqLink.Hi<Packet.Body>(long a) -> out.string("hi").number(a);
            case ArqLink.Ho<Packet.Body>(long a, long b) -> out.string("ho").number(a).number(b);
            case ArqLink.Data<Packet.Body>(long a, long b, long n, boolean ordered, Packet.Body payload) -> {
                out.string("data").number(a).number(b).number(n).number(ordered ? 1 : 0);
                body(payload, out);
            }
            case ArqLink.Ack<Packet.Body>(long a, long b, long n, long gaps) ->
                out.string("ack").number(a).number(b).number(n).number(gaps);
        }
    }

    private static void tree(Tree.Message message, JsonWriter out) {
        switch (message) {
            case Tree.Message.Attach(long ver) -> out.string("attach").number(ver);
            case Tree.Message.Accept(long ver) -> out.string("accept").number(ver);
            case Tree.Message.Busy(long ver, List<Integer> kids) -> {
                out.string("busy").number(ver).beginArray();
                for (int kid : kids) {
                    out.number(kid);
                }
                out.endArray();
            }
            case Tree.Message.Detach(long ver) -> out.string("detach").number(ver);
        }
    }

    private static void body(Packet.Body body, JsonWriter out) {
        out.beginArray();
        switch (body) {
            case Packet.OnCast(Order order, CastMessage message) ->
                cast(message, out.string(order == Order.FIFO ? "fifo" : "causal"));
            case Packet.OnLog(LogMessage message) -> LogCodec.encode(message, out.string("log"));
        }
        out.endArray();
    }

    private static void cast(CastMessage message, JsonWriter out) {
        switch (message) {
            case CastMessage.Sub(long sid, long[] vec) -> vector(vec, out.string("sub").number(sid));
            case CastMessage.Unsub(long sid) -> out.string("unsub").number(sid);
            case CastMessage.Accept(long sid) -> out.string("accept").number(sid);
            case CastMessage.Busy(long sid) -> out.string("busy").number(sid);
            case CastMessage.NeedSnapshot(long sid) -> out.string("need").number(sid);
            case CastMessage.SnapshotRequest(long sid, long[] vec) -> vector(vec, out.string("ask").number(sid));
            case CastMessage.Snapshot(long sid, long[] vec, byte[] state) ->
                text(state, vector(vec, out.string("snapshot").number(sid)));
            case CastMessage.Msg(long sid, int origin, long seq, byte[] payload) ->
                text(payload, out.string("msg").number(sid).number(origin).number(seq));
            case CastMessage.Close(long sid) -> out.string("close").number(sid);
            case CastMessage.Digest(long[] vec) -> vector(vec, out.string("digest"));
        }
    }

    private static JsonWriter vector(long[] vec, JsonWriter out) {
        out.beginArray();
        for (long entry : vec) {
            out.number(entry);
        }
        return out.endArray();
    }

    private static void text(byte[] utf8, JsonWriter out) {
        out.string(new String(utf8, StandardCharsets.UTF_8));
    }

    private static Packet.Frame frame(Fields in) throws MalformedPacket {
        String name = in.word();
        return switch (name) {
            case "hi" -> new Packet.OnLink(new ArqLink.Hi<>(in.count()));
            case "ho" -> new Packet.OnLink(new ArqLink.Ho<>(in.count(), in.count()));
            case "data" -> new Packet.OnLink(
                    new ArqLink.Data<>(in.count(), in.count(), in.count(), in.flag(), message(in.nested())));
            case "ack" -> new Packet.OnLink(new ArqLink.Ack<>(in.count(), in.count(), in.count(), in.bits()));
            case "attach" -> new Packet.OnTree(new Tree.Message.Attach(in.count()));
            case "accept" -> new Packet.OnTree(new Tree.Message.Accept(in.count()));
            case "busy" -> new Packet.OnTree(new Tree.Message.Busy(in.count(), in.memberList()));
            case "detach" -> new Packet.OnTree(new Tree.Message.Detach(in.count()));
            case "hint" -> new Packet.Hint(message(in.nested()));
            default -> throw new MalformedPacket("an unknown frame \"" + name + "\"");
        };
    }

    private static Packet.Body message(Fields in) throws MalformedPacket {
        String order = in.word();
        return switch (order) {
            case "fifo" -> new Packet.OnCast(Order.FIFO, in.end(castMessage(in)));
            case "causal" -> new Packet.OnCast(Order.CAUSAL, in.end(castMessage(in)));
            case "log" -> new Packet.OnLog(in.end(LogCodec.decode(in)));
            default -> throw new MalformedPacket("an unknown layer \"" + order + "\"");
        };
    }

    private static CastMessage castMessage(Fields in) throws MalformedPacket {
        String name = in.word();
        return switch (name) {
            case "sub" -> new CastMessage.Sub(in.count(), in.vector());
            case "unsub" -> new CastMessage.Unsub(in.count());
            case "accept" -> new CastMessage.Accept(in.count());
            case "busy" -> new CastMessage.Busy(in.count());
            case "need" -> new CastMessage.NeedSnapshot(in.count());
            case "ask" -> new CastMessage.SnapshotRequest(in.count(), in.vector());
            case "snapshot" -> new CastMessage.Snapshot(in.count(), in.vector(), in.text());
            case "msg" -> new CastMessage.Msg(in.count(), in.member(), in.count(), in.text());
            case "close" -> new CastMessage.Close(in.count());
            case "digest" -> new CastMessage.Digest(in.vector());
            default -> throw new MalformedPacket("an unknown message \"" + name + "\"");
        };
    }
}
