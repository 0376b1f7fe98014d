package org.espalier.workbench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

import org.espalier.workbench.net.Fate;
import org.espalier.workbench.report.Content.Cast;
import org.espalier.workbench.report.Content.TreeFrame;
import org.espalier.workbench.report.Recording.Fault;
import org.espalier.workbench.report.Recording.Request;

/**
 * A made-up run of five nodes on a binary tree, cut into {n1 n3} and {n0 n2 n4} from {@link #CUT} to {@link #HEAL}, in
 * which n4 moves to n0 and comes back: flooding along the edges, with loss and duplicates. One seed is one run.
 */
final class SampleRun {

    static final long MS = 1_000_000L;
    static final long CUT = 4_000 * MS;
    static final long HEAL = 7_000 * MS;
    private static final long END = 11_000 * MS;
    private static final long BEAT = 400 * MS;
    private static final int N = 5;
    private static final int[] BEFORE = {-1, 0, 0, 1, 1};
    private static final int[] DURING = {-1, -1, 0, 1, 0};

    private record Event(long at, long id, Runnable action) {}

    private final Random random = new Random(7);
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong(Event::at).thenComparingLong(Event::id));
    private final List<Transit> transits = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Set<Cast>> logs = new ArrayList<>();
    private final Map<Integer, Long> sequence = new HashMap<>();
    private long now;
    private long ids;

    static Recording recording() {
        return new SampleRun().run();
    }

    private Recording run() {
        for (int i = 0; i < N; i++) {
            logs.add(new HashSet<>());
            int node = i;
            at(i * 31L * MS, () -> beat(node));
        }
        for (long t = 200 * MS; t < END - 2_000 * MS; t += 150 * MS) {
            int origin = random.nextInt(N);
            at(t, () -> ask(origin));
        }
        at(HEAL + 500 * MS, () -> sync(1, 0));
        at(HEAL + 500 * MS, () -> sync(0, 1));
        while (!events.isEmpty() && events.peek().at() < END) {
            Event event = events.remove();
            now = event.at();
            event.action().run();
        }
        transits.sort(Comparator.comparingLong(Transit::sent).thenComparingLong(Transit::id));
        return new Recording(List.of("n0", "n1", "n2", "n3", "n4"), transits,
                List.of(new Fault(CUT, HEAL, "halves: n1 n3 | n0 n2 n4")), requests, END);
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, ids++, action));
    }

    private int parent(int node) {
        return now < CUT + 700 * MS || now > HEAL + 400 * MS ? BEFORE[node] : DURING[node];
    }

    private boolean split(int a, int b) {
        return now >= CUT && now < HEAL && (a % 2 == 1 && a < 4) != (b % 2 == 1 && b < 4);
    }

    private void beat(int node) {
        int parent = parent(node);
        if (parent >= 0) {
            long ver = parent == DURING[node] ? parent == BEFORE[node] ? 1 : 2 : now < HEAL ? 1 : 3;
            send(node, parent, tree(TreeFrame.ATTACH, ver),
                    () -> send(parent, node, tree(TreeFrame.ACCEPT, ver), () -> {}));
        }
        at(now + BEAT, () -> beat(node));
    }

    private static Content tree(String kind, long ver) {
        return new Content(true, List.of(new TreeFrame(kind, ver)), List.of(), kind + " " + ver);
    }

    private void ask(int origin) {
        requests.add(new Request(origin, "broadcast", true, now, now + MS));
        take(new Cast("fifo", origin, sequence.merge(origin, 1L, Long::sum)), origin, -1);
    }

    private void take(Cast cast, int node, int from) {
        if (logs.get(node).add(cast)) {
            for (int peer = 0; peer < N; peer++) {
                if (peer != from && (parent(node) == peer || parent(peer) == node)) {
                    data(cast, node, peer);
                }
            }
        }
        if (from >= 0) {
            at(now + 20 * MS, () -> send(node, from, new Content(true, List.of(), List.of(), "ACK"), () -> {}));
        }
    }

    private void data(Cast cast, int from, int to) {
        boolean arrives = send(from, to, new Content(true, List.of(), List.of(cast), cast.toString()),
                () -> take(cast, to, from));
        if (!arrives) {
            at(now + 250 * MS, () -> {
                if (!logs.get(to).contains(cast) && (parent(from) == to || parent(to) == from)) {
                    data(cast, from, to);
                }
            });
        }
    }

    private void sync(int from, int to) {
        for (Cast cast : logs.get(from)) {
            if (!logs.get(to).contains(cast)) {
                data(cast, from, to);
            }
        }
    }

    private boolean send(int from, int to, Content content, Runnable delivered) {
        long id = ids++;
        long sent = now;
        boolean lost = random.nextDouble() < 0.1;
        boolean doubled = !lost && random.nextDouble() < 0.1;
        for (int copy = 0; copy <= (doubled ? 1 : 0); copy++) {
            boolean isCopy = copy == 1;
            long due = sent + 10 * MS + (long) (random.nextDouble() * 60 * MS);
            at(due, () -> {
                Fate fate = lost ? Fate.LOST : split(from, to) ? Fate.PARTITIONED : Fate.DELIVERED;
                transits.add(new Transit(id, from, to, sent, due, lost ? sent : due, fate, isCopy, content));
                if (fate == Fate.DELIVERED) {
                    delivered.run();
                }
            });
        }
        return !lost && !split(from, to);
    }
}
