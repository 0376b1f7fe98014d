package org.espalier.node.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.espalier.core.log.Entry;
import org.espalier.core.log.LogMessage;
import org.espalier.core.log.Snapshot;
import org.espalier.node.json.JsonWriter;

/** The messages of the log, as {@link PacketCodec} writes them. Payloads and states are bytes, one character each. */
final class LogCodec {

    private LogCodec() {}

    static void encode(LogMessage message, JsonWriter out) {
        switch (message) {
            case LogMessage.Status(long ep, long le, long len, long ble, long blen, boolean ask, boolean direct) ->
                out.string("status").number(ep).number(le).number(len).number(ble).number(blen).number(ask ? 1 : 0)
                        .number(direct ? 1 : 0);
            case LogMessage.Append(long e, long index, List<Entry> entries, long ci) ->
                entries(entries, out.string("append").number(e).number(index).number(ci));
            case LogMessage.Ack(long e, List<Long> agg) -> numbers(agg, out.string("acks").number(e));
            case LogMessage.Promises(long e, List<LogMessage.Promise> prm) -> {
                out.string("promises").number(e).beginArray();
                for (LogMessage.Promise p : prm) {
                    out.beginArray().number(p.voter()).number(p.le()).number(p.len()).endArray();
                }
                out.endArray();
            }
            case LogMessage.Beat(long e, long n, long ci) -> out.string("beat").number(e).number(n).number(ci);
            case LogMessage.Propose(List<Entry> entries) -> entries(entries, out.string("propose"));
            case LogMessage.Fetch(long l, long from, long upTo, long snapshot, int at) ->
                out.string("fetch").number(l).number(from).number(upTo).number(snapshot).number(at);
            case LogMessage.Suffix(long l, long from, List<Entry> entries) ->
                entries(entries, out.string("suffix").number(l).number(from));
            case LogMessage.Piece(long l, long index, List<Snapshot.Last> last, int offset, int total, byte[] bytes) -> {
                out.string("piece").number(l).number(index).number(offset).number(total).beginArray();
                for (Snapshot.Last each : last) {
                    out.beginArray().number(each.incarnation()).number(each.seq()).endArray();
                }
                bytes(bytes, out.endArray());
            }
            case LogMessage.Rows(List<LogMessage.Row> rows) -> {
                out.string("rows").beginArray();
                for (LogMessage.Row row : rows) {
                    numbers(row.life(), out.beginArray().number(row.voter()).number(row.incarnation()));
                    out.endArray();
                }
                out.endArray();
            }
        }
    }

    static LogMessage decode(Fields in) throws MalformedPacket {
        String name = in.word();
        return switch (name) {
            case "status" -> new LogMessage.Status(in.positive(), in.positive(), in.count(), in.count(), in.count(),
                    in.flag(), in.flag());
            case "append" -> {
                long e = in.positive();
                long index = in.positive();
                long ci = in.count();
                yield new LogMessage.Append(e, index, in.list(LogCodec::entry), ci);
            }
            case "acks" -> new LogMessage.Ack(in.positive(), in.list(Fields::count));
            case "promises" -> new LogMessage.Promises(in.positive(), in.list(LogCodec::promise));
            case "beat" -> new LogMessage.Beat(in.positive(), in.positive(), in.count());
            case "propose" -> new LogMessage.Propose(in.list(LogCodec::entry));
            case "fetch" ->
                new LogMessage.Fetch(in.positive(), in.positive(), in.count(), in.count(), in.size());
            case "suffix" -> new LogMessage.Suffix(in.positive(), in.positive(), in.list(LogCodec::entry));
            case "piece" -> {
                long l = in.positive();
                long index = in.positive();
                int offset = in.size();
                int total = in.size();
                yield new LogMessage.Piece(l, index, in.list(LogCodec::last), offset, total, in.bytes());
            }
            case "rows" -> new LogMessage.Rows(in.list(LogCodec::row));
            default -> throw new MalformedPacket("an unknown message of the log \"" + name + "\"");
        };
    }

    private static void entries(List<Entry> entries, JsonWriter out) {
        out.beginArray();
        for (Entry entry : entries) {
            out.beginArray().number(entry.origin()).number(entry.incarnation()).number(entry.seq());
            bytes(entry.payload(), out).endArray();
        }
        out.endArray();
    }

    private static void numbers(List<Long> numbers, JsonWriter out) {
        out.beginArray();
        for (long number : numbers) {
            out.number(number);
        }
        out.endArray();
    }

    private static JsonWriter bytes(byte[] bytes, JsonWriter out) {
        return out.string(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static Entry entry(Fields list) throws MalformedPacket {
        Fields in = list.nested();
        return in.end(new Entry(in.member(), in.positive(), in.positive(), in.bytes()));
    }

    private static LogMessage.Promise promise(Fields list) throws MalformedPacket {
        Fields in = list.nested();
        return in.end(new LogMessage.Promise(in.member(), in.positive(), in.count()));
    }

    private static Snapshot.Last last(Fields list) throws MalformedPacket {
        Fields in = list.nested();
        return in.end(new Snapshot.Last(in.count(), in.count()));
    }

    private static LogMessage.Row row(Fields list) throws MalformedPacket {
        Fields in = list.nested();
        return in.end(new LogMessage.Row(in.member(), in.positive(), in.list(Fields::count)));
    }
}
