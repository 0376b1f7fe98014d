package org.espalier.workbench.net;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * What is under way to one endpoint, by deadline. The endpoint's own thread takes what is due: there is no thread of
 * the network between a sender and a receiver.
 */
public final class Inbox {

    /** A receiver that leaves this many messages unread is stuck, unless it was made to: see {@link #lenient}. */
    public static final int MAX_PENDING = 1_000_000;

    /** Who reaches an endpoint; from all others messages are lost. */
    public enum Access {
        /** Nobody: the endpoint is shut. */
        NOBODY,
        /** Other servers, not yet clients. */
        SERVERS,
        /** Everybody. */
        ALL;

        private boolean allows(Message m) {
            return this == ALL || (this == SERVERS && m.from >= 0);
        }
    }

    private final Network network;
    private final String name;
    private final int index;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Message> pending = new PriorityQueue<>(Message.BY_DEADLINE);
    private Access access = Access.ALL;
    private boolean lenient;
    private boolean closed;
    /** How many messages this endpoint has sent to each server: the position of the next draw on that link. */
    private final long[] sentTo;

    Inbox(Network network, String name, int index, int servers) {
        this.network = network;
        this.name = name;
        this.index = index;
        this.sentTo = new long[servers];
    }

    /** The endpoint's name. */
    public String name() {
        return name;
    }

    /** Position in the list of nodes, or after them of services; −1 for a client. */
    int index() {
        return index;
    }

    /** The number of this message on its link, from 0. */
    long nextOnLink(int to) {
        lock.lock();
        try {
            return sentTo[to]++;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a message under way; false when the endpoint does not take it. */
    boolean put(Message m) {
        lock.lock();
        try {
            if (!access.allows(m)) {
                return false;
            }
            if (pending.size() >= MAX_PENDING) {
                if (lenient) {
                    return false;
                }
                throw new Overrun(name);
            }
            add(m);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void add(Message m) {
        pending.add(m);
        if (pending.peek() == m) {
            changed.signal();
        }
    }

    /** Lets others reach it again (or more of them); {@code first}, if there is one, is under way before all of theirs. */
    void open(Access to, @Nullable Message first) {
        lock.lock();
        try {
            access = closed ? Access.NOBODY : to;
            if (first != null && !closed) {
                add(first);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether what exceeds {@link #MAX_PENDING} is lost, because the receiver was stopped, and no fault of the receiver. */
    public void lenient(boolean now) {
        lock.lock();
        try {
            lenient = now;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something is due and takes it, and what else is due by then.
     *
     * @param most how many at most
     * @param untilNanos when to give up, in nanoseconds of the run
     * @return in the order of the deadlines; empty when nothing was due in time or the endpoint was closed. What the
     *         current partition cuts off is not among it: that is lost here, at its deadline.
     */
    public List<Message> take(int most, long untilNanos) throws InterruptedException {
        List<Message> due = new ArrayList<>();
        lock.lockInterruptibly();
        try {
            while (!closed) {
                long now = network.now();
                drain(due, most, now);
                if (!due.isEmpty() || now >= untilNanos) {
                    return due;
                }
                Message next = pending.peek();
                long wake = next == null ? untilNanos : Math.min(untilNanos, next.dueNanos);
                changed.awaitNanos(wake - now);
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** Takes what is due now, without waiting. */
    public List<Message> poll() {
        List<Message> due = new ArrayList<>();
        lock.lock();
        try {
            drain(due, Integer.MAX_VALUE, network.now());
        } finally {
            lock.unlock();
        }
        return due;
    }

    /** Waits up to {@code millis} for one message to come due; for tests and simple clients. */
    public List<Message> take(long millis) throws InterruptedException {
        return take(1, network.now() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void drain(List<Message> due, int most, long now) {
        Message next = pending.peek();
        while (next != null && next.dueNanos <= now && due.size() < most) {
            pending.remove();
            if (network.arrives(next, now)) {
                due.add(next);
            }
            next = pending.peek();
        }
    }

    /** Whether nothing will ever be taken here again. */
    public boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody reach it until it is opened again; what was under way is lost. */
    public void shut() {
        end(false);
    }

    /** Shuts it for good; whoever waits in {@code take} returns. */
    public void close() {
        end(true);
    }

    private void end(boolean forGood) {
        List<Message> rest;
        lock.lock();
        try {
            closed |= forGood;
            access = Access.NOBODY;
            rest = new ArrayList<>(pending);
            pending.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (Message m : rest) {
            network.undelivered(m);
        }
    }
}
