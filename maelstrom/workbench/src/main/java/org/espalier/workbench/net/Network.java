package org.espalier.workbench.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The network between the nodes, and between clients and nodes.
 *
 * <p>Each message between servers draws a latency of its own when it is sent, and may be lost or doubled then; it is
 * delivered at its deadline unless its link is cut at that moment. Messages from and to clients have no latency and
 * suffer nothing, as if each client sat beside its node: latency there would only hide anomalies. Bits flip in what nodes say to
 * each other alone: neither clients nor services have a way to notice.
 *
 * <p>Differs from Maelstrom in two points, both in favour of the run: latencies are not rounded to whole milliseconds,
 * and a message that is not due yet never holds up one that is.
 *
 * <p>Services are endpoints that the workbench itself runs. As in Maelstrom their messages count as messages between
 * servers, have their latency and are lost at their rate (and doubled, which Maelstrom knows not), but no partition cuts
 * them off: those are drawn among the nodes alone.
 *
 * <p>Thread-safe. Times are nanoseconds of the run's clock.
 */
public final class Network {

    /** Draws for one purpose each: a change of one rate leaves the draws for the others as they are. */
    private static final int LATENCY = 0;
    private static final int LATENCY_OF_COPY = 1;
    private static final int LOSS = 2;
    private static final int DUPLICATE = 3;
    private static final int CORRUPT = 4;
    private static final int CORRUPT_COPY = 5;
    private static final int BITS = 6;
    private static final int BITS_OF_COPY = 7;
    private static final int PURPOSES = 8;

    /**
     * What the network does to messages between servers.
     *
     * @param latency how long they take
     * @param loss the probability that one is lost when it is sent
     * @param duplicate the probability that one that is not lost arrives twice, each copy with a latency of its own
     * @param corruption what becomes of the bodies of those between nodes
     */
    public record Conditions(Latency latency, double loss, double duplicate, Corruption corruption) {

        /** Without corruption. */
        public Conditions(Latency latency, double loss, double duplicate) {
            this(latency, loss, duplicate, Corruption.NONE);
        }

        public Conditions {
            if (!(loss >= 0 && loss <= 1 && duplicate >= 0 && duplicate <= 1)) {
                throw new IllegalArgumentException("probabilities lie between 0 and 1");
            }
        }
    }

    /** Links with a service at one end draw from streams beyond those of any two nodes. */
    private static final long SERVICE_LINKS = 1L << 40;

    private final List<String> nodes;
    private final List<String> services;
    private final Conditions conditions;
    private final Draws[] draws;
    private final LongSupplier clock;
    private final Journal journal;
    private final Traffic traffic = new Traffic();
    private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();
    private final AtomicLong nextMessage = new AtomicLong();
    private final AtomicInteger nextClient = new AtomicInteger();
    private volatile Cut cut = Cut.NONE;
    private volatile boolean closed;

    /**
     * A network whose nodes have inboxes already and whose clients come and go.
     *
     * @param clock nanoseconds since the run began
     */
    public Network(List<String> nodes, Conditions conditions, long seed, LongSupplier clock, Journal journal) {
        this(nodes, List.of(), conditions, seed, clock, journal);
    }

    /**
     * A network that has services, too; what the nodes' links draw is the same with and without them.
     *
     * @param services their names, none of which is a node's
     */
    public Network(List<String> nodes, List<String> services, Conditions conditions, long seed, LongSupplier clock,
            Journal journal) {
        this.nodes = List.copyOf(nodes);
        this.services = List.copyOf(services);
        this.conditions = conditions;
        this.clock = clock;
        this.journal = journal;
        Draws root = new Draws(seed).split(0x6e6574);
        draws = new Draws[PURPOSES];
        Arrays.setAll(draws, root::split);
        List<String> servers = new ArrayList<>(nodes);
        servers.addAll(services);
        for (int i = 0; i < servers.size(); i++) {
            if (inboxes.put(servers.get(i), new Inbox(this, servers.get(i), i, servers.size())) != null) {
                throw new IllegalArgumentException("two servers have one name: " + servers.get(i));
            }
        }
    }

    /** The nodes, in the order in which everything counts them. */
    public List<String> nodes() {
        return nodes;
    }

    /** The services, in the order in which everything counts them. */
    public List<String> services() {
        return services;
    }

    /** Nanoseconds since the run began. */
    public long now() {
        return clock.getAsLong();
    }

    /** What was sent and received so far. */
    public Traffic traffic() {
        return traffic;
    }

    /** The inbox of a node or a service. */
    public Inbox inbox(String node) {
        Inbox inbox = inboxes.get(node);
        if (inbox == null || inbox.index() < 0) {
            throw new IllegalArgumentException("no node " + node);
        }
        return inbox;
    }

    /** A new client's inbox; its name is c0, c1, … */
    public Inbox openClient() {
        String name = "c" + nextClient.getAndIncrement();
        Inbox inbox = new Inbox(this, name, -1, 0);
        inboxes.put(name, inbox);
        return inbox;
    }

    /** Ends a client: what is still sent to it goes nowhere. */
    public void closeClient(Inbox client) {
        inboxes.remove(client.name());
        client.close();
    }

    /** Cuts links, and makes all others whole. */
    public void partition(Cut newCut) {
        cut = newCut;
    }

    /**
     * Sends a message.
     *
     * @return false when there is no such destination: a client that is gone, or a name that never was
     */
    public boolean send(Inbox from, String dest, byte[] body) {
        long now = now();
        long id = nextMessage.getAndIncrement();
        Inbox to = inboxes.get(dest);
        if (to == null) {
            return false;
        }
        if (from.index() < 0 || to.index() < 0) {
            Message m = new Message(id, from.name(), dest, from.index(), to.index(), body, now, now, false);
            sent(m);
            enqueue(to, m);
            return true;
        }
        long link = link(from.index(), to.index());
        long k = from.nextOnLink(to.index());
        boolean nodesOnly = from.index() < nodes.size() && to.index() < nodes.size();
        byte[] damaged = nodesOnly ? damaged(body, CORRUPT, BITS, link, k) : null;
        Message m = message(id, from, to, body, damaged, now, draws[LATENCY].unit(link, k), false);
        sent(m);
        if (draws[LOSS].unit(link, k) < conditions.loss()) {
            traffic.ended(m, Fate.LOST, now);
            journal.ended(m, Fate.LOST, now);
            return true;
        }
        enqueue(to, m);
        if (draws[DUPLICATE].unit(link, k) < conditions.duplicate()) {
            damaged = nodesOnly ? damaged(body, CORRUPT_COPY, BITS_OF_COPY, link, k) : null;
            Message copy = message(id, from, to, body, damaged, now, draws[LATENCY_OF_COPY].unit(link, k), true);
            traffic.duplicated();
            enqueue(to, copy);
        }
        return true;
    }

    private long link(int from, int to) {
        int n = nodes.size();
        return from < n && to < n ? (long) from * n + to : SERVICE_LINKS + (long) from * (n + services.size()) + to;
    }

    /**
     * Opens a closed node to others, and sends it a client's message that is there before anything of theirs: what a new life
     * of the node must hear first.
     */
    public void open(String node, Inbox.Access access, Inbox client, byte[] first) {
        long now = now();
        Inbox to = inbox(node);
        Message m = new Message(nextMessage.getAndIncrement(), client.name(), node, client.index(), to.index(), first,
                now, now, false);
        sent(m);
        if (closed) {
            undelivered(m);
        } else {
            to.open(access, m);
        }
    }

    /** Opens a node to others. */
    public void open(String node, Inbox.Access access) {
        if (!closed) {
            inbox(node).open(access, null);
        }
    }

    private byte @Nullable [] damaged(byte[] body, int whether, int bits, long link, long k) {
        Corruption corruption = conditions.corruption();
        return draws[whether].unit(link, k) < corruption.probability()
                ? corruption.damaged(body, draws[bits].split(link).split(k))
                : null;
    }

    private Message message(long id, Inbox from, Inbox to, byte[] body, byte @Nullable [] damaged, long now, double u,
            boolean copy) {
        return new Message(id, from.name(), to.name(), from.index(), to.index(), body, now,
                now + conditions.latency().at(u), copy, damaged);
    }

    private void sent(Message m) {
        traffic.sent(m);
        journal.sent(m);
    }

    private void enqueue(Inbox to, Message m) {
        if (!to.put(m)) {
            undelivered(m);
        }
    }

    /** Whether a due message reaches its receiver; what does not is lost here. */
    boolean arrives(Message m, long now) {
        Fate fate = m.betweenServers() && cut.drops(m.from, m.to)
                ? Fate.PARTITIONED
                : m.isDamaged() ? Fate.CORRUPTED : Fate.DELIVERED;
        traffic.ended(m, fate, now);
        journal.ended(m, fate, now);
        return fate.arrived();
    }

    void undelivered(Message m) {
        long now = now();
        traffic.ended(m, Fate.UNDELIVERED, now);
        journal.ended(m, Fate.UNDELIVERED, now);
    }

    /** Closes every inbox for good: the run is over. */
    public void close() {
        closed = true;
        inboxes.values().forEach(Inbox::close);
    }

    /** For a message's destination that does not exist: is it a client that has gone? */
    public boolean wasClient(@Nullable String name) {
        if (name == null || !name.matches("c[0-9]{1,9}")) {
            return false;
        }
        return Integer.parseInt(name.substring(1)) < nextClient.get();
    }

}
