package org.espalier.workbench.client;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.espalier.checkers.history.Op;
import org.espalier.workbench.net.Malformed;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.workload.Refusal;
import org.espalier.workbench.workload.Request;
import org.espalier.workbench.workload.Session;
import org.jspecify.annotations.Nullable;

/**
 * A thread's worth of clients at one node. When the outcome of a request stays unknown, its process is at an end: the
 * worker goes on with a new client under the process number plus the concurrency, as Jepsen does.
 */
final class Worker {

    /** What all workers of a run share. */
    record Shared(Network network, Recorder recorder, Supplier<Session> sessions, int concurrency, long timeoutMillis,
            BiConsumer<String, String> malformedAnswer) {}

    private Map<?, ?> lastAnswer = Map.of();
    private final Shared run;
    private final String node;
    private int process;
    private @Nullable Client client;
    private @Nullable Session session;

    Worker(Shared run, int thread, String node) {
        this.run = run;
        this.node = node;
        this.process = thread;
    }

    /** Makes a request and records it and how it went. */
    Op perform(Request request) throws InterruptedException {
        Op invocation = run.recorder().invoke(process, node, request.f(), request.value(), request.isFinal());
        Op completion = complete(request, invocation);
        if (completion.type() == Op.Type.INFO) {
            close();
            process += run.concurrency();
        }
        return completion;
    }

    private Op complete(Request request, Op invocation) throws InterruptedException {
        Op.Type unknown = request.idempotent() ? Op.Type.FAIL : Op.Type.INFO;
        Session s = session;
        if (s == null) {
            s = run.sessions().get();
            session = s;
        }
        try {
            return run.recorder().complete(invocation, Op.Type.OK, s.perform(request, this::call), null);
        } catch (Refusal e) {
            return run.recorder().complete(invocation, e.definite() ? Op.Type.FAIL : unknown, request.value(),
                    e.error());
        } catch (Malformed e) {
            String why = Objects.toString(e.getMessage());
            run.malformedAnswer().accept(node, request.f() + " was answered with " + lastAnswer + ": " + why);
            return run.recorder().complete(invocation, unknown, request.value(), List.of("malformed-answer", why));
        }
    }

    private Map<?, ?> call(Map<String, @Nullable Object> body) throws Refusal, InterruptedException {
        Client c = client;
        if (c == null) {
            c = new Client(run.network());
            client = c;
        }
        Map<?, ?> answer = c.call(node, body, run.timeoutMillis());
        if (answer == null) {
            throw Refusal.timeout();
        }
        if ("error".equals(answer.get("type"))) {
            throw Refusal.answer(answer);
        }
        lastAnswer = answer;
        return answer;
    }

    void close() {
        session = null;
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
