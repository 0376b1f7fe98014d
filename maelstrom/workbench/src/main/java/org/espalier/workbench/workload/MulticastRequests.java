package org.espalier.workbench.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.espalier.checkers.history.Op;
import org.espalier.checkers.multicast.MessageOrder;
import org.jspecify.annotations.Nullable;

/**
 * {@code multicast}: half of the requests are messages to one of the groups of the client's node, in one of the orders; half
 * of them ask for deliveries. A client goes on where its last answer ended. When there was nothing more it may begin again,
 * because a node that was restarted begins again, too.
 */
final class MulticastRequests implements Requests {

    /** One in so many clients that have seen all begins again. */
    private static final int BEGIN_AGAIN = 4;
    /** Final reads that may fail in a row. */
    private static final int PATIENCE = 3;

    private final Random random;
    private final Groups groups;
    private final List<MessageOrder> orders;
    private final long most;
    private long next;
    /** By client: where its next answer is to begin. */
    private final Map<Integer, Long> position = new HashMap<>();

    MulticastRequests(Random random, Limits limits) {
        this.random = random;
        groups = limits.groups();
        orders = limits.orders();
        most = limits.most();
    }

    @Override
    public synchronized Request next(int client) {
        return random.nextBoolean() ? probe(client) : deliveries(client);
    }

    @Override
    public synchronized Request probe(int client) {
        if (next >= most) {
            return deliveries(client);
        }
        List<String> to = groups.ofClient(client);
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("group", to.get(random.nextInt(to.size())));
        value.put("order", orders.get(random.nextInt(orders.size())).label());
        value.put("message", next++);
        return Request.of("multicast", value);
    }

    private Request deliveries(int client) {
        long from = position.getOrDefault(client, 0L);
        if (from < 0) {
            from = random.nextInt(BEGIN_AGAIN) == 0 ? 0 : -from - 1;
        }
        return Request.of("deliveries", from(from));
    }

    private static Map<String, @Nullable Object> from(long from) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("from", from);
        return value;
    }

    @Override
    public synchronized void ended(int client, Op completion) {
        if (completion.is(Op.Type.OK, "deliveries")) {
            long from = MulticastSession.from(completion.value());
            int size = MulticastSession.messages(completion.value()).size();
            position.put(client, size == 0 ? -from - 1 : from + size); // negative: nothing more was there
        }
    }

    /** The whole log from its beginning, until there is nothing more. */
    @Override
    public Closing closing(int client) {
        List<Op> failed = new ArrayList<>();
        return previous -> {
            if (previous == null) {
                return finalRead(0);
            }
            if (previous.type() != Op.Type.OK) {
                failed.add(previous);
                return failed.size() < PATIENCE ? finalRead(MulticastSession.from(previous.value())) : null;
            }
            int size = MulticastSession.messages(previous.value()).size();
            return size == 0 ? null : finalRead(MulticastSession.from(previous.value()) + size);
        };
    }

    private static Request finalRead(long from) {
        return new Request("deliveries", from(from), true);
    }
}
