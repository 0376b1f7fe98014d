package org.espalier.workbench.client;

import java.util.Map;

import org.espalier.checkers.history.Op;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.workload.Request;
import org.jspecify.annotations.Nullable;

/** A {@link Caller} that waits for its answers. */
final class Worker {

    private final Network network;
    private final String node;
    private final long timeoutMillis;
    private final Caller caller;
    private @Nullable Client client;

    Worker(Network network, Caller.Shared run, int thread, String node, long timeoutMillis) {
        this.network = network;
        this.node = node;
        this.timeoutMillis = timeoutMillis;
        caller = new Caller(run, thread, node);
    }

    /** Makes a request and records it and how it went. */
    Op perform(Request request) throws InterruptedException {
        Map<String, @Nullable Object> question = caller.begin(request);
        while (question != null) {
            question = caller.answered(client().call(node, question, timeoutMillis));
        }
        Op completion = caller.completion();
        if (completion.type() == Op.Type.INFO) {
            close();
        }
        return completion;
    }

    private Client client() {
        Client c = client;
        if (c == null) {
            c = new Client(network);
            client = c;
        }
        return c;
    }

    void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
