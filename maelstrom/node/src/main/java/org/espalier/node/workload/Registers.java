package org.espalier.node.workload;

import java.util.LinkedHashMap;
import java.util.Map;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** One value for each key, both any JSON. */
final class Registers implements Txn.Table {

    private static final int VERSION = 1;

    private final String name;
    private final Map<Json, Json> values = new LinkedHashMap<>();

    /** @param name the workload whose state this is */
    Registers(String name) {
        this.name = name;
    }

    @Nullable
    Json get(Json key) {
        return values.get(key);
    }

    @Override
    public String verb() {
        return "w";
    }

    @Override
    public void write(Json key, Json value) {
        values.put(key, value);
    }

    @Override
    public Txn.Seen read(Json key) {
        Json value = values.getOrDefault(key, Json.Null.NULL);
        return value::writeTo;
    }

    @Override
    public byte[] snapshot() {
        JsonWriter out = Parts.state(name, VERSION);
        values.forEach((key, value) -> out.value(key).value(value));
        return out.endArray().toBytes();
    }

    @Override
    public void install(byte[] state) {
        Parts parts = Parts.ofState(state, name, VERSION);
        values.clear();
        while (parts.more()) {
            values.put(parts.next(), parts.next());
        }
    }
}
