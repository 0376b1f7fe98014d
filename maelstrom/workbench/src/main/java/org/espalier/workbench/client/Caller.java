package org.espalier.workbench.client;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.espalier.checkers.history.Op;
import org.espalier.workbench.net.Malformed;
import org.espalier.workbench.workload.Refusal;
import org.espalier.workbench.workload.Request;
import org.espalier.workbench.workload.Session;
import org.jspecify.annotations.Nullable;

/**
 * A thread's worth of clients at one node, but for their waiting: it says what to ask, is told what was answered, and records
 * how requests begin and end. When the outcome of a request stays unknown, its process is at an end: the caller goes on with a
 * new client under the process number plus the concurrency, as Jepsen does.
 */
public final class Caller {

    /**
     * What all callers of a run share.
     *
     * @param sessions makes what a new client keeps in mind
     * @param concurrency how many callers there are
     * @param malformedAnswer is told the node and the story of an answer that the workload does not allow
     */
    public record Shared(Recorder recorder, Supplier<Session> sessions, int concurrency,
            BiConsumer<String, String> malformedAnswer) {}

    private record Going(Request request, Op invocation) {}

    private final Shared run;
    private final String node;
    private int process;
    private @Nullable Session session;
    private @Nullable Going going;
    private Session.@Nullable Ask asking;
    private @Nullable Op completion;

    /**
     * A caller that has asked nothing.
     *
     * @param thread its number
     */
    public Caller(Shared run, int thread, String node) {
        this.run = run;
        this.node = node;
        this.process = thread;
    }

    /** The process that asks next. */
    public int process() {
        return process;
    }

    /**
     * Begins a request and records it.
     *
     * @return what to ask the node, null when the request has ended already
     */
    public @Nullable Map<String, @Nullable Object> begin(Request request) {
        if (going != null) {
            throw new IllegalStateException("one request at a time");
        }
        Going now = new Going(request,
                run.recorder().invoke(process, node, request.f(), request.value(), request.isFinal()));
        going = now;
        completion = null;
        Session s = session;
        if (s == null) {
            s = run.sessions().get();
            session = s;
        }
        try {
            return goOn(now, s.begin(request));
        } catch (Refusal e) {
            return refused(now, e);
        }
    }

    /**
     * Goes on with the answer to what was asked last.
     *
     * @param answer its body, null when none came in time
     * @return what to ask next, null when the request has ended
     */
    public @Nullable Map<String, @Nullable Object> answered(@Nullable Map<?, ?> answer) {
        Going now = Objects.requireNonNull(going, "a request is under way");
        Session.Ask asked = Objects.requireNonNull(asking, "something was asked");
        if (answer == null) {
            return refused(now, Refusal.timeout());
        }
        if ("error".equals(answer.get("type"))) {
            return refused(now, Refusal.answer(answer));
        }
        try {
            return goOn(now, asked.then().answered(answer));
        } catch (Malformed e) {
            String why = Objects.toString(e.getMessage());
            run.malformedAnswer().accept(node, now.request().f() + " was answered with " + answer + ": " + why);
            return end(now, unknown(now), now.request().value(), List.of("malformed-answer", why));
        }
    }

    /** How the latest request ended. */
    public Op completion() {
        return Objects.requireNonNull(completion, "a request has ended");
    }

    private @Nullable Map<String, @Nullable Object> goOn(Going now, Session.Step step) {
        return switch (step) {
            case Session.Ask ask -> {
                asking = ask;
                yield ask.body();
            }
            case Session.Done(Object value) -> end(now, Op.Type.OK, value, null);
        };
    }

    private @Nullable Map<String, @Nullable Object> refused(Going now, Refusal why) {
        return end(now, why.definite() ? Op.Type.FAIL : unknown(now), now.request().value(), why.error());
    }

    private static Op.Type unknown(Going now) {
        return now.request().idempotent() ? Op.Type.FAIL : Op.Type.INFO;
    }

    private @Nullable Map<String, @Nullable Object> end(Going now, Op.Type type, @Nullable Object value,
            @Nullable Object error) {
        Op end = run.recorder().complete(now.invocation(), type, value, error);
        going = null;
        asking = null;
        completion = end;
        if (type == Op.Type.INFO) {
            session = null;
            process += run.concurrency();
        }
        return null;
    }
}
