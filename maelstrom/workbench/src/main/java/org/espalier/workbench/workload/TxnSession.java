package org.espalier.workbench.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.workbench.net.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * {@code txn-list-append} and {@code txn-rw-register}: a transaction is one call. Values of the history are Jepsen's lists of
 * micro-operations, which have the form that they have in messages.
 *
 * <p>Stricter than Maelstrom, which takes any transaction for an answer: it must be the one that was asked for.
 */
final class TxnSession implements Session {

    private final boolean lists;

    /**
     * A session.
     *
     * @param lists whether what is read is a list
     */
    TxnSession(boolean lists) {
        this.lists = lists;
    }

    @Override
    public Step begin(Request request) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "txn");
        body.put("txn", request.value());
        return new Ask(body, answer -> new Done(value(request, Answers.field("txn", "txn", answer))));
    }

    private @Nullable Object value(Request request, @Nullable Object answer) throws Malformed {
        List<?> asked = list(request.value());
        List<?> done = list(answer);
        if (asked.size() != done.size()) {
            throw new Malformed("its \"txn\" has " + done.size() + " micro-operations where " + asked.size()
                    + " were asked for");
        }
        for (int i = 0; i < asked.size(); i++) {
            check(list(asked.get(i)), list(done.get(i)));
        }
        return answer;
    }

    private void check(List<?> asked, List<?> done) throws Malformed {
        boolean same = done.size() == 3 && String.valueOf(asked.get(0)).equals(done.get(0))
                && String.valueOf(asked.get(1)).equals(String.valueOf(done.get(1)));
        if (!same || (!"r".equals(asked.get(0)) && !String.valueOf(asked.get(2)).equals(String.valueOf(done.get(2))))) {
            throw new Malformed("its \"txn\" has " + done + " where " + asked + " was asked for");
        }
        if (lists && "r".equals(asked.get(0)) && done.get(2) != null && !(done.get(2) instanceof List)) {
            throw new Malformed("its \"txn\" has a read of " + done.get(2) + ", which is not a list");
        }
    }

    private static List<?> list(@Nullable Object value) throws Malformed {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new Malformed("its \"txn\" is not a list of micro-operations, which are lists: " + value);
    }
}
