package org.espalier.workbench.net;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts of what went over the network, and how late deliveries were. Thread-safe. */
public final class Traffic {

    private final LongAdder sentByClients = new LongAdder();
    private final LongAdder sentByServers = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder receivedBetweenServers = new LongAdder();
    private final LongAdder duplicated = new LongAdder();
    private final LongAdder bytesBetweenServers = new LongAdder();
    private final Map<Fate, LongAdder> ends = new EnumMap<>(Fate.class);
    /** Microseconds from the deadline to the hand-over, between servers. */
    private final ConcurrentHistogram late = new ConcurrentHistogram(3_600_000_000L, 3);

    Traffic() {
        for (Fate fate : Fate.values()) {
            ends.put(fate, new LongAdder());
        }
    }

    /**
     * Numbers of one kind of traffic.
     *
     * @param sent messages sent (a message that the network doubled counts once)
     * @param received messages handed over, copies included
     */
    public record Count(long sent, long received) {}

    void sent(Message m) {
        if (m.betweenServers()) {
            sentByServers.increment();
            bytesBetweenServers.add(m.body.length);
        } else {
            sentByClients.increment();
        }
    }

    void duplicated() {
        duplicated.increment();
    }

    void ended(Message m, Fate fate, long now) {
        if (m.betweenServers()) {
            adder(fate).increment();
        }
        if (fate.arrived()) {
            received.increment();
            if (m.betweenServers()) {
                receivedBetweenServers.increment();
                late.recordValue(Math.min(Math.max(0, now - m.dueNanos) / 1000, late.getHighestTrackableValue()));
            }
        }
    }

    private LongAdder adder(Fate fate) {
        LongAdder adder = ends.get(fate);
        if (adder == null) {
            throw new IllegalStateException("no counter for " + fate);
        }
        return adder;
    }

    /** Everything. */
    public Count all() {
        return new Count(sentByClients.sum() + sentByServers.sum(), received.sum());
    }

    /** What has a client at one end. */
    public Count clients() {
        return new Count(sentByClients.sum(), received.sum() - receivedBetweenServers.sum());
    }

    /** What has servers at both ends. */
    public Count servers() {
        return new Count(sentByServers.sum(), receivedBetweenServers.sum());
    }

    /** How many messages between servers, or copies of them, ended so. */
    public long ended(Fate fate) {
        return adder(fate).sum();
    }

    /** How many messages the network doubled. */
    public long duplicates() {
        return duplicated.sum();
    }

    /** Bytes of the bodies of all messages between servers. */
    public long bytes() {
        return bytesBetweenServers.sum();
    }

    /** Microseconds from the deadline to the hand-over, of what was delivered between servers. */
    public Histogram lateness() {
        return late.copy();
    }
}
