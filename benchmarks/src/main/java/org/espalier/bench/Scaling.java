package org.espalier.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

import org.HdrHistogram.Histogram;
import org.espalier.core.link.ArqLink;
import org.espalier.core.log.Entry;
import org.espalier.core.log.Outcome;
import org.espalier.core.node.Node;
import org.espalier.core.node.Packet;

/**
 * What a commit costs as the group grows, in virtual time: every message takes one hop of 10 ms, nothing is lost. Only
 * packets that carry entries, acknowledgements or submissions of the log count; heartbeats and the link's own do not.
 */
public final class Scaling implements Host.World {

    /**
     * One row.
     *
     * @param members the group's size
     * @param load how entries were submitted
     * @param commits entries committed
     * @param messagesPerCommit between all members
     * @param minimumPerCommit the least for the tree: the entry down every edge, acknowledgements of a majority, the commit
     *        down every edge; with many entries under way, the commit rides on the next and all share messages
     * @param rootPerCommit messages that the root sends or receives
     * @param rootNeighbours the root's edges
     * @param hopsToCommit mean time from submission to the outcome at the origin, in hops
     * @param hopsToAll mean time from submission to the last delivery, in hops
     */
    public record Row(int members, String load, long commits, double messagesPerCommit, double minimumPerCommit,
            double rootPerCommit, int rootNeighbours, double hopsToCommit, double hopsToAll) {}

    private static final long HOP = 10;
    private static final long HEARTBEAT = 400;

    private record Event(long at, long id, Runnable action) {}

    private final List<Host> hosts = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.id, b.id));
    private final long[] wake;
    private final List<Long> submittedAt = new ArrayList<>();
    private final int[] deliveries;
    private final Histogram toCommit = new Histogram(3);
    private final Histogram toAll = new Histogram(3);
    private long ids;
    private long now;
    private boolean counting;
    private long messages;
    private long rootMessages;
    private int root = -1;

    private Scaling(int members, int arity, int commits) {
        wake = new long[members];
        deliveries = new int[commits + 1];
        for (int i = 0; i < members; i++) {
            hosts.add(new Host(i, members, arity, HEARTBEAT, this));
        }
        for (int i = 0; i < members; i++) {
            input(i, new Node.Input.Tick(0));
        }
    }

    /**
     * Runs one group.
     *
     * @param apartMillis virtual time between two submissions: more than a commit takes for one at a time
     */
    public static Row run(int members, int arity, int commits, long apartMillis, String load) {
        return new Scaling(members, arity, commits).measure(members, commits, apartMillis, load);
    }

    private Row measure(int members, int commits, long apart, String load) {
        long start = 60 * HEARTBEAT;
        runUntil(start);
        for (int i = 0; i < members; i++) {
            root = hosts.get(i).node.log().orElseThrow().isRoot() ? i : root;
        }
        if (root < 0) {
            throw new IllegalStateException("no root after " + start + " ms");
        }
        counting = true;
        Random random = new Random(members);
        for (int i = 0; i < commits; i++) {
            int origin = random.nextInt(members);
            at(start + i * apart, () -> {
                submittedAt.add(now);
                input(origin, new Node.Input.Submit(submittedAt.size(), Integer.toString(submittedAt.size()).getBytes(
                        java.nio.charset.StandardCharsets.US_ASCII)));
            });
        }
        runUntil(start + commits * apart + 10 * HEARTBEAT);
        if (toAll.getTotalCount() != commits) {
            throw new IllegalStateException(toAll.getTotalCount() + " of " + commits + " were delivered everywhere");
        }
        int majority = Math.min(members, 7) / 2 + 1;
        return new Row(members, load, commits, (double) messages / commits, 2.0 * (members - 1) + majority - 1,
                (double) rootMessages / commits, hosts.get(root).node.neighbours().size(), toCommit.getMean() / HOP,
                toAll.getMean() / HOP);
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, ids++, action));
    }

    private void runUntil(long time) {
        while (!events.isEmpty() && events.peek().at <= time) {
            Event e = events.poll();
            now = e.at;
            e.action.run();
        }
        now = time;
    }

    private void input(int at, Node.Input input) {
        Host host = hosts.get(at);
        if (!(input instanceof Node.Input.Tick)) {
            host.step(new Node.Input.Tick(now));
        }
        host.step(input);
        long wakeAt = Math.max(host.node.wakeAt(), now + 1);
        if (wakeAt != Long.MAX_VALUE && (wake[at] <= now || wakeAt < wake[at])) {
            wake[at] = wakeAt;
            at(wakeAt, () -> {
                if (wake[at] == now) {
                    input(at, new Node.Input.Tick(now));
                }
            });
        }
    }

    @Override
    public void send(int from, int to, Packet packet) {
        if (counting && packet.frames().stream().anyMatch(Scaling::isLog)) {
            messages++;
            rootMessages += from == root || to == root ? 1 : 0;
        }
        at(now + HOP, () -> input(to, new Node.Input.Received(from, packet)));
    }

    private static boolean isLog(Packet.Frame frame) {
        return frame instanceof Packet.OnLink(ArqLink.Data<Packet.Body> data)
                && data.payload() instanceof Packet.OnLog;
    }

    @Override
    public void delivered(int at, long index, Entry entry) {
        int ticket = Integer.parseInt(new String(entry.payload(), java.nio.charset.StandardCharsets.US_ASCII));
        if (++deliveries[ticket] == hosts.size()) {
            toAll.recordValue(now - submittedAt.get(ticket - 1));
        }
    }

    @Override
    public void outcome(int at, long ticket, Outcome outcome) {
        toCommit.recordValue(now - submittedAt.get((int) ticket - 1));
    }
}
