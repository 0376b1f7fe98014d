package org.espalier.virtual;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.fault.Hash;
import org.espalier.workbench.client.Caller;
import org.espalier.workbench.workload.Request;
import org.espalier.workbench.workload.Requests;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a run, by number; client {@code t} is at node {@code t mod nodes}. First come those that ask in the main
 * phase, then one for each node that only probes.
 *
 * <p>What is asked is drawn from the time of the operation and its node, so that a run without some of them asks the same of
 * the others, as far as that does not depend on what was asked before.
 */
final class VirtualClients {

    private static final long REQUEST_LUCK = 3;

    /** Where they live. */
    interface World {

        /** A line leaves for a node. */
        void ask(int node, byte[] line);

        /** Asks for a {@link #timeOut} when the patience of the run is at an end. */
        void patience(int client, long question);

        /** Asks for a {@link #goOn} after so long. */
        void pause(int client, long millis);

        /** An operation is over. */
        void ended(Op completion);
    }

    /** One of them. */
    private static final class Client {

        final int number;
        final int node;
        final Caller caller;
        /** The question that is not answered yet; 0 for none. */
        long asking;
        boolean busy;
        Requests.@Nullable Closing closing;
        @Nullable
        Request next;
        @Nullable
        Op latest;

        Client(int number, int node, Caller caller) {
            this.number = number;
            this.node = node;
            this.caller = caller;
        }
    }

    private final World world;
    private final Requests requests;
    private final Random random;
    private final long seed;
    private final int nodes;
    private final List<Client> clients = new ArrayList<>();
    private final int regular;
    private long questions;
    private int open;
    private int ended;

    /**
     * Clients that ask nothing yet.
     *
     * @param requests draws from {@code random}, whose seed is set for each of them
     * @param callers one for each client: as many at each node as the schedule says, and then one more
     */
    VirtualClients(World world, Schedule schedule, Requests requests, Random random, List<Caller> callers) {
        this.world = world;
        this.requests = requests;
        this.random = random;
        seed = schedule.seed();
        nodes = schedule.nodes();
        regular = callers.size() - nodes;
        for (int t = 0; t < callers.size(); t++) {
            clients.add(new Client(t, t % nodes, callers.get(t)));
        }
    }

    /** Operations that have ended so far. */
    int ended() {
        return ended;
    }

    /** Whether nobody asks anything now. */
    boolean idle() {
        return open == 0;
    }

    // ---- Asking -----------------------------------------------------------------------------------------------------

    /** One of the clients at that node makes a request; false when all of them wait for answers. */
    boolean request(int node, long luck) {
        int each = regular / nodes;
        int wish = (int) Hash.below(Hash.of(seed, REQUEST_LUCK, luck), each);
        for (int i = 0; i < each; i++) {
            Client client = clients.get(node + nodes * ((wish + i) % each));
            if (!client.busy) {
                random.setSeed(Hash.of(seed, REQUEST_LUCK + 1, luck));
                begin(client, requests.next(client.number));
                return true;
            }
        }
        return false;
    }

    /** Asks something of a node that it answers with ok if it works; unless it has done so, or is being asked. */
    void probe(int node) {
        Client client = clients.get(regular + node);
        if (!client.busy && !answers(node)) {
            random.setSeed(Hash.of(seed, REQUEST_LUCK + 2, node));
            begin(client, requests.probe(client.number));
        }
    }

    /** Whether the node has answered a probe with ok. */
    boolean answers(int node) {
        Op latest = clients.get(regular + node).latest;
        return latest != null && latest.type() == Op.Type.OK;
    }

    /** Lets all clients that do not only probe make their last requests, one after the other. */
    void conclude() {
        for (Client client : clients.subList(0, regular)) {
            if (!client.busy) {
                Requests.Closing closing = requests.closing(client.number);
                client.closing = closing;
                next(client, closing, null);
            }
        }
    }

    /** What was put off is asked. */
    void goOn(int number) {
        Client client = clients.get(number);
        Request next = client.next;
        client.next = null;
        if (next != null) {
            begin(client, next);
        }
    }

    private void next(Client client, Requests.Closing closing, @Nullable Op previous) {
        Request request = closing.next(previous);
        if (request == null) {
            return;
        }
        long pause = closing.pauseMillis();
        if (pause == 0) {
            begin(client, request);
        } else {
            hold(client);
            client.next = request;
            world.pause(client.number, pause);
        }
    }

    private void hold(Client client) {
        if (!client.busy) {
            client.busy = true;
            open++;
        }
    }

    private void begin(Client client, Request request) {
        hold(client);
        goOn(client, client.caller.begin(request));
    }

    // ---- Answers ----------------------------------------------------------------------------------------------------

    /** A line has come for the client of that name; one that nobody waits for is passed over. */
    void answer(String name, Map<?, ?> body) {
        for (Client client : clients) {
            if (client.asking > 0 && name(client).equals(name)) {
                if (body.get("in_reply_to") instanceof Long n && n == client.asking) {
                    client.asking = 0;
                    goOn(client, client.caller.answered(body));
                }
                return;
            }
        }
    }

    /** The patience with that question is at an end; whether nobody has answered it. */
    boolean timeOut(int number, long question) {
        Client client = clients.get(number);
        if (client.asking != question) {
            return false;
        }
        client.asking = 0;
        goOn(client, client.caller.answered(null));
        return true;
    }

    private void goOn(Client client, @Nullable Map<String, @Nullable Object> question) {
        if (question != null) {
            client.asking = ++questions;
            world.ask(client.node, line(name(client), "n" + client.node, question, client.asking));
            world.patience(client.number, client.asking);
            return;
        }
        Op completion = client.caller.completion();
        ended++;
        client.latest = completion;
        world.ended(completion);
        client.busy = false;
        open--;
        requests.ended(client.number, completion);
        Requests.Closing closing = client.closing;
        if (closing != null) {
            next(client, closing, completion);
        }
    }

    /** A client ends with its process, and so does its name. */
    private static String name(Client client) {
        return "c" + client.caller.process();
    }

    /** A message as a node reads it, without its newline. */
    static byte[] line(String src, String dest, Map<String, @Nullable Object> body, long number) {
        Map<String, @Nullable Object> numbered = new LinkedHashMap<>(body);
        numbered.put("msg_id", number);
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("src", src);
        message.put("dest", dest);
        message.put("body", numbered);
        return Json.text(message).getBytes(StandardCharsets.UTF_8);
    }
}
