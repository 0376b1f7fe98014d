package org.espalier.workbench.nemesis;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** Breaks something and mends it in turn, on a thread of its own; a deed is never left half done. */
public abstract class Nemesis {

    final Chronicle chronicle;
    final Random random;
    private final Duration interval;
    private final boolean atOnce;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    /** What ended it before its time. */
    private volatile @Nullable RuntimeException defect;

    /**
     * @param interval the mean time from one deed to the next, which lies between nothing and twice that
     * @param atOnce whether the first deed does not wait
     * @param random makes all choices
     */
    Nemesis(String name, Duration interval, boolean atOnce, Chronicle chronicle, Random random) {
        this.interval = interval;
        this.atOnce = atOnce;
        this.chronicle = chronicle;
        this.random = random;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Begins. */
    public final void start() {
        thread.start();
    }

    private void run() {
        try {
            boolean over = !atOnce && rest();
            while (!over) {
                turn();
                over = rest();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            defect = e;
        }
    }

    /** Whether it was told to stop meanwhile. */
    private boolean rest() throws InterruptedException {
        return ended.await((long) (random.nextDouble() * 2 * interval.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** Injects the next fault, or ends one. */
    abstract void turn() throws InterruptedException;

    /** Ends all. */
    abstract void mendAll() throws InterruptedException;

    /**
     * Ends the faults for good.
     *
     * @throws IllegalStateException when it had ended before, by a defect of its own: a run without faults shows nothing
     */
    public final void stop() throws InterruptedException {
        ended.countDown();
        thread.join();
        RuntimeException cause = defect;
        RuntimeException early = cause == null
                ? null
                : new IllegalStateException("the " + thread.getName() + " has stopped by itself: " + cause, cause);
        try {
            mendAll();
        } catch (RuntimeException e) {
            if (early == null) {
                throw e;
            }
            early.addSuppressed(e);
        }
        if (early != null) {
            throw early;
        }
    }

    /** {@link #stop Stops} all of them, whatever becomes of any; throws what the first one threw. */
    public static void stopAll(List<Nemesis> all) throws InterruptedException {
        all.forEach(n -> n.ended.countDown());
        RuntimeException first = null;
        for (Nemesis nemesis : all) {
            try {
                nemesis.stop();
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
