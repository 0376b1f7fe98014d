package org.espalier.workbench.nemesis;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.espalier.workbench.net.Cut;
import org.espalier.workbench.net.Network;

/**
 * A partition that comes and goes, many times in a second, until it is stopped: each stretch takes as long as any other between
 * two bounds, which are shorter than what most nodes wait for before they take another for dead.
 */
final class Flapper {

    private static final long SHORTEST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 400;

    private final Network network;
    private final Cut cut;
    private final Random random;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "flapper");

    /** @param random draws how long each stretch takes */
    Flapper(Network network, Cut cut, Random random) {
        this.network = network;
        this.cut = cut;
        this.random = random;
        thread.setDaemon(true);
    }

    /** Begins with the cut. */
    void start() {
        thread.start();
    }

    private void run() {
        try {
            boolean divided = false;
            do {
                divided = !divided;
                network.partition(divided ? cut : Cut.NONE);
            } while (!ended.await(SHORTEST_MILLIS + (long) (random.nextDouble() * (LONGEST_MILLIS - SHORTEST_MILLIS)),
                    TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it, and leaves the network divided or whole, as it happens to be. */
    void stop() throws InterruptedException {
        ended.countDown();
        thread.join();
    }
}
