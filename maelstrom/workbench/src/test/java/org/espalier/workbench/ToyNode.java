package org.espalier.workbench;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.history.Json;
import org.jspecify.annotations.Nullable;

/**
 * A node program for the tests of the workbench, run as a process of its own. {@code ToyNode WORKLOAD [FLAW]}: without a
 * flaw it is right as long as the network loses nothing and latencies are constant; a flaw breaks one thing. {@code keep} is
 * none: with it the node keeps its values in {@code data/ID} of its working directory, and finds them again; nor is
 * {@code pid}, with which ids do not repeat in the next life.
 */
public final class ToyNode {

    private final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false,
            StandardCharsets.UTF_8);
    private final String workload;
    private final String flaw;
    private String me = "";
    private List<?> everyone = List.of();
    private final List<Object> log = new ArrayList<>();
    private @Nullable Object heldBack;
    private long sum;
    private long received;
    private long given;
    private @Nullable Path kept;
    private final ToyService service;

    private ToyNode(String workload, String flaw) {
        this.workload = workload;
        this.flaw = flaw;
        service = new ToyService(flaw);
    }

    /** A program that is this class. */
    static Path script(Path directory) throws IOException {
        Path file = directory.resolve("toy");
        Files.writeString(file, "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp '"
                + System.getProperty("java.class.path") + "' org.espalier.workbench.ToyNode \"$@\"\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public static void main(String[] args) throws IOException {
        new ToyNode(args[0], args.length > 1 ? args[1] : "").run();
    }

    private void run() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        while (line != null) {
            if (Json.parse(line) instanceof Map<?, ?> message && message.get("body") instanceof Map<?, ?> body) {
                handle(String.valueOf(message.get("src")), body);
            }
            out.flush();
            line = in.readLine();
        }
    }

    private void handle(String src, Map<?, ?> body) throws IOException {
        String type = String.valueOf(body.get("type"));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("type", type + "_ok");
        answer.put("in_reply_to", body.get("msg_id"));
        if (type.equals("proxy") || type.equals("proxied")) {
            relay(src, type, body);
            return;
        }
        if (!type.equals("init") && (List.of("lin-kv", "kafka").contains(workload) || workload.startsWith("txn-"))) {
            serve(src, body, answer);
            return;
        }
        switch (type) {
            case "init" -> {
                me = String.valueOf(body.get("node_id"));
                everyone = body.get("node_ids") instanceof List<?> ids ? ids : List.of();
                if (flaw.equals("keep")) {
                    Path file = Files.createDirectories(Path.of("data")).resolve(me);
                    if (Files.exists(file)) {
                        Files.readAllLines(file).forEach(line -> append(Json.parse(line)));
                    }
                    kept = file;
                }
            }
            case "topology" -> {
                // everyone talks to everyone
            }
            case "gossip" -> {
                deliver(body.get("value"));
                return;
            }
            case "echo" -> answer.put("echo", flaw.equals("mishear") ? "what?" : body.get("echo"));
            case "generate" -> answer.put("id", flaw.equals("repeat")
                    ? (Object) (given++ / 2)
                    : me + "-" + (flaw.equals("pid") ? ProcessHandle.current().pid() + "-" : "") + given++);
            case "broadcast" -> accept(body.get("message"));
            case "add" -> accept(body.get(workload.equals("g-set") ? "element" : "delta"));
            case "read" -> read(answer);
            default -> throw new IllegalArgumentException(type);
        }
        if (type.equals("read") && flaw.equals("refuse")) {
            answer.clear();
            answer.put("type", "error");
            answer.put("in_reply_to", body.get("msg_id"));
            answer.put("code", 11);
            answer.put("text", "not today");
        }
        send(src, answer);
    }

    /** The first node answers for all; the others ask it. */
    private void serve(String src, Map<?, ?> body, Map<String, @Nullable Object> answer) {
        if (flaw.equals("mute") && everyone.indexOf(me) == 1) {
            return;
        }
        if (everyone.indexOf(me) == 0 || flaw.equals("split-brain")) {
            service.answer(body, answer);
            send(src, answer);
        } else {
            send(String.valueOf(everyone.get(0)), message("proxy", src, body));
        }
    }

    private void relay(String src, String type, Map<?, ?> envelope) {
        String client = String.valueOf(envelope.get("client"));
        Map<String, @Nullable Object> inner = new LinkedHashMap<>();
        if (envelope.get("body") instanceof Map<?, ?> body) {
            if (type.equals("proxied")) {
                body.forEach((key, value) -> inner.put(String.valueOf(key), value));
                send(client, inner);
            } else {
                inner.put("type", body.get("type") + "_ok");
                inner.put("in_reply_to", body.get("msg_id"));
                service.answer(body, inner);
                send(src, message("proxied", client, inner));
            }
        }
    }

    private static Map<String, @Nullable Object> message(String type, String client, Map<?, ?> body) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("client", client);
        message.put("body", body);
        return message;
    }

    private void accept(@Nullable Object value) throws IOException {
        if (kept != null) {
            Files.writeString(kept, Json.text(value) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        append(value);
        for (Object peer : everyone) {
            if (!peer.equals(me)) {
                Map<String, @Nullable Object> gossip = new LinkedHashMap<>();
                gossip.put("type", "gossip");
                gossip.put("value", value);
                send(String.valueOf(peer), gossip);
            }
        }
    }

    private void deliver(@Nullable Object value) {
        received++;
        if (flaw.equals("lose") && received % 3 == 0) {
            return;
        }
        if (flaw.equals("crash") && received == 5) {
            System.err.println("my last words");
            System.exit(3);
        }
        if (flaw.equals("chatter") && received == 5) {
            out.println("a debugging line on stdout");
        }
        if (flaw.equals("wrong-number") && received == 5) {
            send("n99", new LinkedHashMap<>(Map.of("type", "gossip")));
        }
        if (flaw.equals("reorder")) {
            Object before = heldBack;
            heldBack = before == null ? value : null;
            if (before == null) {
                return;
            }
            append(value);
            append(before);
            return;
        }
        append(value);
        if (flaw.equals("double") && received % 3 == 0) {
            append(value);
        }
        if (flaw.equals("invent") && received == 3) {
            append(424_242L);
        }
    }

    private void append(@Nullable Object value) {
        if (value instanceof Long delta) {
            sum += delta;
        }
        log.add(value == null ? "null" : value);
    }

    private void read(Map<String, @Nullable Object> answer) {
        switch (workload) {
            case "broadcast" -> answer.put(flaw.equals("misspell") ? "mesages" : "messages", new ArrayList<>(log));
            case "g-set" -> answer.put("value", new ArrayList<>(log));
            default -> answer.put("value", sum);
        }
    }

    private void send(String to, Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("src", me);
        message.put("dest", to);
        message.put("body", body);
        out.println(Json.text(message));
    }
}
