package org.espalier.checkers.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.espalier.checkers.OpChecker;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Every echo must be answered, with what was sent. As in Maelstrom an answer is the whole body of the reply, with the payload
 * under {@code echo}, and a request that times out is an error too. Unknown if nothing was sent.
 */
public final class Echo implements OpChecker {

    private final Pairs pairs = new Pairs();
    private final List<Object> errors = new ArrayList<>();
    private long attempts;

    @Override
    public void accept(Op op) {
        if (!op.isClient() || !op.f().equals("echo")) {
            return;
        }
        Op invocation = pairs.invocation(op);
        if (op.type() == Op.Type.INVOKE) {
            attempts++;
        } else if (invocation != null) {
            Object answer = op.type() == Op.Type.OK ? op.value() : op.error();
            if (op.type() != Op.Type.OK || !(answer instanceof Map<?, ?> body) || !body.containsKey("echo")
                    || !Objects.equals(body.get("echo"), invocation.value())) {
                error(invocation, answer);
            }
        }
    }

    private void error(Op invocation, @Nullable Object answer) {
        errors.add(List.of("Expected a message with :echo", String.valueOf(invocation.value()), "But received",
                String.valueOf(answer)));
    }

    @Override
    public Facts result() {
        pairs.open().forEach(op -> error(op, null));
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("attempted-count", attempts);
        facts.put("errors", errors);
        return new Facts(attempts == 0 ? Verdict.UNKNOWN : Verdict.of(errors.isEmpty()), facts);
    }
}
