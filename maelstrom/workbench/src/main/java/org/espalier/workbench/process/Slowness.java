package org.espalier.workbench.process;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a process run a fifth of the time, until it is ended: stopped for a while, running for a shorter one, in turns. */
final class Slowness {

    private static final long STOPPED_MILLIS = 240;
    private static final long RUNNING_MILLIS = 60;

    /** Stops a process and lets it go on. */
    interface Brake {
        void pull(boolean stop) throws IOException, InterruptedException;
    }

    private final Brake brake;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private Slowness(String name, Brake brake) {
        this.brake = brake;
        thread = new Thread(this::run, name + " slowness");
        thread.setDaemon(true);
    }

    /** Begins. */
    static Slowness begin(String name, Brake brake) {
        Slowness slowness = new Slowness(name, brake);
        slowness.thread.start();
        return slowness;
    }

    private void run() {
        try {
            boolean over = false;
            while (!over) {
                brake.pull(true);
                over = ended.await(STOPPED_MILLIS, TimeUnit.MILLISECONDS);
                brake.pull(false);
                over = over || ended.await(RUNNING_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            // a signal could not be sent: the process is gone, or the system has no more processes to give
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it; waits until the process runs. */
    void end() throws InterruptedException {
        ended.countDown();
        thread.join();
    }
}
