package org.espalier.workbench.service;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.espalier.checkers.history.Json;
import org.espalier.workbench.net.Draws;
import org.espalier.workbench.net.Inbox;
import org.espalier.workbench.net.Message;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.net.Overrun;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

/**
 * The services of a run on its network: a thread for each takes one request after the other and sends the answer.
 *
 * <p>What is not a request of the service is refused with an error of the protocol, 10 or 12 (Maelstrom leaves it
 * unanswered). A request without a number is carried out and not answered, because there is nothing that the answer could
 * refer to.
 */
public final class Services {

    /** Their names, none of which a node can have. */
    public static final List<String> NAMES = List.of("lin-kv", "lin-tso", "lww-kv", "seq-kv");

    private static final int BATCH = 256;
    private static final long PURPOSE = 0x737276;

    private final Network network;
    private final Inbox inbox;
    private final Service service;
    private final Consumer<Overrun> alarm;

    private Services(Network network, String name, Service service, Consumer<Overrun> alarm) {
        this.network = network;
        this.inbox = network.inbox(name);
        this.service = service;
        this.alarm = alarm;
    }

    /**
     * Starts those that the network has a place for. They end when the network is closed.
     *
     * @param seed fixes what the weaker ones choose among the answers that they may give
     * @param alarm is told, on any thread, of a node that does not read their answers
     */
    public static void start(Network network, long seed, Consumer<Overrun> alarm) {
        Draws root = new Draws(seed).split(PURPOSE);
        for (String name : network.services()) {
            Services services = new Services(network, name, service(name, root.split(NAMES.indexOf(name))), alarm);
            services.inbox.lenient(true); // what is too much for a service is lost, and its sender asks again
            Thread thread = new Thread(services::serve, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static Service service(String name, Draws draws) {
        return switch (name) {
            case "lin-kv" -> new LinKv();
            case "lin-tso" -> new LinTso();
            case "lww-kv" -> new LwwKv(draws);
            case "seq-kv" -> new SeqKv(draws);
            default -> throw new IllegalArgumentException("no service " + name);
        };
    }

    private void serve() {
        try {
            while (!inbox.closed()) {
                for (Message m : inbox.take(BATCH, Long.MAX_VALUE)) {
                    answer(m);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Message m) {
        Map<?, ?> body = parse(m);
        Map<String, @Nullable Object> reply = service.answer(m.src(), body);
        if (body.get("msg_id") != null) {
            reply.put("in_reply_to", body.get("msg_id"));
            try {
                network.send(inbox, m.src(), Json.text(reply).getBytes(StandardCharsets.UTF_8));
            } catch (Overrun e) {
                alarm.accept(e);
            }
        }
    }

    /** A body was JSON when it was sent; what is still wrong with it (bad UTF-8) makes it a request for nothing. */
    private static Map<?, ?> parse(Message m) {
        try {
            return Json.parse(new String(m.body(), StandardCharsets.UTF_8)) instanceof Map<?, ?> map ? map : Map.of();
        } catch (JacksonException e) {
            return Map.of();
        }
    }
}
