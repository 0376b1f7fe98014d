package org.espalier.node.workload;

import java.util.ArrayList;
import java.util.List;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;
import org.espalier.node.json.JsonWriter;

/**
 * {@code txn-list-append} and {@code txn-rw-register}: transactions over a map, strictly serializable. A transaction is one
 * command in the one sequence, reads included, and runs whole at its place there, between request and answer. It cannot
 * conflict, so it is never aborted.
 */
public final class Txn implements Replicated {

    /** What the transactions run on. */
    sealed interface Table permits Lists, Registers {

        /** What a micro-operation that is no read is called. */
        String verb();

        void write(Json key, Json value);

        Seen read(Json key);

        byte[] snapshot();

        void install(byte[] state);
    }

    /** What a read saw, which later writes do not change. */
    interface Seen {

        void writeTo(JsonWriter out);
    }

    /** A transaction that has run: its micro-operations, and what its reads saw. */
    private record Completed(List<Json> operations, List<Seen> seen) implements Result {

        @Override
        public void to(Reply reply) {
            JsonWriter out = reply.ok("txn_ok").name("txn").beginArray();
            int reads = 0;
            for (Json each : operations) {
                List<Json> operation = ((Json.Arr) each).items();
                if (isRead(operation)) {
                    out.beginArray().string("r").value(operation.get(1));
                    seen.get(reads++).writeTo(out);
                    out.endArray();
                } else {
                    out.value(each);
                }
            }
            out.endArray();
        }
    }

    private final Group group;
    private final Table table;

    private Txn(Group group, Table table) {
        this.group = group;
        this.table = table;
    }

    /** Transactions that append to lists, which grow with what is appended. */
    public static Txn listAppend(Group group) {
        return new Txn(group, new Lists());
    }

    /** Transactions that write registers; the state grows with the number of keys. */
    public static Txn rwRegister(Group group) {
        return new Txn(group, new Registers("txn-rw-register"));
    }

    @Override
    public void request(Request request, Reply reply) throws RequestException {
        if (!request.type().equals("txn")) {
            throw RequestException.notSupported("a txn workload answers txn, not " + request.type());
        }
        Json.Arr txn = request.requireArray("txn");
        for (Json each : txn.items()) {
            if (!(each instanceof Json.Arr operation) || !isOperation(operation.items())) {
                throw RequestException.malformed("a transaction is made of [\"r\", key, null] and [\"" + table.verb()
                        + "\", key, value]");
            }
        }
        group.submit(txn.toBytes(), reply);
    }

    @Override
    public Result apply(byte[] payload) {
        List<Json> operations = operations(payload);
        List<Seen> seen = new ArrayList<>();
        for (Json each : operations) {
            List<Json> operation = ((Json.Arr) each).items();
            if (isRead(operation)) {
                seen.add(table.read(operation.get(1)));
            } else {
                table.write(operation.get(1), operation.get(2));
            }
        }
        return new Completed(operations, seen);
    }

    @Override
    public byte[] snapshot() {
        return table.snapshot();
    }

    @Override
    public void install(byte[] state) {
        table.install(state);
    }

    private boolean isOperation(List<Json> operation) {
        return operation.size() == 3 && (isRead(operation)
                ? operation.get(2) instanceof Json.Null
                : operation.get(0) instanceof Json.Str verb && verb.value().equals(table.verb()));
    }

    private static boolean isRead(List<Json> operation) {
        return operation.get(0) instanceof Json.Str verb && verb.value().equals("r");
    }

    private static List<Json> operations(byte[] payload) {
        try {
            if (JsonReader.parse(payload) instanceof Json.Arr array) {
                return array.items();
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("no transaction: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("no transaction: not an array");
    }
}
