package org.espalier.workbench.client;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

import org.espalier.checkers.history.Op;
import org.espalier.workbench.net.Malformed;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.workload.Dialect;
import org.espalier.workbench.workload.Request;
import org.espalier.workbench.workload.RpcError;
import org.jspecify.annotations.Nullable;

/**
 * A thread's worth of clients at one node. When the outcome of a request stays unknown, its process is at an end: the
 * worker goes on with a new client under the process number plus the concurrency, as Jepsen does.
 */
final class Worker {

    /** What all workers of a run share. */
    record Shared(Network network, Recorder recorder, Dialect dialect, int concurrency, long timeoutMillis,
            BiConsumer<String, String> malformedAnswer) {}

    private final Shared run;
    private final String node;
    private int process;
    private @Nullable Client client;

    Worker(Shared run, int thread, String node) {
        this.run = run;
        this.node = node;
        this.process = thread;
    }

    /** Makes a request and records it and how it went. */
    void perform(Request request) throws InterruptedException {
        Op invocation = run.recorder().invoke(process, node, request.f(), request.value(), request.isFinal());
        Op.Type outcome = complete(request, invocation, ask(request));
        if (outcome == Op.Type.INFO) {
            close();
            process += run.concurrency();
        }
    }

    private @Nullable Map<?, ?> ask(Request request) throws InterruptedException {
        Client c = client;
        if (c == null) {
            c = new Client(run.network());
            client = c;
        }
        return c.call(node, run.dialect().body(request), run.timeoutMillis());
    }

    private Op.Type complete(Request request, Op invocation, @Nullable Map<?, ?> body) {
        Op.Type unknown = request.idempotent() ? Op.Type.FAIL : Op.Type.INFO;
        Op.Type type;
        Object value = request.value();
        Object error = null;
        if (body == null) {
            type = unknown;
            error = "net-timeout";
        } else if ("error".equals(body.get("type"))) {
            long code = body.get("code") instanceof Long n ? n : -1;
            type = RpcError.definite(code) ? Op.Type.FAIL : unknown;
            error = List.of(RpcError.nameOf(code), Objects.toString(body.get("text"), ""));
        } else {
            try {
                value = run.dialect().answer(request, body);
                type = Op.Type.OK;
            } catch (Malformed e) {
                type = unknown;
                error = List.of("malformed-answer", Objects.toString(e.getMessage()));
                run.malformedAnswer().accept(node, request.f() + " was answered with " + body + ": " + e.getMessage());
            }
        }
        run.recorder().complete(invocation, type, value, error);
        return type;
    }

    void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
