package org.espalier.core.cast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * A whole group in one thread: layers, links with sessions and windows, an overlay that changes its mind, restarts, and a
 * judge who sees every delivery. A seed decides everything.
 */
final class Group {

    static final int WINDOW = 4;

    /** From whom to whom. */
    record Way(int from, int to) {}

    /** Changes a message at the moment of its arrival. */
    interface Tamper {
        CastMessage apply(Way way, CastMessage message);
    }

    private final Random random;
    private final boolean ordered;
    private final IntFunction<Cast> maker;
    final int members;
    final Cast[] nodes;
    final Judge judge;
    /** What is done to a frame on its way: nothing, unless a test tampers. */
    Tamper tamper = (way, message) -> message;
    /** Frames in flight, by sender and receiver. */
    private final List<List<Deque<CastMessage>>> flight = new ArrayList<>();
    /** The sender found no room and is to be told when there is some. */
    private final boolean[][] blocked;
    /** The session has changed and this end has not been told. */
    private final boolean[][] resetDue;
    private final boolean[][] edge;
    private final Deque<Runnable> later = new ArrayDeque<>();
    long now = 1_000;
    long installs;

    Group(int members, boolean ordered, long seed, IntFunction<Cast> maker) {
        this.random = new Random(seed);
        this.ordered = ordered;
        this.maker = maker;
        this.members = members;
        this.nodes = new Cast[members];
        this.judge = new Judge(members, ordered);
        this.blocked = new boolean[members][members];
        this.resetDue = new boolean[members][members];
        this.edge = new boolean[members][members];
        for (int i = 0; i < members; i++) {
            nodes[i] = maker.apply(i);
            List<Deque<CastMessage>> row = new ArrayList<>();
            for (int j = 0; j < members; j++) {
                row.add(new ArrayDeque<>());
            }
            flight.add(row);
        }
    }

    private final class Out implements CastOutbox {

        private final int me;

        Out(int me) {
            this.me = me;
        }

        @Override
        public int room(int peer) {
            int room = WINDOW - flight.get(me).get(peer).size();
            if (room <= 0) {
                blocked[me][peer] = true;
            }
            return Math.max(0, room);
        }

        @Override
        public void send(int peer, CastMessage message) {
            if (message instanceof CastMessage.Digest && flight.get(me).get(peer).size() >= WINDOW) {
                return; // only a hint
            }
            if (flight.get(me).get(peer).size() >= WINDOW) {
                throw new AssertionError(me + " sends to " + peer + " beyond the window: " + message);
            }
            if (!resetDue[me][peer]) { // otherwise it goes into a session that is over
                flight.get(me).get(peer).add(message);
            }
        }

        @Override
        public void deliver(int origin, long seq, byte[] payload) {
            if (origin != payload[0] || (byte) seq != payload[1]) {
                throw new AssertionError("a payload of another message");
            }
            judge.delivered(me, origin, seq);
        }

        @Override
        public void snapshotNeeded(int peer) {}

        @Override
        public void snapshotWanted(int peer, long sid) {
            later.add(() -> step(me, new CastInput.SnapshotTaken(peer, sid, judge.state(me))));
        }

        @Override
        public void install(long[] vec, byte[] state) {
            installs++;
            judge.installed(me, vec, state);
        }
    }

    void step(int node, CastInput input) {
        nodes[node].step(input, new Out(node));
    }

    void multicast(int node) {
        judge.multicast(node);
        step(node, new CastInput.Multicast(new byte[]{(byte) node, (byte) (nodes[node].vec()[node] + 1)}));
    }

    void edge(int node, int peer, boolean up) {
        if (edge[node][peer] != up) {
            edge[node][peer] = up;
            step(node, up ? new CastInput.EdgeUp(peer) : new CastInput.EdgeDown(peer));
        }
    }

    void both(int node, int peer, boolean up) {
        edge(node, peer, up);
        edge(peer, node, up);
    }

    void backup(int node, int peer) {
        step(node, new CastInput.BackupUp(peer));
        step(peer, new CastInput.BackupUp(node));
    }

    /** A new session between the two: what is in flight is lost; each end is told before it hears anything new. */
    void reset(int node, int peer) {
        flight.get(node).get(peer).clear();
        flight.get(peer).get(node).clear();
        resetDue[node][peer] = true;
        resetDue[peer][node] = true;
    }

    private void learnReset(int node, int peer) {
        if (resetDue[node][peer]) {
            resetDue[node][peer] = false;
            step(node, new CastInput.LinkReset(peer));
        }
    }

    void restart(int node) {
        CastState durable = nodes[node].snapshot().durable();
        nodes[node] = maker.apply(node);
        nodes[node].restore(durable);
        for (int peer = 0; peer < members; peer++) {
            if (peer != node) {
                reset(node, peer);
                resetDue[node][peer] = false;
                blocked[node][peer] = false;
            }
        }
        step(node, new CastInput.Tick(now));
        for (int peer = 0; peer < members; peer++) {
            if (edge[node][peer]) {
                step(node, new CastInput.EdgeUp(peer));
            }
        }
    }

    /** Delivers one frame from {@code from} to {@code to}; false when there is none. */
    boolean carry(int from, int to) {
        Deque<CastMessage> link = flight.get(from).get(to);
        if (link.isEmpty()) {
            return false;
        }
        int skip = ordered ? 0 : random.nextInt(link.size());
        for (int i = 0; i < skip; i++) {
            link.add(link.remove());
        }
        CastMessage arrived = link.remove();
        learnReset(to, from);
        CastMessage message = tamper.apply(new Way(from, to), arrived);
        step(to, new CastInput.Received(from, message));
        if (blocked[from][to]) {
            blocked[from][to] = false;
            step(from, new CastInput.Ready(to));
        }
        return true;
    }

    void tick(long millis) {
        now += millis;
        for (int i = 0; i < members; i++) {
            step(i, new CastInput.Tick(now));
        }
    }

    /** One thing that can happen. Faults happen once in {@code calm} things. */
    void anything(int calm) {
        int a = random.nextInt(members);
        int b = random.nextInt(members);
        int dice = random.nextInt(100);
        if (random.nextInt(calm) == 0 && a != b) {
            switch (random.nextInt(8)) {
                case 0 -> reset(a, b);
                case 1 -> restart(a);
                case 2, 3 -> edge(a, b, random.nextBoolean());
                default -> both(a, b, random.nextBoolean());
            }
        } else if (dice < 8) {
            multicast(a);
        } else if (dice < 12) {
            tick(random.nextInt(60));
        } else if (dice < 16 && !later.isEmpty()) {
            later.remove().run();
        } else if (dice < 20 && a != b) {
            learnReset(a, b);
        } else {
            carry(a, b);
        }
    }

    /** The edges become those of a chain and nothing fails any more; runs until nothing is under way. */
    void heal() {
        for (int i = 0; i < members; i++) {
            for (int j = 0; j < members; j++) {
                if (i != j) {
                    edge(i, j, Math.abs(i - j) == 1);
                    learnReset(i, j);
                }
            }
        }
        settle();
    }

    void settle() {
        for (int quiet = 0; quiet < 5; quiet++) {
            if (drain()) {
                quiet = 0;
            }
            tick(200);
        }
    }

    /** Carries frames until there are none; false when there was none at all. */
    boolean drain() {
        boolean any = false;
        for (boolean more = true; more;) {
            more = false;
            for (int i = 0; i < members; i++) {
                for (int j = 0; j < members; j++) {
                    if (i != j && carry(i, j)) {
                        more = true;
                    }
                }
            }
            while (!later.isEmpty()) {
                later.remove().run();
                more = true;
            }
            any |= more;
        }
        return any;
    }
}
