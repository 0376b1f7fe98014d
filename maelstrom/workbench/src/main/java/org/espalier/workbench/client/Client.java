package org.espalier.workbench.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.espalier.checkers.history.Json;
import org.espalier.workbench.net.Inbox;
import org.espalier.workbench.net.Message;
import org.espalier.workbench.net.Network;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

/** A client of the network: sends a request, waits for the answer to it, and ignores answers to what it gave up on. */
public final class Client implements AutoCloseable {

    private final Network network;
    private final Inbox inbox;
    private long requests;

    /** A new client with a name of its own. */
    public Client(Network network) {
        this.network = network;
        this.inbox = network.openClient();
    }

    /**
     * Asks a node and waits.
     *
     * @param body the request without its number
     * @return the answer's body, null when none came in time
     */
    public @Nullable Map<?, ?> call(String node, Map<String, @Nullable Object> body, long timeoutMillis)
            throws InterruptedException {
        long deadline = deadline(timeoutMillis);
        network.send(inbox, node, numbered(body));
        return await(requests, deadline);
    }

    /**
     * Asks a node that is not open to others yet, opens it to them, and waits: it hears the request before anything else.
     *
     * @return the answer's body, null when none came in time
     */
    public @Nullable Map<?, ?> callFirst(String node, Inbox.Access then, Map<String, @Nullable Object> body,
            long timeoutMillis) throws InterruptedException {
        long deadline = deadline(timeoutMillis);
        network.open(node, then, inbox, numbered(body));
        return await(requests, deadline);
    }

    /** Tells a node something that it hears before it is open to others, and does not wait for the answer. */
    public void tellFirst(String node, Inbox.Access then, Map<String, @Nullable Object> body) {
        network.open(node, then, inbox, numbered(body));
    }

    private long deadline(long timeoutMillis) {
        return network.now() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    private byte[] numbered(Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> numbered = new LinkedHashMap<>(body);
        numbered.put("msg_id", ++requests);
        return Json.text(numbered).getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable Map<?, ?> await(long number, long deadline) throws InterruptedException {
        while (true) {
            java.util.List<Message> arrived = inbox.take(1, deadline);
            if (arrived.isEmpty()) {
                return null;
            }
            Map<?, ?> answer = parse(arrived.get(0));
            if (answer.get("in_reply_to") instanceof Long n && n == number) {
                return answer;
            }
        }
    }

    /** A body was JSON when it was sent; what is still wrong with it (bad UTF-8) makes it an answer to nothing. */
    private static Map<?, ?> parse(Message m) {
        try {
            return Json.parse(new String(m.body(), StandardCharsets.UTF_8)) instanceof Map<?, ?> map ? map : Map.of();
        } catch (JacksonException e) {
            return Map.of();
        }
    }

    @Override
    public void close() {
        network.closeClient(inbox);
    }
}
