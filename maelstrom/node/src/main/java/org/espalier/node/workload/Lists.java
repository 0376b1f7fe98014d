package org.espalier.node.workload;

import java.util.LinkedHashMap;
import java.util.Map;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonWriter;

/** Lists that only grow, by key. A list is kept as its JSON text; a read is a place in it. */
final class Lists implements Txn.Table {

    private static final String NAME = "txn-list-append";
    private static final int VERSION = 1;

    private static final class Items {

        final JsonWriter text = new JsonWriter(32);
        int count;

        void add(byte[] item) {
            text.raw(item, 0, item.length);
            count++;
        }
    }

    /** The first {@code size} bytes of a list's text. */
    private record Prefix(JsonWriter text, int size) implements Txn.Seen {

        @Override
        public void writeTo(JsonWriter out) {
            out.beginArray().raw(text, 0, size).endArray();
        }
    }

    private final Map<Json, Items> lists = new LinkedHashMap<>();

    @Override
    public String verb() {
        return "append";
    }

    @Override
    public void write(Json key, Json value) {
        list(key).add(value.toBytes());
    }

    @Override
    public Txn.Seen read(Json key) {
        Items list = lists.get(key);
        return list == null ? Json.Null.NULL::writeTo : new Prefix(list.text, list.text.size());
    }

    @Override
    public byte[] snapshot() {
        JsonWriter out = Parts.state(NAME, VERSION);
        lists.forEach((key, list) -> out.value(key).number(list.count).raw(list.text));
        return out.endArray().toBytes();
    }

    @Override
    public void install(byte[] state) {
        Parts parts = Parts.ofState(state, NAME, VERSION);
        lists.clear();
        while (parts.more()) {
            Items list = list(parts.next());
            for (long n = parts.count(); n > 0; n--) {
                list.add(parts.next().toBytes());
            }
        }
    }

    private Items list(Json key) {
        Items list = lists.get(key);
        if (list == null) {
            list = new Items();
            lists.put(key, list);
        }
        return list;
    }
}
