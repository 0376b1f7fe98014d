package org.espalier.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.espalier.workbench.process.NodeFault;

/** Collects what nodes did wrong; the first fault ends the run early. Thread-safe. */
final class FaultBoard implements Consumer<NodeFault> {

    private static final int MOST = 20;

    private final List<NodeFault> faults = new ArrayList<>();

    @Override
    public synchronized void accept(NodeFault fault) {
        if (faults.size() < MOST) {
            faults.add(fault);
        }
        notifyAll();
    }

    synchronized List<NodeFault> all() {
        return List.copyOf(faults);
    }

    synchronized boolean any() {
        return !faults.isEmpty();
    }

    /** Waits until a moment of {@link System#nanoTime}, or for a fault; says whether there is one. */
    synchronized boolean awaitUntil(long nanoTime) throws InterruptedException {
        long left = nanoTime - System.nanoTime();
        while (faults.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = nanoTime - System.nanoTime();
        }
        return !faults.isEmpty();
    }
}
