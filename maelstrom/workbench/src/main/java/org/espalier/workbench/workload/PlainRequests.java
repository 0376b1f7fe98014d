package org.espalier.workbench.workload;

import java.util.Random;

/** Where there is something to read half of the requests are reads. All clients ask alike. */
final class PlainRequests implements Requests {

    private static final Request READ = Request.of("read", null);
    private static final Request GENERATE = Request.of("generate", null);

    private final Workload workload;
    private final Random random;
    private final long most;
    private long next;

    PlainRequests(Workload workload, Random random, long most) {
        this.workload = workload;
        this.random = random;
        this.most = most;
    }

    @Override
    public Request next(int client) {
        return switch (workload) {
            case BROADCAST, G_SET -> random.nextBoolean() ? probe(client) : READ;
            case G_COUNTER, PN_COUNTER -> count();
            default -> probe(client);
        };
    }

    /** Values are 0, 1, 2, … over the whole run. */
    @Override
    public Request probe(int client) {
        if (next >= most && workload.readsAtTheEnd()) {
            return READ;
        }
        return switch (workload) {
            case ECHO -> Request.of("echo", "Please echo " + random.nextInt(128));
            case BROADCAST -> Request.of("broadcast", next++);
            case G_SET -> Request.of("add", next++);
            case G_COUNTER, PN_COUNTER -> {
                next++;
                yield Request.of("add", (long) random.nextInt(5));
            }
            default -> GENERATE;
        };
    }

    /** Deltas lie between −5 and 4; the counter that only grows passes over the negative ones. */
    private Request count() {
        while (random.nextBoolean() && next < most) {
            long delta = random.nextInt(10) - 5L;
            if (delta >= 0 || workload == Workload.PN_COUNTER) {
                next++;
                return Request.of("add", delta);
            }
        }
        return READ;
    }
}
