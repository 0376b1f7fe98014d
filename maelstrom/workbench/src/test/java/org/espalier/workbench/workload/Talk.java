package org.espalier.workbench.workload;

import java.util.Map;

import org.espalier.workbench.net.Malformed;
import org.jspecify.annotations.Nullable;

/** A request from its beginning to its end. */
final class Talk {

    /** Whom a session asks. */
    interface Node {
        Map<?, ?> call(Map<String, @Nullable Object> body) throws Refusal;
    }

    private Talk() {}

    static @Nullable Object perform(Session session, Request request, Node node) throws Refusal, Malformed {
        Session.Step step = session.begin(request);
        while (true) {
            switch (step) {
                case Session.Ask(var body, var then) -> step = then.answered(node.call(body));
                case Session.Done(Object value) -> {
                    return value;
                }
            }
        }
    }
}
