package org.espalier.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.Histogram;
import org.espalier.core.log.Entry;
import org.espalier.core.log.Outcome;
import org.espalier.core.node.Node;
import org.espalier.core.node.Packet;

/**
 * How fast the core itself is: all members in one thread, packets handed over in a queue, no serialisation, no disk. What is
 * counted is entries delivered at every member; latency is from the submission to the outcome at its origin.
 */
public final class Throughput implements Host.World {

    /**
     * @param members the group's size
     * @param inFlight submissions under way in the whole group
     * @param perSecond entries delivered by all members, a second of wall time
     * @param p50Micros median latency
     * @param p99Micros latency that one in a hundred exceeds
     * @param messagesPerCommit packets of any kind between members, for each entry
     */
    public record Result(int members, int inFlight, double perSecond, double p50Micros, double p99Micros,
            double messagesPerCommit) {}

    private record UnderWay(int from, int to, Packet packet) {}

    private final List<Host> hosts = new ArrayList<>();
    private final ArrayDeque<UnderWay> network = new ArrayDeque<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private final long[] submittedAt;
    private final int[] deliveries;
    private final byte[] payload = new byte[100];
    private Histogram latency = new Histogram(3);
    private long committed;
    private long packets;
    private long tickets;

    private Throughput(int members, int arity, int inFlight) {
        submittedAt = new long[2 * inFlight];
        deliveries = new int[1 << 20];
        for (int i = 0; i < members; i++) {
            hosts.add(new Host(i, members, arity, 200, this));
        }
        for (int i = 0; i < inFlight; i++) {
            free.add(i % members);
        }
    }

    /** Warms up for two fifths of the time and measures the rest. */
    public static Result run(int members, int arity, int inFlight, long seconds) {
        Throughput t = new Throughput(members, arity, inFlight);
        long start = System.nanoTime();
        while (t.hosts.stream().noneMatch(h -> h.node.log().orElseThrow().isRoot())) {
            t.round(start, false);
        }
        long warm = System.nanoTime() + seconds * 400_000_000L;
        while (System.nanoTime() < warm) {
            t.round(start, true);
        }
        t.latency = new Histogram(3);
        long committed = t.committed;
        long packets = t.packets;
        long from = System.nanoTime();
        while (System.nanoTime() - from < seconds * 600_000_000L) {
            t.round(start, true);
        }
        double elapsed = (System.nanoTime() - from) / 1e9;
        long commits = t.committed - committed;
        return new Result(members, inFlight, commits / elapsed, t.latency.getValueAtPercentile(50) / 1e3,
                t.latency.getValueAtPercentile(99) / 1e3, (double) (t.packets - packets) / Math.max(1, commits));
    }

    /** Everybody's time passes, what is free is submitted, and what is under way arrives: a step for each member. */
    private void round(long start, boolean load) {
        long now = (System.nanoTime() - start) / 1_000_000;
        for (Host host : hosts) {
            if (host.node.wakeAt() <= now) {
                host.step(new Node.Input.Tick(now));
            }
        }
        for (int n = free.size(); load && n > 0; n--) {
            int at = free.remove();
            submittedAt[(int) (++tickets % submittedAt.length)] = System.nanoTime();
            hosts.get(at).later(new Node.Input.Submit(tickets, payload));
        }
        for (int n = network.size(); n > 0; n--) {
            UnderWay u = network.remove();
            hosts.get(u.to()).later(new Node.Input.Received(u.from(), u.packet()));
        }
        hosts.forEach(Host::work);
    }

    @Override
    public void send(int from, int to, Packet packet) {
        packets++;
        network.add(new UnderWay(from, to, packet));
    }

    @Override
    public void delivered(int at, long index, Entry entry) {
        int slot = (int) (index % deliveries.length);
        if (++deliveries[slot] == hosts.size()) {
            deliveries[slot] = 0;
            committed++;
        }
    }

    @Override
    public void outcome(int at, long ticket, Outcome outcome) {
        latency.recordValue(System.nanoTime() - submittedAt[(int) (ticket % submittedAt.length)]);
        free.add(at);
    }
}
