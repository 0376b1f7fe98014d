package org.espalier.workbench.workload;

import java.util.Random;

/** The stream of requests of a run: half of them reads where there is something to read. One thread only. */
public final class Requests {

    private static final Request READ = Request.of("read", null);
    private static final Request GENERATE = Request.of("generate", null);

    private final Workload workload;
    private final Random random;
    private final long most;
    private long next;

    /**
     * Requests that depend on the seed alone.
     *
     * @param most after this many values there are only reads; {@link Long#MAX_VALUE} for no end
     */
    public Requests(Workload workload, Random random, long most) {
        this.workload = workload;
        this.random = random;
        this.most = most;
    }

    /** The next request. */
    public Request next() {
        return switch (workload) {
            case ECHO -> Request.of("echo", "Please echo " + random.nextInt(128));
            case UNIQUE_IDS -> GENERATE;
            case BROADCAST -> readOr("broadcast");
            case G_SET -> readOr("add");
            case G_COUNTER, PN_COUNTER -> count();
        };
    }

    /** Values are 0, 1, 2, … over the whole run. */
    private Request readOr(String f) {
        return random.nextBoolean() && next < most ? Request.of(f, next++) : READ;
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
