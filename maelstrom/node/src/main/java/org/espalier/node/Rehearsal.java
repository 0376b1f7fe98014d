package org.espalier.node;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;

import org.espalier.node.json.Json;
import org.espalier.node.json.JsonException;
import org.espalier.node.json.JsonReader;

/**
 * Runs every workload for a moment, in a group of three in this one process, for the JVM to see which classes a node needs:
 * what it records then is mapped into memory at a real start. Used by the launcher; the answers interest nobody.
 */
public final class Rehearsal {

    private static final String[] IDS = {"n1", "n2", "n3"};
    private static final String[] WORKLOADS = {"echo", "unique-ids", "broadcast", "broadcast --order=fifo",
            "broadcast --topology=given", "g-set", "g-counter", "pn-counter", "broadcast --order=total", "lin-kv",
            "kafka",
            "txn-list-append", "txn-rw-register"};
    private static final String[] REQUESTS = {
            "\"type\":\"topology\",\"topology\":{\"n1\":[\"n2\"],\"n2\":[\"n1\",\"n3\"],\"n3\":[\"n2\"]}",
            "\"type\":\"echo\",\"echo\":[\"one\",2,3.0,null,true,{\"a\":[]}]", "\"type\":\"generate\"",
            "\"type\":\"broadcast\",\"message\":1", "\"type\":\"add\",\"delta\":1,\"element\":1",
            "\"type\":\"read\",\"key\":1", "\"type\":\"write\",\"key\":1,\"value\":2",
            "\"type\":\"cas\",\"key\":1,\"from\":2,\"to\":1", "\"type\":\"send\",\"key\":\"1\",\"msg\":2",
            "\"type\":\"poll\",\"offsets\":{\"1\":0}", "\"type\":\"commit_offsets\",\"offsets\":{\"1\":0}",
            "\"type\":\"list_committed_offsets\",\"keys\":[\"1\"]",
            "\"type\":\"txn\",\"txn\":[[\"r\",1,null],[\"append\",1,2]]",
            "\"type\":\"txn\",\"txn\":[[\"r\",1,null],[\"w\",1,2]]"};
    private static final long ENOUGH_MILLIS = 5_000;

    private final Server[] servers = new Server[IDS.length];
    private final ArrayDeque<byte[]> underWay = new ArrayDeque<>();

    private Rehearsal(Options options) {
        for (int i = 0; i < IDS.length; i++) {
            Diagnostics diagnostics = new Diagnostics(System.err);
            servers[i] = new Server(options, Variant.SOUND, Main.lives(options, 1 + i, diagnostics), diagnostics);
        }
    }

    public static void main(String[] args) throws BadArguments, IOException, JsonException {
        for (String workload : WORKLOADS) {
            rehearse(workload.split(" "));
        }
        Path data = Files.createTempDirectory("espalier-rehearsal");
        try {
            rehearse("lin-kv", "--data=" + data);
            rehearse("lin-kv", "--data=" + data); // with a log that is there already
        } finally {
            delete(data);
        }
    }

    private static void rehearse(String... line) throws BadArguments, IOException, JsonException {
        Main.run(line, new ByteArrayInputStream(utf8(request(0, "\"type\":\"read\"") + "\n")),
                OutputStream.nullOutputStream(), System.err, 1);
        Options options = Options.parse(line);
        if (options != null) {
            new Rehearsal(options).run();
        }
    }

    private static void delete(Path tree) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(tree)) {
            for (Path file : files) {
                if (Files.isDirectory(file)) {
                    delete(file);
                } else {
                    Files.delete(file);
                }
            }
        }
        Files.delete(tree);
    }

    private void run() throws IOException, JsonException {
        for (int i = 0; i < IDS.length; i++) {
            give(i, utf8(
                    request(i, "\"type\":\"init\",\"node_id\":\"" + IDS[i] + "\",\"node_ids\":[\"n1\",\"n2\",\"n3\"]")),
                    0);
        }
        for (long now = 0; now < ENOUGH_MILLIS; now += 100) {
            if (now % 1_000 == 0) {
                for (int i = 0; i < IDS.length; i++) {
                    for (String members : REQUESTS) {
                        give(i, utf8(request(i, members)), now);
                    }
                }
            }
            for (byte[] line = underWay.poll(); line != null; line = underWay.poll()) {
                give(destination(line), line, now);
            }
            for (Server server : servers) {
                server.tick(now);
                drain(server);
            }
        }
        for (Server server : servers) {
            server.close();
        }
    }

    private void give(int to, byte[] line, long now) throws IOException {
        if (to >= 0) {
            servers[to].line(line, 0, line.length, now);
            drain(servers[to]);
        }
    }

    private void drain(Server server) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.drainTo(out);
        Lines lines = new Lines(EventLoop.MAX_LINE_BYTES);
        lines.append(out.toByteArray(), out.size());
        while (lines.next()) {
            underWay.add(Arrays.copyOfRange(lines.bytes(), lines.start(), lines.end()));
        }
    }

    /** The index of the node that a line is for, or -1 when that is a client. */
    private static int destination(byte[] line) throws JsonException {
        for (int i = 0; i < IDS.length; i++) {
            if (JsonReader.parse(line) instanceof Json.Obj o && o.get("dest") instanceof Json.Str dest
                    && dest.value().equals(IDS[i])) {
                return i;
            }
        }
        return -1;
    }

    private static String request(int to, String members) {
        return "{\"src\":\"c1\",\"dest\":\"" + IDS[to] + "\",\"body\":{" + members + ",\"msg_id\":1}}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
